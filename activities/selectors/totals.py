"""Figures of activities out of the totals beside them: the same numbers as counting, whatever the number of records.

Totals know the unit and the days. What else a filter asks, and a unit without units below it, is counted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from activities.models import Activity, ActivityNow
from activities.selectors.filtering import ActivityFilters
from campaigns.models import Campaign, Indicator
from core.figures import UNKNOWN, Figure, Qualifier
from units.models import UnitPlace

COUNTED_STATES = {Activity.State.SUBMITTED, Activity.State.APPROVED, Activity.State.RETURNED}


@dataclass(frozen=True)
class Sums:
    """Under one key: how many records, the sum of their values, how many of these aren't exact."""

    number: int
    amount: int
    inexact: int

    @property
    def figure(self) -> Figure:
        return Figure(self.amount, Qualifier.OVER if self.inexact else Qualifier.EXACT) if self.number else UNKNOWN


@dataclass(frozen=True)
class Totals:
    """The totals of one unit and what is below it, in some states and on some days, both included."""

    campaign: int
    node: int
    states: tuple[str, ...]
    day_from: date | None = None
    day_to: date | None = None

    @property
    def has_days(self) -> bool:
        return self.day_from is not None or self.day_to is not None

    def rows(self, *facets: str) -> QuerySet[ActivityNow]:
        return self.narrowed(ActivityNow.objects.filter(node=self.node), *facets)

    def narrowed(self, rows: QuerySet[ActivityNow], *facets: str) -> QuerySet[ActivityNow]:
        rows = rows.filter(campaign=self.campaign, facet__in=facets, state__in=self.states)
        if self.day_from:
            rows = rows.filter(day__gte=self.day_from)
        if self.day_to:
            rows = rows.filter(day__lte=self.day_to)
        return rows

    def sums(self, *facets: str) -> dict[tuple[str, int], Sums]:
        """{(facet, key): sums} without what has become nothing, in one query."""
        rows = self.rows(*facets).values_list("facet", "key")
        added = rows.annotate(Sum("number"), Sum("amount"), Sum("inexact"))
        return {(facet, key): Sums(*map(int, parts)) for facet, key, *parts in added if parts[0]}

    def count(self) -> int:
        return self.rows("all").aggregate(number=Sum("number"))["number"] or 0

    def counts(self, facet: str) -> dict[int, int]:
        return {key: sums.number for (_facet, key), sums in self.sums(facet).items()}

    def counts_by_day(self, facet: str) -> dict[date, dict[int, int]]:
        """{day: {key: how many}}, in the order of days."""
        rows = self.rows(facet).values_list("day", "key").annotate(added=Sum("number")).order_by("day", "key")
        found: dict[date, dict[int, int]] = {}
        for day, key, number in rows.exclude(added=0):
            found.setdefault(day, {})[key] = number
        return found

    def counts_at(self, nodes: Collection[int]) -> dict[int, int]:
        """{node: how many} of other nodes in the same states and days, in one query."""
        rows = self.narrowed(ActivityNow.objects.filter(node__in=nodes), "all")
        return dict(rows.values_list("node").annotate(added=Sum("number")).filter(added__gt=0))

    def units(self) -> int:
        """How many different units took part; kept without days."""
        rows = self.rows("unit").values("key").annotate(added=Sum("number")).filter(added__gt=0)
        return rows.count()

    def known_figures(self, indicators: Collection[Indicator]) -> dict[str, tuple[Figure, int]]:
        """As `adding.known_figures`, of those that totals can say: the largest of all isn't a sum."""
        sums = self.sums("all", "indicator")
        none = Sums(0, 0, 0)
        found: dict[str, tuple[Figure, int]] = {}
        for row in indicators:
            if row.addition == Indicator.Addition.SUM:
                one = sums.get(("indicator", row.pk), none)
                found[row.code] = (one.figure, one.number)
            elif row.addition == Indicator.Addition.DISTINCT and not self.has_days:
                found[row.code] = (Figure(self.units() or None), sums.get(("all", 0), none).number)
        return found


def totals_of(campaign: Campaign, filters: ActivityFilters) -> Totals | None:
    """None where the filters ask what totals don't know."""
    asked = ActivityFilters(unit=filters.unit, day_from=filters.day_from, day_to=filters.day_to, states=filters.states)
    if filters != asked or not filters.states or not COUNTED_STATES.issuperset(filters.states):
        return None
    node = filters.unit.pk if filters.unit else campaign.area_id
    place = UnitPlace.objects.filter(pk=node).first()
    if place is None or not place.is_node:
        return None
    return Totals(campaign.pk, node, filters.states, filters.day_from, filters.day_to)
