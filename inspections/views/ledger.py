from django.shortcuts import get_object_or_404, render

from campaigns.selectors import campaign_or_404
from core.history import history_of
from core.pagination import page_of
from inspections.models import Hazard


def hazards(request, slug):
    campaign = campaign_or_404(request.user, slug)
    rows = Hazard.objects.visible_to(request.user).filter(campaign=campaign).select_related("unit", "category")
    return render(request, "inspections/hazards.html", {"campaign": campaign, "page_obj": page_of(rows, request)})


def hazard(request, pk):
    rows = Hazard.objects.visible_to(request.user).select_related("campaign__area", "unit", "category", "source")
    found = get_object_or_404(rows, pk=pk)
    context = {"campaign": found.campaign, "hazard": found, "changes": history_of(found)}
    return render(request, "inspections/hazard.html", context)
