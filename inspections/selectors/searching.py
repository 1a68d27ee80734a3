"""Finding words in the ledger's texts."""

from django.db.models import Q

from core.searching import finds, says
from inspections.models.hazard import HazardQuerySet
from inspections.models.hazard_words import TEXTS
from units.models import Unit


def with_words(rows: HazardQuerySet, text: str) -> HazardQuerySet:
    """Hazards with this text in their own words, or of a unit with it in its name.

    The units are looked up first: told which they are, PostgreSQL finds their hazards by an index as it finds the words.
    """
    units = list(Unit.objects.filter(finds(text, "name")).values_list("pk", flat=True))
    return rows.filter(finds(text, *TEXTS) | Q(unit__in=units))


def says_words(text: str) -> Q:
    """The same of a hazard that is read, without the index of words."""
    units = Unit.objects.filter(finds(text, "name")).values("pk")
    return says(text, *TEXTS) | Q(unit__in=units)
