"""Urging units: for one hazard from its page, for what a list shows from the ledger."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from campaigns.views.urging import say_urged
from inspections import rules
from inspections.models import Hazard
from inspections.services.urging import urge_hazards
from inspections.views.ledger import narrowed
from inspections.views.stepping import demand, find_hazard


@require_POST
def hazard_urge(request, pk):
    hazard = find_hazard(request, pk)
    say_urged(request, urge_hazards(hazard.campaign, Hazard.objects.filter(pk=hazard.pk), by=request.user))
    return redirect(hazard)


@require_POST
def hazards_urge(request, slug):
    """Those that the filters in the address choose."""
    campaign, _form, _filters, rows = narrowed(request, slug)
    demand(rules.may_manage(request.user, campaign))
    say_urged(request, urge_hazards(campaign, rows, by=request.user))
    return redirect(f"{reverse('inspections:hazards', args=[slug])}?{request.GET.urlencode()}")
