"""Urging units to answer what was sent back, one by one or all of a list."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from activities.models import Activity
from activities.services.urging import urge_returned
from activities.views.lists import narrowed
from campaigns.views.urging import say_urged


@require_POST
def urge(request, pk):
    rows = Activity.objects.visible_to(request.user)
    activity = get_object_or_404(rows.select_related("campaign__area"), pk=pk)
    say_urged(request, urge_returned(activity.campaign, Activity.objects.filter(pk=pk), by=request.user))
    return redirect(activity)


@require_POST
def urge_listed(request, slug):
    """All returned ones that the filters of the list leave."""
    campaign, _form, _filters, rows = narrowed(request, slug)
    chosen = Activity.objects.filter(pk__in=rows.order_by().values("pk"))
    say_urged(request, urge_returned(campaign, chosen, by=request.user))
    return redirect(f"{reverse('activities:activities', args=[slug])}?{request.GET.urlencode()}")
