"""Finding a hazard by typing."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from inspections.models import Hazard
from inspections.selectors.filtering import HazardFilters

MOST_HITS = 12


@dataclass(frozen=True)
class Hit:
    pk: int
    label: str
    detail: str


@require_safe
def hazard_search(request, slug):
    """The hits of a hazard picker."""
    campaign = campaign_or_404(request.user, slug)
    text = request.GET.get("q", "")[:60].strip()
    rows = Hazard.objects.visible_to(request.user).filter(campaign=campaign).on_ledger().select_related("unit")
    found = list(HazardFilters(text=text).apply(rows)[: MOST_HITS + 1]) if text else []
    hits = [Hit(row.pk, str(row), row.unit.name if row.unit else "") for row in found[:MOST_HITS]]
    return render(request, "components/picker_hits.html", {"hits": hits, "more": len(found) > MOST_HITS})
