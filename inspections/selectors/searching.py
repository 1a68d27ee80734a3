"""Finding words in the ledger's texts by an index that knows pairs of characters.

Most Chinese words have two characters. An index of three-character runs finds nothing for them, and without
one each search reads the whole ledger.
"""

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, Q, TextField, Value

from inspections.models.hazard import HazardQuerySet
from units.models import Unit

TEXTS = ("description", "place", "part")
LEAST_INDEXED = 2


class Pairs(Func):
    """The pairs of characters of these texts; written to the letter as the index `hazard_words` has it."""

    function = "inspections_pairs"
    arg_joiner = " || chr(10) || "
    output_field = ArrayField(TextField())


def with_words(rows: HazardQuerySet, text: str) -> HazardQuerySet:
    """Hazards with this text in their own words, or of a unit with it in its name."""
    said = Q()
    for name in TEXTS:
        said |= Q(**{f"{name}__icontains": text})
    if len(text) >= LEAST_INDEXED:
        rows = rows.alias(pairs=Pairs(*TEXTS))
        said = Q(pairs__contains=Pairs(Value(text))) & said
    # Keys and not a subquery: only so can one index be asked for the words and another for the units.
    units = list(Unit.objects.filter(name__icontains=text).values_list("pk", flat=True))
    return rows.filter(said | Q(unit__in=units)) if units else rows.filter(said)
