"""The table of hazards by unit: found, fixed, how much of it, closed without a fix, major, open, overdue."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from core.figures import Figure, Share
from reports.selectors import inspected
from reports.selectors.below import all_below
from reports.selectors.figures import FigureLine, View, figures
from reports.selectors.inspected import UNITS_INSPECTED, VISITS, Inspected
from reports.selectors.table_rows import row_of
from reports.selectors.tables import Cell, Group, Line, MonthTable, unit_groups
from reports.selectors.tallies import (
    FIXED,
    MAJOR,
    OF_LEDGER,
    OPEN,
    OVERDUE,
    REPORTED,
    UNFIXED,
    Tally,
    number_of,
    tallies_of,
    tally,
)
from units.models import Unit

# The rate has its own column beside what it is of.
RATE = "rate"
COLUMNS = (REPORTED, FIXED, RATE, UNFIXED, OPEN, OVERDUE, MAJOR, VISITS, UNITS_INSPECTED)
# What can be told of each unit by itself.
BY_UNIT = (*OF_LEDGER, *inspected.VISIT_KINDS)
NO_UNIT = "none"


def inspection_table(view: View, codes: Iterable[str] = COLUMNS) -> MonthTable:
    """One row for each unit directly under the unit in view, one for that unit itself, one for hazards of no unit.

    A row without any of what is shown is left out.
    Empty where the filters of the view can't be asked of hazards.
    """
    lines = {line.code: line for line in figures(view, BY_UNIT, with_missing=False)}
    if not lines:
        return MonthTable((), (), ())
    shown = tuple(codes)
    base = view.filters.unit or view.campaign.area
    counted = _numbers(view, base)
    numbers = {key: row for key, row in counted.items() if any(row.get(code) for code in shown)}
    groups = unit_groups(view, base, {key: 1 for key in numbers if key != NO_UNIT})
    rows = [_line(group, numbers[group.key], shown) for group in groups if group.key in numbers]
    if NO_UNIT in numbers:
        rows.append(Line(NO_UNIT, _("Unit not known"), _cells(None, numbers[NO_UNIT], shown)))
    columns = tuple(_rate_column(lines[FIXED]) if code == RATE else lines[code] for code in shown)
    whole = {code: line.records for code, line in lines.items()}
    return MonthTable(columns, tuple(rows), _cells(view, whole, shown))


def _numbers(view: View, base: Unit) -> dict[str, dict[str, int]]:
    """{row: {code: how many}} of rows with any hazard or visit."""
    counted = _tallies(view.inspected, base)
    visits = view.inspected.visit_numbers(row_of("unit__path", base))
    none = dict.fromkeys(inspected.VISIT_KINDS, 0)
    return {
        key: {code: number_of(code, counted.get(key, [])) for code in OF_LEDGER} | visits.get(key, none)
        for key in {*counted, *visits}
    }


def _tallies(view: Inspected, base: Unit) -> dict[str, list[Tally]]:
    """Only what totals don't know is counted: of units without units below, of the unit in view itself and of none."""
    rows, today = view.ledger_rows(), timezone.localdate()
    found: dict[str, list[Tally]] = {}
    if view.totals:
        below = all_below(base)
        numbers = view.totals.numbers_at(below.nodes, today)
        found = {str(node): tallies_of(parts) for node, parts in numbers.items()}
        rows = rows.filter(Q(unit__in=[*below.leaves, base.pk]) | Q(unit=None))
    for part in tally(rows, today, Coalesce(row_of("unit__path", base), Value(NO_UNIT))):
        found.setdefault(part.row, []).append(part)
    return found


def _rate_column(fixed: FigureLine) -> FigureLine:
    return replace(fixed, name=_("Rate fixed"), measure="")


def _line(group: Group, numbers: Mapping[str, int], codes: Iterable[str]) -> Line:
    return Line(group.key, group.label, _cells(group.view, numbers, codes), group.deeper)


def _cells(view: View | None, numbers: Mapping[str, int], codes: Iterable[str]) -> tuple[Cell, ...]:
    def cell(code: str) -> Cell:
        opens = FIXED if code == RATE else code
        figure: Any = Share(numbers[FIXED], numbers[REPORTED]) if code == RATE else Figure(numbers[code])
        return Cell(figure, view.inspected.url(opens) if view else "")

    return tuple(cell(code) for code in codes)
