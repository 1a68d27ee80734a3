"""The hazard ledger counted once by state and grade, so that figures of one view can't contradict each other."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, Value

from inspections.models import Hazard
from inspections.models.hazard import HazardQuerySet
from inspections.selectors.filtering import ON_LEDGER
from inspections.selectors.totals import Numbers

REPORTED, FIXED, UNFIXED = "hazards_reported", "hazards_fixed", "hazards_unfixed"
OPEN, OVERDUE, MAJOR = "hazards_open", "hazards_overdue", "hazards_major"
# What each figure narrows the ledger to; reported = fixed + closed without a fix + open.
OF_LEDGER: dict[str, dict[str, Any]] = {
    REPORTED: {"states": ON_LEDGER},
    FIXED: {"states": (Hazard.State.FIXED,)},
    UNFIXED: {"states": (Hazard.State.UNFIXED,)},
    OPEN: {"states": Hazard.OPEN_STATES},
    OVERDUE: {"overdue": True},
    MAJOR: {"states": ON_LEDGER, "grades": (Hazard.Grade.MAJOR,)},
}


class Tally(NamedTuple):
    """How many hazards of one state and grade, and how many of them are overdue; `row` is their row of a table."""

    state: str
    grade: str
    number: int
    overdue: int
    row: Any = None


def tally(rows: HazardQuerySet, today: date, row: Any = None) -> list[Tally]:
    """`row` is an expression for the row of a table."""
    late = Count("pk", filter=Q(state=Hazard.State.RECTIFYING, due_on__lt=today))
    named = rows.order_by().annotate(row=Value("") if row is None else row)
    counted = named.values("state", "grade", "row").annotate(number=Count("pk"), late=late)
    return [Tally(each["state"], each["grade"], each["number"], each["late"], each["row"]) for each in counted]


def tallies_of(numbers: Numbers) -> list[Tally]:
    """The same out of totals, which know what is off the ledger too."""
    on_ledger = ((key, parts) for key, parts in numbers.items() if key[0] in ON_LEDGER)
    return [Tally(state, grade, number, overdue) for (state, grade), (number, overdue) in on_ledger]


def number_of(code: str, counted: Iterable[Tally]) -> int:
    """One figure out of the tallies of a view."""
    narrowed = OF_LEDGER[code]
    if narrowed.get("overdue"):
        return sum(part.overdue for part in counted)
    states, grades = narrowed["states"], narrowed.get("grades")
    return sum(part.number for part in counted if part.state in states and (not grades or part.grade in grades))
