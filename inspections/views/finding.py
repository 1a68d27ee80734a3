"""The record of an address, for those who see it, or for those who may change it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from campaigns.selectors import campaign_or_404
from inspections import rules
from inspections.models import Round, Team


def managed_campaign(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_manage(request.user, campaign):
        raise PermissionDenied
    return campaign


def team_or_404(request, pk):
    return get_object_or_404(Team.objects.visible_to(request.user).select_related("campaign__area"), pk=pk)


def round_or_404(request, pk):
    rows = Round.objects.visible_to(request.user).select_related("campaign__area", "checklist", "plan_item", "made_by")
    return get_object_or_404(rows, pk=pk)


def managed_team(request, pk):
    return _managed(request, team_or_404(request, pk))


def managed_round(request, pk):
    return _managed(request, round_or_404(request, pk))


def _managed(request, record):
    if not rules.may_manage(request.user, record.campaign):
        raise PermissionDenied
    return record
