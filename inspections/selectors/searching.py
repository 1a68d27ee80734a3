"""Finding words in the ledger's texts: each in a hazard's own words or in the name of its unit."""

from django.db.models import Q

from core.long_lists import Word
from core.searching import finds, says, words_of
from inspections.models.hazard import HazardQuerySet
from inspections.models.hazard_words import TEXTS
from units.models import Unit


def with_words(rows: HazardQuerySet, text: str) -> HazardQuerySet:
    return rows.filter(*(word.finds for word in looked_for(text)))


def looked_for(text: str) -> list[Word]:
    return [_word(word) for word in words_of(text)]


def _word(word: str) -> Word:
    """Beside an index the units are looked up first: told which they are, PostgreSQL finds their hazards by theirs."""
    units = Unit.objects.filter(finds(word, "name")).values_list("pk", flat=True)
    return Word(says(word, *TEXTS) | Q(unit__in=units), finds(word, *TEXTS) | Q(unit__in=list(units)))
