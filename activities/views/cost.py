"""The cost of an assignment, shown to the office before it is sent."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from activities.selectors.cost import cost_of
from campaigns import rules
from campaigns.models import Assignment
from campaigns.selectors import campaign_or_404


@require_safe
def assignment_cost(request, slug, pk):
    """A part of the draft's page; on its own without scripts."""
    campaign = campaign_or_404(request.user, slug)
    assignment = get_object_or_404(Assignment.objects.visible_to(request.user), campaign=campaign, pk=pk)
    if not rules.is_office_of(request.user, campaign):
        raise PermissionDenied
    assignment.campaign = campaign
    name = "activities/assignment_cost_part.html" if request.htmx else "activities/assignment_cost.html"
    return render(request, name, {"assignment": assignment, "cost": cost_of(assignment)})
