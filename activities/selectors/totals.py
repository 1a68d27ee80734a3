"""Figures of activities out of the totals beside them: the same numbers as counting, whatever the number of records.

Totals know the unit and the days. What else a filter asks, and a unit without units below it, is counted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Case, DateField, F, QuerySet, Sum, Value, When

from activities.models import Activity, ActivityNow
from activities.selectors.filtering import ActivityFilters
from campaigns.models import Campaign, Indicator
from core.figures import UNKNOWN, Figure, Qualifier
from core.totals.models import NO_DAY
from units.models import UnitPlace

# What a page shows day by day, and what it shows of the whole time.
BY_DAY, WHOLE = ("all", "linkage"), ("kind", "plan_item", "entry", "indicator")
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

    @cached_property
    def facts(self) -> dict[tuple[str, int], dict[date, Sums]]:
        """{(facet, key): {day: sums}} of all that is kept by days, without what has become nothing: one query for
        a whole page. Only what is asked by days has them here, the rest stands under `NO_DAY`.
        """
        day = Case(When(facet__in=BY_DAY, then=F("day")), default=Value(NO_DAY), output_field=DateField())
        rows = self.narrowed(ActivityNow.objects.filter(node=self.node), *BY_DAY, *WHOLE)
        by: Any = rows.annotate(on=day).values_list("facet", "key", "on").order_by("on", "key")
        found: dict[tuple[str, int], dict[date, Sums]] = {}
        for facet, key, on, *parts in by.annotate(Sum("number"), Sum("amount"), Sum("inexact")):
            if parts[0]:
                found.setdefault((facet, key), {})[on] = Sums(*map(int, parts))
        return found

    def narrowed(self, rows: QuerySet[ActivityNow], *facets: str) -> QuerySet[ActivityNow]:
        rows = rows.filter(campaign=self.campaign, facet__in=facets, state__in=self.states)
        if self.day_from:
            rows = rows.filter(day__gte=self.day_from)
        if self.day_to:
            rows = rows.filter(day__lte=self.day_to)
        return rows

    def sums(self, facet: str, key: int) -> Sums:
        parts = self.facts.get((facet, key), {}).values()
        return Sums(
            sum(part.number for part in parts), sum(part.amount for part in parts), sum(part.inexact for part in parts)
        )

    def count(self) -> int:
        return self.sums("all", 0).number

    def counts(self, facet: str) -> dict[int, int]:
        """{key: how many}."""
        return {key: self.sums(facet, key).number for name, key in self.facts if name == facet}

    def counts_by_day(self, facet: str) -> dict[date, dict[int, int]]:
        """{day: {key: how many}} of a facet asked by days, in the order of days."""
        found: dict[date, dict[int, int]] = {}
        for (name, key), days in self.facts.items():
            if name == facet:
                for on, sums in days.items():
                    found.setdefault(on, {})[key] = sums.number
        return dict(sorted(found.items()))

    def counts_at(self, nodes: Collection[int]) -> dict[int, int]:
        """{node: how many} of other nodes in the same states and days, in one query."""
        rows = self.narrowed(ActivityNow.objects.filter(node__in=nodes), "all")
        return dict(rows.values_list("node").annotate(added=Sum("number")).filter(added__gt=0))

    def units(self) -> int:
        """How many different units took part; kept without days."""
        rows = (
            self.narrowed(ActivityNow.objects.filter(node=self.node), "unit")
            .values("key")
            .annotate(added=Sum("number"))
            .filter(added__gt=0)
        )
        return rows.count()

    def known_figures(self, indicators: Collection[Indicator]) -> dict[str, tuple[Figure, int]]:
        """As `adding.known_figures`, of those that totals can say: the largest of all isn't a sum."""
        found: dict[str, tuple[Figure, int]] = {}
        for row in indicators:
            if row.addition == Indicator.Addition.SUM:
                sums = self.sums("indicator", row.pk)
                found[row.code] = (sums.figure, sums.number)
            elif row.addition == Indicator.Addition.DISTINCT and not self.has_days:
                found[row.code] = (Figure(self.units() or None), self.count())
        return found


def totals_of(campaign: Campaign, filters: ActivityFilters) -> Totals | None:
    """None where the filters ask what totals don't know."""
    asked = ActivityFilters(unit=filters.unit, day_from=filters.day_from, day_to=filters.day_to, states=filters.states)
    if filters != asked or not filters.states or not COUNTED_STATES.issuperset(filters.states):
        return None
    unit = filters.unit or campaign.area
    place: UnitPlace | None = getattr(unit, "place", None)
    if place is None or not place.is_node:
        return None
    return Totals(campaign.pk, unit.pk, filters.states, filters.day_from, filters.day_to)
