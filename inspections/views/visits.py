"""Visits: start one, see one, finish or drop it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Assignment
from campaigns.rules import may_give_work
from campaigns.selectors import campaign_or_404
from core.editing import try_save
from core.forms import ReasonForm
from core.history import history_of
from core.text import keys
from core.views import photo_answer
from inspections import rules
from inspections.forms.visits import AccountForm, FinishForm, StartVisitForm
from inspections.models import Round, Visit
from inspections.selectors import visits as selectors
from inspections.services import visits as services


def visit_new(request, slug):
    """`?round=`, `?unit=` and `?kind=` answer as much as they can."""
    campaign = _campaign_to_visit_in(request, slug)
    form = StartVisitForm(request.POST or None, initial=_initial(request, campaign), **_offers(request, campaign))
    saved, _conflict = try_save(
        form,
        lambda: services.start_visit(campaign, form.facts(), by=request.user, key=form.cleaned_data["once_key"]),
    )
    if saved:
        return redirect("inspections:visit_work", saved.pk)
    return render(request, "inspections/visit_new.html", {"campaign": campaign, "form": form})


@require_safe
def visit_units(request, slug):
    """Units to go to: names only, of the whole area."""
    campaign = _campaign_to_visit_in(request, slug)
    rows = selectors.units_to_visit(request.user, campaign).named_like(request.GET.get("q", ""))
    found = list(rows.select_related("parent")[:21])
    hits = [{"pk": unit.pk, "label": unit.name, "detail": unit.parent} for unit in found[:20]]
    return render(request, "components/picker_hits.html", {"hits": hits, "more": len(found) > 20})


def _campaign_to_visit_in(request, slug):
    campaign = campaign_or_404(request.user, slug)
    in_team = selectors.is_in_some_team(request.user, campaign)
    if not rules.may_visit_in(request.user, campaign, in_team=in_team):
        raise PermissionDenied
    return campaign


def _offers(request, campaign):
    return {
        "units": selectors.units_to_visit(request.user, campaign),
        "search_url": reverse("inspections:visit_units", args=[campaign.slug]),
        "teams": selectors.teams_to_go_with(request.user, campaign),
        "checklists": selectors.checklists_to_go_by(request.user),
        "rounds": Round.objects.visible_to(request.user).filter(campaign=campaign, state=Round.State.RUNNING),
    }


def _initial(request, campaign):
    wanted = {name: next(iter(keys([request.GET.get(name, "")])), None) for name in ("unit", "round")}
    found = {name: key for name, key in wanted.items() if key}
    found["kind"] = request.GET.get("kind") if request.GET.get("kind") in Visit.Kind.values else Visit.Kind.INSPECTION
    row = Round.objects.visible_to(request.user).filter(campaign=campaign, pk=found.get("round")).first()
    if row:
        found["checklist"] = row.checklist_id
        of_round = row.objects_of_round.filter(unit=found.get("unit")).first()
        found["team"] = of_round.team_id if of_round else None
        if row.kind == Round.Kind.SUPERVISION:
            found["kind"] = Visit.Kind.SUPERVISION
    return found


@require_safe
def visit(request, pk):
    row = find_visit(request, pk)
    sheet = selectors.sheet_of(row)
    given = [problem.assignment_id for problem in sheet.problems]
    context = {
        "visit": row,
        "campaign": row.campaign,
        "sheet": sheet,
        "readable": set(Assignment.objects.visible_to(request.user).filter(pk__in=given).values_list("pk", flat=True)),
        "changes": history_of(row),
        "may_work": may_work(request, row),
        "may_assign": row.state == Visit.State.FINISHED and may_give_work(request.user, row.campaign),
    }
    return render(request, "inspections/visit.html", context)


@require_safe
def visit_record(request, pk):
    """The official record of a finished visit, one sheet after the other, for the printer."""
    row = find_visit(request, pk)
    if row.state != Visit.State.FINISHED:
        raise Http404
    context = {"visit": row, "campaign": row.campaign, "sheet": selectors.sheet_of(row)}
    context["people"] = row.team.members.select_related("person", "unit") if row.team else ()
    return render(request, "inspections/visit_record.html", context)


def visit_account(request, pk):
    row = to_work_on(request, pk)
    names = ("visited_on", "is_unannounced", "met_by", "looked_at", "impression", "version")
    form = AccountForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    saved, conflict = try_save(
        form,
        lambda: services.tell_account(row, form.account(), by=request.user, version=form.cleaned_data["version"]),
    )
    if saved:
        messages.success(request, _("Saved."), extra_tags=f"account-{request.user.pk}-{pk}")
        return redirect("inspections:visit_work", pk)
    context = {"visit": row, "campaign": row.campaign, "form": form, "conflict": conflict}
    return render(request, "inspections/visit_account.html", context, status=409 if conflict else 200)


def visit_finish(request, pk):
    row = find_visit(request, pk)
    if row.state == Visit.State.FINISHED:
        return _went_to(request, row)
    row = to_work_on(request, pk)
    form = FinishForm(request.POST or None, request.FILES or None)
    saved, _conflict = try_save(form, lambda: services.finish_visit(row, by=request.user, **form.cleaned_data))
    draft_key = f"visit-finish-{request.user.pk}-{pk}"
    if saved:
        words = _("The visit is finished. The unit finds the record in its inbox.")
        messages.success(request, words, extra_tags=draft_key)
        return _went_to(request, saved)
    if form.errors and is_alone(request):
        return refused_alone(form)
    context = {"visit": row, "campaign": row.campaign, "form": form, "back": _work_url(pk), "draft_key": draft_key}
    context |= {"missing": selectors.missing_of(row), "sheet": selectors.sheet_of(row)}
    return render(request, "inspections/visit_finish.html", context)


def is_alone(request):
    """Sent by the page's script out of its queue: answered with a part, an address or a refusal."""
    return request.headers.get("X-Alone") == "1"


def refused_alone(form):
    words = " ".join(each for errors in form.errors.values() for each in errors)
    return HttpResponse(words, status=422, content_type="text/plain; charset=utf-8")


def _went_to(request, row):
    return HttpResponse(row.get_absolute_url(), content_type="text/plain") if is_alone(request) else redirect(row)


def visit_drop(request, pk):
    row = to_work_on(request, pk)
    form = ReasonForm(request.POST or None)
    saved, _conflict = try_save(form, lambda: services.drop_visit(row, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("The visit is dropped. What was found stays on the ledger."))
        return redirect(saved)
    return render(request, "inspections/visit_drop.html", {"visit": row, "campaign": row.campaign, "form": form})


@require_safe
def visit_signature(request, pk):
    row = find_visit(request, pk)
    if not row.signature:
        raise Http404
    return photo_answer(row.signature)


def find_visit(request, pk):
    rows = Visit.objects.visible_to(request.user)
    related = ("campaign__area", "unit", "team", "round", "checklist_version__checklist", "made_by")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def _work_url(pk):
    return reverse("inspections:visit_work", args=[pk])


def to_work_on(request, pk):
    row = find_visit(request, pk)
    if not may_work(request, row):
        raise PermissionDenied
    return row


def to_send_to(request, pk):
    """For what comes out of a queue: that the visit is over by now is said in words, by the service."""
    row = find_visit(request, pk)
    if row.state == Visit.State.GOING_ON and not may_work(request, row):
        raise PermissionDenied
    return row


def may_work(request, row):
    return rules.may_work_on(request.user, row, in_team=selectors.belongs_to_team(request.user, row.team))
