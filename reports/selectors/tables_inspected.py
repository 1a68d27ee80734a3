"""The table of hazards by unit: found, fixed, how much of it, closed without a fix, major, open, overdue."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core.figures import Figure, Share
from reports.selectors import inspected
from reports.selectors.figures import FigureLine, View, figures
from reports.selectors.inspected import FIXED, MAJOR, OPEN, OVERDUE, REPORTED, UNFIXED
from reports.selectors.tables import Cell, Group, Line, MonthTable, row_of, unit_groups

# The rate has its own column beside what it is of.
RATE = "rate"
COLUMNS = (REPORTED, FIXED, RATE, UNFIXED, OPEN, OVERDUE, MAJOR)
NO_UNIT = "none"


def inspection_table(view: View, codes: Iterable[str] = COLUMNS) -> MonthTable:
    """One row for each unit directly under the unit in view, one for that unit itself, one for hazards of no unit.

    Empty where the filters of the view can't be asked of hazards.
    """
    lines = {line.code: line for line in figures(view, inspected.CODES, with_missing=False)}
    if not lines:
        return MonthTable((), (), ())
    shown = tuple(codes)
    base = view.filters.unit or view.campaign.area
    row = Coalesce(row_of("unit__path", base), Value(NO_UNIT))
    counted: dict[str, list[inspected.Tally]] = {}
    for part in view.inspected.tallies(row):
        counted.setdefault(part.row, []).append(part)
    groups = unit_groups(view, base, {key: 1 for key in counted if key != NO_UNIT})
    numbers = {key: {code: inspected.number_of(code, parts) for code in lines} for key, parts in counted.items()}
    rows = [_line(group, numbers[group.key], shown) for group in groups if group.key in numbers]
    if NO_UNIT in numbers:
        rows.append(Line(NO_UNIT, _("Unit not known"), _cells(None, numbers[NO_UNIT], shown)))
    columns = tuple(_rate_column(lines[FIXED]) if code == RATE else lines[code] for code in shown)
    whole = {code: line.records for code, line in lines.items()}
    return MonthTable(columns, tuple(rows), _cells(view, whole, shown))


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
