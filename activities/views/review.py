"""The office's queue: as a table with ticks, and one record at a time by keyboard."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import rules
from activities.forms.review import QueueFilterForm
from activities.selectors.hints import hints_for
from activities.selectors.offers import partners_of
from activities.selectors.queue import place_in, waiting_for_review, with_parts
from activities.services import review as services
from campaigns.selectors.campaign import campaign_or_404
from core.errors import DomainError
from core.pagination import page_of
from core.text import keys

PER_PAGE = 25


def queue(request, slug):
    campaign = _campaign(request, slug)
    refused = ""
    if request.method == "POST":
        try:
            return _decide(request, campaign)
        except DomainError as refusal:
            refused = str(refusal)
    rows, filters = _rows(request, campaign)
    page = page_of(with_parts(rows), request.GET.get("page"), per_page=PER_PAGE)
    hints = hints_for(page.object_list, campaign, timezone.localdate())
    lines = [(row, hints[row.pk]) for row in page.object_list]
    context = {"campaign": campaign, "filter_form": filters, "page_obj": page, "lines": lines, "refused": refused}
    context |= {"ticked": set(_seen(request)), "why": request.POST.get("why", ""), "query": _query(request)}
    return render(request, "activities/review.html", context)


def one(request, slug):
    """The oldest, or the one named by `?at=`; after a decision the next one opens."""
    campaign = _campaign(request, slug)
    rows, _filters = _rows(request, campaign)
    place = place_in(rows, next(iter(keys([request.GET.get("at", "")])), None))
    if place is None:
        messages.success(request, _("Nothing waits for review any more."))
        return redirect(f"{reverse('activities:review', args=[slug])}{_query(request)}")
    before, after = (_address(request, slug, key) for key in (place.previous, place.next))
    hints = hints_for([place.activity], campaign, timezone.localdate())[place.activity.pk]
    context = {"campaign": campaign, "place": place, "activity": place.activity, "hints": hints}
    context |= {"previous_url": before, "next_url": after, "then": after or before or request.path}
    return render(request, "activities/review_one.html", context)


def _campaign(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_review_in(request.user, campaign):
        raise PermissionDenied
    return campaign


def _rows(request, campaign):
    form = QueueFilterForm(request.GET, campaign=campaign, units=partners_of(campaign))
    form.is_valid()
    chosen = {name: form.cleaned_data.get(name) for name in ("unit", "kind")}
    return waiting_for_review(campaign, request.user, **chosen), form


def _decide(request, campaign):
    seen = _seen(request)
    if not seen:
        raise DomainError(_("Tick at least one record first."))
    if request.POST.get("act") == "approve":
        result = services.approve_many(campaign, seen, by=request.user)
        words = ngettext("%(number)s approved.", "%(number)s approved.", result.done)
    else:
        result = services.return_many(campaign, seen, by=request.user, why=request.POST.get("why", ""))
        words = ngettext("%(number)s returned.", "%(number)s returned.", result.done)
    messages.success(request, words % {"number": result.done})
    if result.skipped:
        words = ngettext(
            "%(number)s was left alone: changed or decided in the meantime.",
            "%(number)s were left alone: changed or decided in the meantime.",
            result.skipped,
        )
        messages.warning(request, words % {"number": result.skipped})
    return redirect(f"{request.path}{_query(request)}")


def _seen(request):
    """Ticks are written key-version: what the officer has read."""
    pairs = [tick.split("-") for tick in request.POST.getlist("seen")[:500]]
    numbers = [pair for pair in pairs if len(pair) == 2 and all(part.isdecimal() and len(part) < 10 for part in pair)]
    return {int(key): int(version) for key, version in numbers}


def _query(request):
    keep = {name: value for name, value in request.GET.items() if name in ("unit", "kind") and value}
    return f"?{urlencode(keep)}" if keep else ""


def _address(request, slug, key):
    if key is None:
        return ""
    query = _query(request)
    return f"{reverse('activities:review_one', args=[slug])}{query}{'&' if query else '?'}at={key}"
