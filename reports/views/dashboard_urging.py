"""Urging from the dashboard: all who are late, in one press."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from campaigns.selectors import campaign_or_404
from campaigns.views.urging import say_urged
from core.addresses import own_address
from reports.services import urging
from reports.views.dashboard import viewed


@require_POST
def dashboard_urge(request, slug, what):
    campaign = campaign_or_404(request.user, slug)
    _form, view = viewed(request, campaign)
    below = view.filters.unit
    if what == "assignments":
        urged = urging.urge_late_assignments(campaign, by=request.user, below=below)
    elif what == "notices":
        urged = urging.urge_late_signatures(campaign, by=request.user)
    elif what == "hazards":
        urged = urging.urge_overdue_hazards(campaign, by=request.user, below=below)
    else:
        raise Http404
    say_urged(request, urged)
    here = own_address(request, request.POST.get("then", ""))
    return redirect(here or reverse("reports:dashboard", args=[slug]))
