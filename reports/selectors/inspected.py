"""Figures of inspections and of the hazard ledger, counted from their own records.

Of the filters of a view these records have the unit and the days. They have no kind, linkage, entry, plan
item or figure of an activity: under such a filter nothing is said of them, since a number that ignores the
filter would be read as one that heeds it. What a person may not read is left out too, never said as zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from activities.selectors.filtering import ActivityFilters
from campaigns.models import Campaign
from inspections.models import Hazard
from inspections.models.hazard import HazardQuerySet
from inspections.selectors.filtering import ON_LEDGER, HazardFilters

REPORTED, FIXED, UNFIXED = "hazards_reported", "hazards_fixed", "hazards_unfixed"
OPEN, OVERDUE, MAJOR = "hazards_open", "hazards_overdue", "hazards_major"

HAZARDS = pgettext_lazy("measure", "hazards")
# What each figure narrows the ledger to; reported = fixed + closed without a fix + open.
OF_LEDGER: dict[str, dict[str, Any]] = {
    REPORTED: {"states": ON_LEDGER},
    FIXED: {"states": (Hazard.State.FIXED,)},
    UNFIXED: {"states": (Hazard.State.UNFIXED,)},
    OPEN: {"states": Hazard.OPEN_STATES},
    OVERDUE: {"overdue": True},
    MAJOR: {"states": ON_LEDGER, "grades": (Hazard.Grade.MAJOR,)},
}
NAMES: dict[str, tuple[Any, Any]] = {
    REPORTED: (_("Hazards found"), HAZARDS),
    FIXED: (_("Hazards fixed"), HAZARDS),
    UNFIXED: (_("Closed without a fix"), HAZARDS),
    OPEN: (_("Hazards open"), HAZARDS),
    OVERDUE: (_("Hazards overdue"), HAZARDS),
    MAJOR: (_("Major hazards"), HAZARDS),
}
CODES = tuple(NAMES)
# The filters that records of inspections have too, by their names in an address.
FILTERS = ("unit", "below", "from", "to")


@dataclass(frozen=True)
class Inspected:
    """The records of inspections in one view. `reader` None reads all of them, as a command and the summary do."""

    campaign: Campaign
    reader: User | None
    filters: ActivityFilters

    def codes(self) -> tuple[str, ...]:
        """The figures that can be said of this view to its reader."""
        kept = ActivityFilters(states=self.filters.states, **self._shared())
        if self.filters != kept or (self.reader is not None and self.reader.is_admin):
            return ()
        return CODES

    def numbers(self, codes: Iterable[str]) -> dict[str, int]:
        """{code: how many}, in a fixed number of queries."""
        wanted = [code for code in self.codes() if code in set(codes)]
        counted = self.tallies() if set(wanted) & set(OF_LEDGER) else []
        return {code: number_of(code, counted) for code in wanted if code in OF_LEDGER}

    def rows(self, code: str) -> QuerySet:
        """The records that a figure counts."""
        return self._hazards(self.ledger(code))

    def off_ledger(self) -> HazardQuerySet:
        return self._hazards(HazardFilters(**self._shared(), states=Hazard.OFF_LEDGER))

    def tallies(self, row: Any = None) -> list["Tally"]:
        """The ledger of this view; `row` is an expression for the row of a table."""
        return tally(self._hazards(self.ledger(REPORTED)), timezone.localdate(), row)

    def _hazards(self, filters: HazardFilters) -> HazardQuerySet:
        rows = Hazard.objects.visible_to(self.reader) if self.reader else Hazard.objects.all()
        return filters.apply(rows.filter(campaign=self.campaign)).order_by()

    def ledger(self, code: str) -> HazardFilters:
        """The same view of the ledger, narrowed to what the figure counts."""
        return HazardFilters(**self._shared(), **OF_LEDGER[code])

    def url(self, code: str) -> str:
        page = reverse("inspections:hazards", args=[self.campaign.slug])
        return f"{page}?{self.ledger(code).query_string()}"

    def _shared(self) -> dict[str, Any]:
        """The filters that records of inspections have too."""
        return {name: getattr(self.filters, name) for name in ("unit", "unit_itself", "day_from", "day_to")}


@dataclass(frozen=True)
class Tally:
    """How many hazards of one state and grade, and how many of them are overdue; `row` is their row of a table."""

    state: str
    grade: str
    number: int
    overdue: int
    row: Any = None


def tally(rows: HazardQuerySet, today: date, row: Any = None) -> list[Tally]:
    """The ledger counted once by state and grade, so that figures of one view can't contradict each other."""
    late = Count("pk", filter=Q(state=Hazard.State.RECTIFYING, due_on__lt=today))
    named = rows.order_by().annotate(row=Value("") if row is None else row)
    counted = named.values("state", "grade", "row").annotate(number=Count("pk"), late=late)
    return [Tally(each["state"], each["grade"], each["number"], each["late"], each["row"]) for each in counted]


def number_of(code: str, counted: Iterable[Tally]) -> int:
    """One figure out of the tallies of a view."""
    narrowed = OF_LEDGER[code]
    if narrowed.get("overdue"):
        return sum(part.overdue for part in counted)
    states, grades = narrowed["states"], narrowed.get("grades")
    return sum(part.number for part in counted if part.state in states and (not grades or part.grade in grades))
