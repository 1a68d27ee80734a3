"""How figures of activities add up: one rule for figures, tables, the summary and a list's own sum."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, BooleanField, Case, Count, F, Max, Q, QuerySet, Sum, Value, When
from django.db.models.aggregates import Aggregate

from activities.models import Activity, IndicatorValue
from campaigns.models import Indicator
from core.figures import UNKNOWN, Figure, Qualifier


class BoolOr(Aggregate):
    function = "BOOL_OR"
    output_field = BooleanField()


# The largest value with its qualifier in one number: of equal values "more than" beats exact beats "about",
# as `core.figures.largest` has it.
RANKED_QUALIFIERS = (Qualifier.ABOUT, Qualifier.EXACT, Qualifier.OVER)
ADDITIONS = {
    "sum": Sum("value"),
    "largest": Max(
        F("value") * 3 + Case(*(When(qualifier=name, then=Value(rank)) for rank, name in enumerate(RANKED_QUALIFIERS))),
        output_field=BigIntegerField(),
    ),
    "inexact": BoolOr(~Q(qualifier=Qualifier.EXACT)),
    "known": Count("pk"),
}


def added(addition: str, row: dict[str, Any]) -> Figure:
    """The figure of a row aggregated with `ADDITIONS`, by the indicator's kind of addition."""
    if addition == Indicator.Addition.MAX:
        value, rank = divmod(row["largest"], 3)
        return Figure(value, RANKED_QUALIFIERS[rank])
    return Figure(int(row["sum"]), Qualifier.OVER if row["inexact"] else Qualifier.EXACT)


def values_of(rows: QuerySet[Activity]) -> QuerySet[IndicatorValue]:
    return IndicatorValue.objects.filter(activity__in=rows.order_by().values("pk")).order_by()


def known_figures(rows: QuerySet[Activity], indicators: Iterable[Indicator]) -> dict[str, tuple[Figure, int]]:
    """{code: (figure, records that carry a known value)} of these activities; distinct ones count units."""
    indicators = list(indicators)
    added_up = [row for row in indicators if row.addition != Indicator.Addition.DISTINCT]
    sums = _sums(rows, added_up) if added_up else {}
    found: dict[str, tuple[Figure, int]] = {}
    for indicator in indicators:
        row = sums.get(indicator.code)
        if indicator.addition == Indicator.Addition.DISTINCT:
            found[indicator.code] = (Figure(distinct_units(rows) or None), rows.count())
        elif row is None:
            found[indicator.code] = (UNKNOWN, 0)
        else:
            found[indicator.code] = (added(indicator.addition, row), row["known"])
    return found


def _sums(rows: QuerySet[Activity], indicators: list[Indicator]) -> dict[str, dict[str, Any]]:
    values = values_of(rows).filter(value__isnull=False, indicator__in=indicators)
    by_code: Any = values.values("indicator__code").annotate(**ADDITIONS)
    return {row["indicator__code"]: row for row in by_code}


def figure_of(rows: QuerySet[Activity], indicator: Indicator) -> Figure:
    """The sum at the foot of a list that shows the column of this indicator."""
    if indicator.addition == Indicator.Addition.DISTINCT:
        return Figure(distinct_units(rows) or None)
    row = values_of(rows).filter(value__isnull=False, indicator=indicator).aggregate(**ADDITIONS)
    return added(indicator.addition, row) if row["known"] else UNKNOWN


def distinct_units(rows: QuerySet[Activity]) -> int:
    """How many units host or co-organise these activities."""
    return units_of(rows).count()


def units_of(rows: QuerySet[Activity]) -> QuerySet[Any, int]:
    """The keys of the units that host or co-organise these activities, each once."""
    rows = rows.order_by()
    hosts = rows.values_list("unit", flat=True)
    guests = Activity.co_organisers.through.objects.filter(activity__in=rows.values("pk"))
    return hosts.union(guests.values_list("unit", flat=True))
