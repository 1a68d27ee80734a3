"""The office's inbox: as a list, and one report at a time by keyboard; what waits for re-inspection."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from campaigns.selectors.campaign import campaign_or_404
from core.pagination import page_of
from core.text import keys
from inspections import rules
from inspections.forms.sorting import SourceForm, TransferForm
from inspections.selectors.deadlines import Terms
from inspections.selectors.duplicates import suggestions_for
from inspections.selectors.hazard import evidence_of, with_names
from inspections.selectors.inbox import counted_by_source, place_in, to_reinspect, to_sort
from inspections.selectors.reporters import reporter_panel
from inspections.views.sorting import accept_form

PER_PAGE = 25


@require_GET
def inbox(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.is_office_of(request.user, campaign):
        raise PermissionDenied
    today = timezone.localdate()
    rows, form = _rows(request, campaign, today)
    page = page_of(with_names(rows), request.GET.get("page"), per_page=PER_PAGE)
    terms = Terms.load()
    context = {
        "campaign": campaign,
        "today": today,
        "lines": [(row, terms.due("accept_days", row.reported_on)) for row in page.object_list],
        "filter_form": form,
        "sources": counted_by_source(to_sort(campaign, request.user, today)),
        "page_obj": page,
        "query": _query(request),
    }
    return render(request, "inspections/inbox.html", context)


@require_GET
def one(request, slug):
    """The oldest, or the one named by `?at=`; after a decision the next one opens."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_manage(request.user, campaign):
        raise PermissionDenied
    today = timezone.localdate()
    rows, _form = _rows(request, campaign, today)
    place = place_in(rows, next(iter(keys([request.GET.get("at", "")])), None))
    if place is None:
        messages.success(request, _("The inbox is empty: everything is sorted."))
        return redirect(f"{reverse('inspections:inbox', args=[slug])}{_query(request)}")
    before, after = (_address(request, slug, key) for key in (place.previous, place.next))
    context = _report(request, place.hazard) | {"campaign": campaign, "place": place, "today": today}
    context |= {"previous_url": before, "next_url": after, "then": after or before or request.path}
    return render(request, "inspections/inbox_one.html", context)


def _report(request, hazard):
    return {
        "hazard": hazard,
        "accept_by": Terms.load().due("accept_days", hazard.reported_on),
        "evidence": evidence_of(hazard, request.user),
        "suggestions": suggestions_for(hazard, request.user),
        "accept_form": accept_form(None, hazard),
        "transfer_form": TransferForm(),
        "panels": {"reporter": reporter_panel(hazard, request.user)},
    }


@require_GET
def reinspections(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not (request.user.is_inspector or rules.is_office_of(request.user, campaign)):
        raise PermissionDenied
    today = timezone.localdate()
    page = page_of(to_reinspect(campaign, request.user, today), request.GET.get("page"), per_page=PER_PAGE)
    terms = Terms.load()
    lines = [
        (row, rules.may_reinspect(request.user, row), terms.due("acceptance_visit", row.rectified_on))
        for row in page.object_list
    ]
    context = {"campaign": campaign, "page_obj": page, "lines": lines, "today": today}
    return render(request, "inspections/reinspections.html", context)


def _rows(request, campaign, today):
    form = SourceForm(request.GET)
    form.is_valid()
    return to_sort(campaign, request.user, today, form.cleaned_data.get("source")), form


def _query(request):
    keep = {name: value for name, value in request.GET.items() if name == "source" and value}
    return f"?{urlencode(keep)}" if keep else ""


def _address(request, slug, key):
    if key is None:
        return ""
    query = _query(request)
    return f"{reverse('inspections:inbox_one', args=[slug])}{query}{'&' if query else '?'}at={key}"
