"""The ledger added up out of the totals beside it: the same numbers as counting, whatever the number of hazards."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.models import User
from campaigns.models import Campaign
from core.totals.models import FIRST_DAY
from core.totals.reading import NODES, Question, Reading, Row, array_of, span
from inspections.models import Hazard
from inspections.models.totals import FIRST, GRADES, HAZARDS, HIDDEN, PER_DAY, WHOLE
from inspections.selectors.filtering import HazardFilters
from units.models import Unit

GRADE_OF = {key: grade for grade, key in GRADES.items()}
# What the numbers of a unit are told apart by.
KNOWN = ("states", "grades", "overdue", "waiting")
ALL = "all"
# {(state, grade): (how many, how many of them overdue)}
Numbers = dict[tuple[str, str], tuple[int, int]]


# The deadline in a key is taken off again.
PARTS = """
SELECT node, facet, key %% 100 AS key, state, DATE '0001-01-01' AS day,
       sum(number)::bigint AS number, 0::bigint AS amount, 0::bigint AS inexact
FROM hazards_at(%s, %s, %s, %s, %s) WHERE key < %s
GROUP BY node, facet, 3, state
"""
# Of units that are no nodes: what each of their records counts as, in both facets at once.
OF_RECORDS = f"""
SELECT r.unit AS node, fact.facet, fact.key %% 100 AS key, r.state, DATE '0001-01-01' AS day,
       count(*) AS number, 0::bigint AS amount, 0::bigint AS inexact
FROM (
    SELECT %s::bigint AS campaign, %s AS whole, %s::date AS first, %s::date AS last, %s::bigint AS beyond,
           %s AS late, %s::date AS late_first, %s::date AS late_last, %s::bigint AS late_beyond, %s::bigint[] AS units
) asked
CROSS JOIN LATERAL ({HAZARDS.current("hazard.campaign_id = asked.campaign AND hazard.unit_id = ANY (asked.units)")}) r
CROSS JOIN LATERAL ({HAZARDS.facts}) fact
WHERE (fact.facet = whole AND fact.day BETWEEN first AND last AND fact.key < beyond)
   OR (fact.facet = late AND fact.day BETWEEN late_first AND late_last AND fact.key < late_beyond)
GROUP BY 1, 2, 3, 4
"""
ANY_KEY = 2**62
# A facet, the first and the last day, and the key that all asked are below.
Part = tuple[str, date, date, int]


@dataclass(frozen=True)
class HazardTotals:
    """The hazards of one unit and those below it, or of the whole campaign; both days of the report are included.

    Without `is_all` only those that units are shown.
    """

    campaign: int
    node: int
    is_all: bool
    day_from: date | None = None
    day_to: date | None = None
    reading: Reading = field(default_factory=Reading, compare=False, repr=False)

    def expect(self, today: date, below: Collection[int] = (), units: Collection[int] = ()) -> None:
        """This node, others, and units that are none: in one statement with all else that is expected."""
        for question in self._questions(today):
            self.reading.expect(question, [self.node, *below])
        self.reading.expect(self._of_units(today), units)

    @property
    def has_days(self) -> bool:
        return self.day_from is not None or self.day_to is not None

    def numbers(self, today: date) -> Numbers:
        return self.numbers_at([self.node], today).get(self.node, {})

    def numbers_at(self, nodes: Collection[int], today: date, units: Collection[int] = ()) -> dict[int, Numbers]:
        """{node: its numbers}, for the same readers and days; `units` are some that are no nodes."""
        questions, of_units = self._questions(today), self._of_units(today)
        for question in questions:
            self.reading.expect(question, nodes)
        self.reading.expect(of_units, units)
        whole, overdue = (self.reading.rows(question, nodes) for question in questions)
        rows = {node: [*whole[node], *overdue.get(node, ())] for node in whole}
        rows.update(self.reading.rows(of_units, units))
        return {node: self._added(each) for node, each in rows.items()}

    def _added(self, rows: Iterable[Row]) -> Numbers:
        """The rows of both parts."""
        numbers: Numbers = {}
        for row in rows:
            if row.key < HIDDEN or self.is_all:
                key = (row.state, GRADE_OF[row.key % HIDDEN])
                number, overdue = numbers.get(key, (0, 0))
                is_whole = row.facet == ALL
                numbers[key] = (number + row.number * is_whole, overdue + row.number * (not is_whole))
        return {key: parts for key, parts in numbers.items() if parts[0]}

    def _questions(self, today: date) -> list[Question]:
        parts = self._parts(today, span(self.day_from, self.day_to))
        return [
            Question(PARTS, (self.campaign, array_of((facet,)), *days, NODES, beyond)) for facet, *days, beyond in parts
        ]

    def _of_units(self, today: date) -> Question:
        whole, late = self._parts(today, (self.day_from or date.min, self.day_to or date.max))
        return Question(OF_RECORDS, (self.campaign, *whole, *late, NODES))

    def _parts(self, today: date, days: tuple[date, date]) -> tuple[Part, Part]:
        """All by state and grade, and of them the overdue: by deadline alone, or within days of the report."""
        whole = (ALL, *days, ANY_KEY)
        if not self.has_days:
            return whole, ("due", FIRST_DAY, today - timedelta(days=1), ANY_KEY)
        return whole, ("late", *days, (today - FIRST).days * PER_DAY)


def totals_of(
    campaign: Campaign,
    reader: User | None,
    unit: Unit | None = None,
    *,
    reading: Reading | None = None,
    day_from: date | None = None,
    day_to: date | None = None,
) -> HazardTotals | None:
    """None where the totals don't say what this person sees; `reader` None sees all. `reading` is that of the page."""
    is_all = _reads_all(campaign, reader)
    if not is_all and not _reads_what_is_shown(campaign, reader, unit):
        return None
    if unit and not unit.is_node:
        return None
    return HazardTotals(campaign.pk, unit.pk if unit else WHOLE, is_all, day_from, day_to, reading or Reading())


def _reads_all(campaign: Campaign, reader: User | None) -> bool:
    """As `Hazard.objects.visible_to` has it for office and leader; of a draft it is asked there."""
    if reader is None:
        return True
    reads = (reader.is_office or reader.is_leader) and campaign.state != Campaign.State.DRAFT
    return reads and reader.reach is not None and campaign.area.path.startswith(reader.reach)


def _reads_what_is_shown(campaign: Campaign, reader: User | None, unit: Unit | None) -> bool:
    """A liaison, of the own unit or one below it."""
    return reader is not None and reader.is_liaison and unit is not None and _is_read(campaign, reader, unit)


def _is_read(campaign: Campaign, reader: User, unit: Unit) -> bool:
    """A campaign that the reader's unit takes part in, and the unit is that or one below it."""
    if reader.unit is None or campaign.state == Campaign.State.DRAFT:
        return False
    return reader.unit.path.startswith(campaign.area.path) and unit.path.startswith(reader.unit.path)


def number_in(numbers: Numbers, states: Collection[str], grade: str | None = None) -> int:
    """How many are in one of these states, and of this grade."""
    return sum(parts[0] for key, parts in numbers.items() if key[0] in states and grade in (None, key[1]))


def shown_below(campaign: Campaign, reader: User, filters: HazardFilters) -> HazardTotals | None:
    """What the reader's unit and those below it are shown of their own; None where the filters ask what totals don't know."""
    unit = filters.unit or reader.unit
    if unit is None or not asks_what_is_known(filters) or not _is_read(campaign, reader, unit) or not unit.is_node:
        return None
    return HazardTotals(campaign.pk, unit.pk, is_all=False, day_from=filters.day_from, day_to=filters.day_to)


def numbers_seen(
    campaign: Campaign, reader: User, filters: HazardFilters, *, today: date
) -> tuple[Numbers | None, Numbers | None]:
    """The whole ledger, and that of the filters' unit and days, as this person sees them; None what totals don't say."""
    whole = totals_of(campaign, reader)
    part = _totals_under(campaign, reader, filters)
    if not (whole and part) or part.has_days:
        return (whole.numbers(today) if whole else None), (part.numbers(today) if part else None)
    found = whole.numbers_at({whole.node, part.node}, today)
    return found.get(whole.node, {}), found.get(part.node, {})


def number_under(numbers: Numbers, filters: HazardFilters) -> int:
    """How many of a unit's hazards the other filters leave."""
    return sum(
        overdue if filters.overdue else number
        for (state, grade), (number, overdue) in numbers.items()
        if (not filters.states or state in filters.states)
        and (not filters.grades or grade in filters.grades)
        and (not filters.waiting or state == Hazard.State.RECTIFIED)
    )


def asks_what_is_known(filters: HazardFilters) -> bool:
    return filters == HazardFilters(**{name: getattr(filters, name) for name in ("unit", "day_from", "day_to", *KNOWN)})


def _totals_under(campaign: Campaign, reader: User, filters: HazardFilters) -> HazardTotals | None:
    """None where the filters ask what totals don't know."""
    if not asks_what_is_known(filters):
        return None
    return totals_of(campaign, reader, filters.unit, day_from=filters.day_from, day_to=filters.day_to)
