"""Finding words in the ledger's texts: each in a hazard's own words or in the name of its unit."""

from django.db.models import Q

from core.searching import all_of, finds, says
from inspections.models.hazard import HazardQuerySet
from inspections.models.hazard_words import TEXTS
from units.models import Unit


def with_words(rows: HazardQuerySet, text: str) -> HazardQuerySet:
    """The units are looked up first: told which they are, PostgreSQL finds their hazards by an index as it finds the
    words.
    """

    def found(word: str) -> Q:
        units = list(Unit.objects.filter(finds(word, "name")).values_list("pk", flat=True))
        return finds(word, *TEXTS) | Q(unit__in=units)

    return rows.filter(all_of(text, found))


def says_words(text: str) -> Q:
    """The same of a hazard that is read, without the index of words."""

    def said(word: str) -> Q:
        return says(word, *TEXTS) | Q(unit__in=Unit.objects.filter(finds(word, "name")).values("pk"))

    return all_of(text, said)
