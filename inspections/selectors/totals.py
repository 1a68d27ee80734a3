"""The ledger added up out of the totals beside it: the same numbers as counting, whatever the number of hazards."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Sum

from accounts.models import User
from campaigns.models import Campaign
from inspections.models import Hazard, HazardNow
from inspections.models.totals import FIRST, GRADES, HIDDEN, PER_DAY, WHOLE
from inspections.selectors.filtering import HazardFilters
from units.models import Unit, UnitPlace

GRADE_OF = {key: grade for grade, key in GRADES.items()}
# What the numbers of a unit are told apart by.
KNOWN = ("states", "grades", "overdue", "waiting")
# {(state, grade): (how many, how many of them overdue)}
Numbers = dict[tuple[str, str], tuple[int, int]]


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

    @property
    def has_days(self) -> bool:
        return self.day_from is not None or self.day_to is not None

    def numbers(self, today: date) -> Numbers:
        return self.numbers_at([self.node], today).get(self.node, {})

    def numbers_at(self, nodes: Collection[int], today: date) -> dict[int, Numbers]:
        """{node: its numbers}, for the same readers and days, in one query."""
        rows = HazardNow.objects.filter(self._meant(today), campaign=self.campaign, node__in=nodes)
        rows = rows.annotate(part=F("key") % PER_DAY)
        if not self.is_all:
            rows = rows.filter(part__lt=HIDDEN)
        found: dict[int, Numbers] = {}
        for node, facet, state, part, added in rows.values_list("node", "facet", "state", "part").annotate(
            added=Sum("number")
        ):
            numbers, key = found.setdefault(node, {}), (state, GRADE_OF[part % HIDDEN])
            number, overdue = numbers.get(key, (0, 0))
            numbers[key] = (number + added, overdue) if facet == "all" else (number, overdue + added)
        return {node: {key: parts for key, parts in found[node].items() if parts[0]} for node in found}

    def _meant(self, today: date) -> Q:
        """All by state and grade, and of them the overdue: by deadline alone, or within days of the report."""
        if not self.has_days:
            return Q(facet__in=("all", "due")) & (Q(facet="all") | Q(day__lt=today))
        days = Q(day__gte=self.day_from or date.min, day__lte=self.day_to or date.max)
        first_not_late = (today - FIRST).days * PER_DAY
        return days & Q(facet__in=("all", "late")) & (Q(facet="all") | Q(key__lt=first_not_late))


def totals_of(
    campaign: Campaign,
    reader: User | None,
    unit: Unit | None = None,
    *,
    day_from: date | None = None,
    day_to: date | None = None,
) -> HazardTotals | None:
    """None where the totals don't say what this person sees; `reader` None sees all."""
    is_all = _reads_all(campaign, reader)
    if not is_all and not _reads_what_is_shown(campaign, reader, unit):
        return None
    place: UnitPlace | None = getattr(unit, "place", None)
    if unit and not (place and place.is_node):
        return None
    return HazardTotals(campaign.pk, unit.pk if unit else WHOLE, is_all, day_from, day_to)


def _reads_all(campaign: Campaign, reader: User | None) -> bool:
    """As `Hazard.objects.visible_to` has it for office and leader; of a draft it is asked there."""
    if reader is None:
        return True
    reads = (reader.is_office or reader.is_leader) and campaign.state != Campaign.State.DRAFT
    return reads and reader.reach is not None and campaign.area.path.startswith(reader.reach)


def _reads_what_is_shown(campaign: Campaign, reader: User | None, unit: Unit | None) -> bool:
    """A liaison, of the own unit or one below it."""
    if reader is None or not reader.is_liaison or reader.unit is None or unit is None:
        return False
    is_visible = campaign.state != Campaign.State.DRAFT and reader.unit.path.startswith(campaign.area.path)
    return is_visible and unit.path.startswith(reader.unit.path)


def number_in(numbers: Numbers, states: Collection[str], grade: str | None = None) -> int:
    """How many are in one of these states, and of this grade."""
    return sum(parts[0] for key, parts in numbers.items() if key[0] in states and grade in (None, key[1]))


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


def _totals_under(campaign: Campaign, reader: User, filters: HazardFilters) -> HazardTotals | None:
    """None where the filters ask what totals don't know."""
    asked = HazardFilters(**{name: getattr(filters, name) for name in ("unit", "day_from", "day_to", *KNOWN)})
    days = {"day_from": filters.day_from, "day_to": filters.day_to}
    return totals_of(campaign, reader, filters.unit, **days) if filters == asked else None
