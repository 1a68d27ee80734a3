"""The page of one hazard."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from campaigns.selectors.campaign import campaign_or_404
from inspections import rules
from inspections.selectors import offers
from inspections.selectors.acts import acts_of
from inspections.selectors.card import card_of
from inspections.selectors.hazard import duplicates_of, evidence_of, first_of
from inspections.selectors.panels import panels_of
from inspections.selectors.stages import stations_of
from inspections.selectors.timeline import timeline_of
from inspections.views.stepping import find_hazard

MOST_HITS = 20


@require_GET
def hazard(request, pk):
    found = find_hazard(request, pk)
    today = timezone.localdate()
    context = {
        "campaign": found.campaign,
        "hazard": found,
        "today": today,
        "sees_source": rules.may_see_sources(request.user),
        "stations": stations_of(found, request.user, today),
        "evidence": evidence_of(found, request.user),
        "waits_for_another": _waits_for_another(found, request.user),
        "may_add_photos": rules.may_add_photos(request.user, found),
        "first": first_of(found, request.user),
        "duplicates": duplicates_of(found, request.user),
        "timeline": timeline_of(found, request.user),
        "panels": panels_of(found, request.user),
    }
    return render(request, "inspections/hazard.html", context | _acts(found, request.user))


def _acts(hazard, user):
    acts = acts_of(hazard, user)
    return {
        "next_act": next((act for act in acts if act.is_next), None),
        "acts": [act for act in acts if not act.is_next],
    }


def _waits_for_another(hazard, user):
    """Whether this person would re-inspect, had they not accepted or rectified it themselves."""
    is_waiting = hazard.state == hazard.State.RECTIFIED and rules.re_inspects(user, hazard)
    return is_waiting and not rules.is_another(user, hazard)


@require_GET
def card(request, pk):
    """One sheet of paper to hang up, hand over or file."""
    found = find_hazard(request, pk)
    context = {
        "campaign": found.campaign,
        "hazard": found,
        "lines": card_of(found, request.user),
        "evidence": evidence_of(found, request.user),
    }
    return render(request, "inspections/card.html", context)


@require_GET
def unit_search(request, slug):
    """Units at which this person may find a hazard: names only."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_file(request.user, campaign):
        raise PermissionDenied
    units = offers.units_for(campaign, request.user)
    found = list(units.named_like(request.GET.get("q", "")[:60]).select_related("parent")[: MOST_HITS + 1])
    hits = [{"pk": unit.pk, "label": unit.name, "detail": unit.parent} for unit in found[:MOST_HITS]]
    return render(request, "components/picker_hits.html", {"hits": hits, "more": len(found) > MOST_HITS})
