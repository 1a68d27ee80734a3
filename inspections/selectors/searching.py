"""Finding words in the ledger's texts."""

from django.db.models import Q

from inspections.models.hazard import HazardQuerySet
from units.models import Unit

TEXTS = ("description", "place", "part")


def with_words(rows: HazardQuerySet, text: str) -> HazardQuerySet:
    """Hazards with this text in their own words, or of a unit with it in its name."""
    said = Q(unit__in=Unit.objects.filter(name__icontains=text).values("pk"))
    for name in TEXTS:
        said |= Q(**{f"{name}__icontains": text})
    return rows.filter(said)
