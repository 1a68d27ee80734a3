"""The public report: no account, no session, no trace; one page that never ends in a dead end."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.spam import WORK_BITS, is_done, is_hasty, new_work, opened_now
from core.throttle import Limit
from inspections.forms.reporting import PhotoAheadForm, ReportForm, Standing
from inspections.selectors.reporting import desk_of
from inspections.services import report_photos as photo_services
from inspections.services import reporting as services

REPORTS = Limit("report", per_hour=20, per_day=100, overall_per_hour=300)
# With work done for each, more get through while somebody floods the form.
WORKED_FOR = Limit("report-worked", per_hour=20, per_day=100, overall_per_hour=3000)
PHOTOS = Limit("report-photos", per_hour=150, per_day=700, overall_per_hour=3000)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    desk = desk_of(request.GET.get("unit", "")[:24], request.GET.get("campaign", "")[:40])
    if desk.campaign is None:
        return render(request, "inspections/report/closed.html", {"desk": desk})
    if request.method == "POST":
        return _receive(request, desk)
    audience = Standing.PUBLIC if desk.unit else ""
    form = ReportForm(unit=desk.unit, initial={"naming": "anonymous", "audience": audience, "opened": opened_now()})
    return _page(request, desk, form)


def _receive(request, desk):
    form = ReportForm(request.POST, request.FILES, unit=desk.unit)
    is_good = form.is_valid()
    first = services.first_receipt(form.cleaned_data["once_key"]) if "once_key" in form.cleaned_data else None
    if first is not None:
        return _receipt(request, desk, form, first)
    refused_photos = _keep_photos(form)
    if not is_good:
        return _page(request, desk, form, status=413 if form.is_only_too_large else 200)
    if form.is_trap_sprung or is_hasty(form.cleaned_data["opened"]):
        words = _("That was very quick. Look it through once more, then send it again: nothing is lost.")
        return _page(request, desk, form, notice=words)
    return _file(request, desk, form, refused_photos)


def _file(request, desk, form, refused_photos):
    limit = _limit_for(form)
    verdict = limit.hit(request)
    if not verdict.allowed:
        return _too_many(request, desk, form, verdict)
    data = form.cleaned_data
    expected = 0 if refused_photos else data["photos_expected"] or 0
    keys = {"key": data["once_key"], "photos_key": data["photos_key"]}
    try:
        receipt = services.file_report(desk.campaign, _told(data, desk), expected=expected, **keys)
    except DomainError as refusal:
        limit.give_back(request)
        form.add_error(None, str(refusal))
        return _page(request, desk, form)
    if not receipt.is_new:
        limit.give_back(request)
    return _receipt(request, desk, form, receipt, refused_photos)


def _limit_for(form):
    work, nonce = form.cleaned_data["work"], form.cleaned_data["nonce"]
    return WORKED_FOR if work and is_done(work, nonce) else REPORTS


def _told(data, desk):
    standing = data.get("audience") or Standing.PUBLIC
    names = ("description", "place", "category", "latitude", "longitude", "claim_word")
    return services.Told(
        **{name: data[name] for name in names},
        unit=desk.unit,
        point=desk.point,
        by_employee=standing != Standing.PUBLIC,
        to_unit=standing == Standing.UNIT,
        name=data["contact_name"],
        phone=data["contact_phone"],
    )


def _keep_photos(form):
    """Photos of a form without scripts wait under its key, so that nobody chooses them twice.

    Answers why they can't be kept, or "": the words of a report are worth more than its photos.
    """
    fresh = getattr(form.fields["photos"], "kept", [])
    if not fresh or "photos_key" not in form.cleaned_data:
        return ""
    try:
        photo_services.add_waiting_photos(form.cleaned_data["photos_key"], fresh)
    except DomainError as refusal:
        return str(refusal)
    return ""


def _page(request, desk, form, *, status=200, notice="", work=""):
    key = form.cleaned_data.get("photos_key") if form.is_bound and hasattr(form, "cleaned_data") else None
    context = {"desk": desk, "form": form, "notice": notice, "work": work, "work_bits": WORK_BITS}
    context["waiting"] = services.waiting_photos(key) if key else []
    return render(request, "inspections/report/form.html", context, status=status)


def _too_many(request, desk, form, verdict):
    """The text stays in the form and the hotline's number beside it; a flood of others costs a little work instead."""
    work = new_work() if verdict.by_everybody else ""
    words = _(
        "Very many reports are coming in. Nothing of yours is lost: send it again later, or call %(hotline)s now."
    )
    answer = _page(request, desk, form, status=429, notice=words % {"hotline": desk.hotline}, work=work)
    answer["Retry-After"] = verdict.retry_after
    return answer


def _receipt(request, desk, form, receipt, refused_photos=""):
    context = {"desk": desk, "code": str(receipt.code), "refused_photos": refused_photos, "code_is_new": True}
    context["is_named"] = bool(form.cleaned_data.get("contact_phone") or form.cleaned_data.get("contact_name"))
    return render(request, "inspections/report/receipt.html", context)


@login_not_required
@never_cache
@require_POST
def photos(request):
    """One photo ahead of its report. Answers which have arrived under the key, so that sending can go on from there."""
    form = PhotoAheadForm(request.POST, request.FILES)
    if not form.is_valid():
        sentences = [sentence for errors in form.errors.values() for sentence in errors]
        return JsonResponse(
            {"error": " ".join(sentences)}, status=413 if form.has_error("photos", "too_large") else 422
        )
    key, fresh, gone = (form.cleaned_data[name] for name in ("photos_key", "photos", "remove"))
    if fresh and not PHOTOS.hit(request).allowed:
        return JsonResponse({"error": _("Too many photos at once. It goes on by itself in a while.")}, status=429)
    try:
        added = photo_services.add_waiting_photos(key, fresh) if fresh else []
    except DomainError as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
    if gone:
        photo_services.remove_waiting_photo(key, gone)
    arrived = [photo.pk for photo in services.waiting_photos(key)]
    return JsonResponse({"added": [photo.pk for photo in added], "arrived": arrived})
