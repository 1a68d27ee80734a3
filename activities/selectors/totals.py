"""Figures of activities out of the totals beside them: the same numbers as counting, whatever the number of records.

Totals know the unit and the days. What else a filter asks, and a unit without units below it, is counted.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum

from accounts.models import User
from activities.models import Activity, ActivityNow
from activities.models.totals import node_of_kind
from activities.selectors import counted
from activities.selectors.counted import Scope
from activities.selectors.filtering import ActivityFilters, subtree_ids
from campaigns.models import Campaign, Indicator
from core.figures import UNKNOWN, Figure, Qualifier
from core.totals.reading import ALL_DAYS, NODES, Question, Reading, Row, array_of, span
from units.models import Unit

# What a page shows day by day, and what it shows of the whole time.
BY_DAY, WHOLE = ("all", "linkage"), ("kind", "plan_item", "entry", "indicator")
COUNT, NONE_BY_DAY = ("all",), ("",)
# What stands in a row of a table.
IN_ROW = ("all", "indicator")
COUNTED_STATES = {Activity.State.SUBMITTED, Activity.State.APPROVED, Activity.State.RETURNED}


class Sums(NamedTuple):
    """Under one key: how many records, the sum of their values, how many of these aren't exact."""

    number: int
    amount: int
    inexact: int

    @property
    def figure(self) -> Figure:
        return Figure(self.amount, Qualifier.OVER if self.inexact else Qualifier.EXACT) if self.number else UNKNOWN


# Only what is asked by days has them here, the rest stands under NO_DAY.
FACTS = """
SELECT node, facet, key, '' AS state, CASE WHEN facet IN %s THEN day ELSE DATE '0001-01-01' END AS day,
       sum(number)::bigint AS number, sum(amount)::bigint AS amount, sum(inexact)::bigint AS inexact
FROM activities_at(%s, %s, %s, %s, %s) WHERE state IN %s
GROUP BY node, facet, key, 5
"""
# Of units instead of nodes.
OF_UNITS = """
SELECT key AS node, facet, 0::bigint AS key, '' AS state, DATE '0001-01-01' AS day,
       sum(number)::bigint AS number, 0::bigint AS amount, 0::bigint AS inexact
FROM activities_now
WHERE campaign = %s AND node = %s AND facet = 'unit' AND day = DATE '0001-01-01' AND state IN %s AND key = ANY(%s)
GROUP BY key, facet
"""
# {indicator: its sums, None: of the activities themselves}
InRow = dict[int | None, Sums]


@dataclass(frozen=True)
class Totals:
    """The totals of one unit and what is below it, or of a kind, in some states and on some days, both included."""

    campaign: int
    node: int
    states: tuple[str, ...]
    day_from: date | None = None
    day_to: date | None = None
    reading: Reading = field(default_factory=Reading, compare=False, repr=False)
    scope: Scope = Scope.PART

    @property
    def has_days(self) -> bool:
        return self.day_from is not None or self.day_to is not None

    def expect(self, nodes: Collection[int] = (), units: Collection[int] = ()) -> None:
        """What a page shows of this node, and how many of other `nodes` and of `units`: in one statement with all else
        that is expected.
        """
        for question in self._questions():
            self.reading.expect(question, [self.node])
        self.expect_at(nodes)
        self.reading.expect(self._of_units, units)

    def expect_at(self, nodes: Collection[int]) -> None:
        self.reading.expect(self._question(COUNT, NONE_BY_DAY), nodes)

    @cached_property
    def facts(self) -> dict[tuple[str, int], dict[date, Sums]]:
        """{(facet, key): {day: sums}} of all that is kept by days, without what has become nothing."""
        found: dict[tuple[str, int], dict[date, Sums]] = {}
        for row in self._rows():
            if row.number:
                found.setdefault((row.facet, row.key), {})[row.day] = Sums(row.number, row.amount, row.inexact)
        return found

    def _rows(self) -> Iterator[Row]:
        questions = self._questions()
        for question in questions:
            self.reading.expect(question, [self.node])
        for question in questions:
            yield from self.reading.rows(question, [self.node]).get(self.node, ())

    def _questions(self) -> tuple[Question, ...]:
        """Of this node: what is shown day by day has to be read so, the rest only within a range of days."""
        if self.has_days:
            return (self._question((*BY_DAY, *WHOLE), BY_DAY),)
        return self._question(BY_DAY, BY_DAY), self._question(WHOLE, NONE_BY_DAY)

    def _question(self, facets: tuple[str, ...], by_day: tuple[str, ...]) -> Question:
        """Without a range of days all of the facets are asked by day, or none."""
        days = self._span if self.has_days or by_day == NONE_BY_DAY else ALL_DAYS
        return Question(FACTS, (by_day, self.campaign, array_of(facets), *days, NODES, self.states))

    @property
    def _span(self) -> tuple[date, date]:
        return span(self.day_from, self.day_to)

    def narrowed(self, rows: QuerySet[ActivityNow], *facets: str) -> QuerySet[ActivityNow]:
        return rows.filter(campaign=self.campaign, facet__in=facets, state__in=self.states, day__range=self._span)

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

    def counts_by_state(self, facet: str, keys: Collection[int]) -> dict[str, int]:
        """{state: how many} of some keys of a facet, in one query."""
        rows = self.narrowed(ActivityNow.objects.filter(node=self.node, key__in=keys), facet)
        return dict(rows.values_list("state").annotate(added=Sum("number")))

    def counts_at(self, nodes: Collection[int]) -> dict[int, int]:
        """{node: how many} of other nodes in the same states and days."""
        rows = self.reading.rows(self._question(COUNT, NONE_BY_DAY), nodes)
        return {node: row.number for node, (row,) in rows.items() if row.number}

    def counts_of_units(self, units: Collection[int]) -> dict[int, int]:
        """{unit: how many it took part in itself}, of units at or below this node."""
        rows = self.reading.rows(self._of_units, units)
        return {unit: row.number for unit, (row,) in rows.items() if row.number}

    @property
    def _of_units(self) -> Question:
        """Kept without days."""
        if self.has_days:
            return self._of_records(COUNT)
        return Question(OF_UNITS, (self.campaign, self.node, self.states, NODES))

    def _of_records(self, facets: tuple[str, ...]) -> Question:
        days = (self.day_from or date.min, self.day_to or date.max)
        return Question(counted.OF_UNITS, (self.campaign, self.states, *days, self.campaign, facets, NODES))

    def rows_at(self, nodes: Collection[int], units: Collection[int]) -> dict[int, InRow]:
        """{unit: its row}: of nodes with all below them, of other units what each took part in itself."""
        at_nodes, of_units = self._question(IN_ROW, NONE_BY_DAY), self._of_records(IN_ROW)
        self.reading.expect(at_nodes, nodes)
        self.reading.expect(of_units, units)
        found = {**self.reading.rows(at_nodes, nodes), **self.reading.rows(of_units, units)}
        return {unit: _in_row(rows) for unit, rows in found.items()}

    def rows_by_day(self) -> dict[date, InRow]:
        days: dict[date, list[Row]] = {}
        for row in self.reading.rows(self._question(IN_ROW, IN_ROW), [self.node]).get(self.node, ()):
            days.setdefault(row.day, []).append(row)
        return {on: _in_row(rows) for on, rows in days.items()}

    def rows_by(self, facet: str) -> dict[int, InRow]:
        """{key of the facet: what stands in its row}."""
        found: dict[int, InRow] = {key: {None: Sums(number, 0, 0)} for key, number in self.counts(facet).items()}
        for key, indicator, *sums in counted.figures_by(facet, self._which, self.scope):
            found.setdefault(key, {})[indicator] = Sums(*sums)
        return found

    @property
    def _which(self) -> dict[str, Any]:
        days = {"day_from": self.day_from or date.min, "day_to": self.day_to or date.max}
        return {"campaign": self.campaign, "node": self.node, "states": self.states, **days}

    def units(self) -> int:
        """How many different units took part."""
        # Kept without days.
        if self.has_days:
            return counted.units_on_days(self._which, self.scope)
        rows = self.reading.rows(self._how_many_units, [self.node])
        return sum(row.number for row in rows.get(self.node, ()))

    def expect_figures(self, *, of_units: bool) -> None:
        """What figures are made of: in one statement with all else that is expected."""
        self.expect()
        if of_units and not self.has_days:
            self.reading.expect(self._how_many_units, [self.node])

    @property
    def _how_many_units(self) -> Question:
        return Question(counted.HOW_MANY_UNITS, (self.campaign, self.states, NODES))

    def known_figures(self, indicators: Collection[Indicator]) -> dict[str, tuple[Figure, int]]:
        """As `adding.known_figures`, of those that totals can say: the largest of all isn't a sum."""
        found: dict[str, tuple[Figure, int]] = {}
        for row in indicators:
            if row.addition == Indicator.Addition.SUM:
                sums = self.sums("indicator", row.pk)
                found[row.code] = (sums.figure, sums.number)
            elif row.addition == Indicator.Addition.DISTINCT:
                found[row.code] = (Figure(self.units() or None), self.count())
        return found


def _in_row(rows: Iterable[Row]) -> InRow:
    return {
        None if row.facet == "all" else row.key: Sums(row.number, row.amount, row.inexact) for row in rows if row.number
    }


def counts_seen(campaign: Campaign, reader: User, filters: ActivityFilters) -> dict[str, int] | None:
    """{state: how many} of the activities that this person sees under the filters, in the states that totals know.

    None where totals can't say it. One filter more than the unit and the days is known, where it has one value.
    """
    if not reads_all_counted(campaign, reader, filters.unit):
        return None
    facet, keys, rest = _facet_of(filters)
    totals = totals_of(campaign, rest.with_(states=filters.states or tuple(COUNTED_STATES)))
    return totals.counts_by_state(facet, keys) if totals else None


def _facet_of(filters: ActivityFilters) -> tuple[str, Sequence[int], ActivityFilters]:
    """A facet and its keys that say what one of the filters says, and the other filters.

    An activity has one kind and one plan item; of linkages and entries it may have several and would be added up twice.
    """
    if filters.kinds:
        return "kind", [kind.pk for kind in filters.kinds], filters.with_(kinds=())
    if filters.plan_item:
        return "plan_item", subtree_ids(filters.plan_item), filters.with_(plan_item=None)
    if filters.no_plan_item:
        return "plan_item", [0], filters.with_(no_plan_item=False)
    if len(filters.linkages) == 1:
        return "linkage", [filters.linkages[0].pk], filters.with_(linkages=())
    if len(filters.entries) == 1:
        return "entry", [filters.entries[0].pk], filters.with_(entries=())
    if filters.indicator and filters.indicator.addition != Indicator.Addition.DISTINCT:
        return "indicator", [filters.indicator.pk], filters.with_(indicator=None)
    return "all", [0], filters.with_(indicator=None)


def reads_all_counted(campaign: Campaign, reader: User | None, unit: Unit | None) -> bool:
    """Whether a person sees every activity that the totals of a unit count, None for the whole area."""
    if reader is None:
        return True
    reach = reader.reach or "-"
    if reader.is_admin or campaign.area.path.startswith(reach):
        return not reader.is_admin
    is_of_units = not (reader.is_office or reader.is_leader)
    return is_of_units and unit is not None and unit.path.startswith(reach)


def totals_of(campaign: Campaign, filters: ActivityFilters, reading: Reading | None = None) -> Totals | None:
    """None where the filters ask what totals don't know; `reading` is that of the page."""
    asked = ActivityFilters(unit=filters.unit, day_from=filters.day_from, day_to=filters.day_to, states=filters.states)
    if filters != asked or not filters.states or not COUNTED_STATES.issuperset(filters.states):
        return None
    unit = filters.unit or campaign.area
    if not unit.is_node:
        return None
    scope = Scope.WHOLE if unit == campaign.area else Scope.PART
    return Totals(campaign.pk, unit.pk, filters.states, filters.day_from, filters.day_to, reading or Reading(), scope)


def totals_of_kind(campaign: Campaign, filters: ActivityFilters, reading: Reading | None = None) -> Totals | None:
    """The same of one kind in the whole campaign, which has a node of its own; None where the filters ask otherwise."""
    if len(filters.kinds) != 1 or filters.unit:
        return None
    totals = totals_of(campaign, filters.with_(kinds=()), reading)
    return replace(totals, node=node_of_kind(filters.kinds[0].pk), scope=Scope.KIND) if totals else None
