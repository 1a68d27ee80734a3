"""Last year beside this year: the same table of the campaign before, row by row and column by column."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from activities.selectors.filtering import ActivityFilters
from campaigns.models import Campaign
from core.figures import UNKNOWN, Figure
from reports.selectors.figures import ACTIVITIES, FigureLine, View
from reports.selectors.reach import view_of
from reports.selectors.tables import HAZARDS, Cell, Line, MonthTable, month_table
from reports.selectors.tables_inspected import inspection_table
from units.models import Unit

NOTHING = Cell(UNKNOWN, "")


@dataclass(frozen=True)
class Pair:
    """A cell of this year with that of the year before; a dash where that year has none."""

    now: Cell
    before: Cell = NOTHING


@dataclass(frozen=True)
class PairedLine:
    label: str
    pairs: tuple[Pair, ...]
    deeper: Unit | None = None


@dataclass(frozen=True)
class PairedTable:
    """`previous` is None where there is no campaign to compare with."""

    columns: tuple[FigureLine, ...]
    lines: tuple[PairedLine, ...]
    total: tuple[Pair, ...]
    previous: Campaign | None

    @property
    def rows_overlap(self) -> bool:
        """Some activity stands in several rows, so the rows add up to more than the total."""
        rows = sum(line.pairs[0].now.figure.value or 0 for line in self.lines)
        return bool(self.total) and rows > (self.total[0].now.figure.value or 0)


def previous_campaign(campaign: Campaign, *, user: User | None) -> Campaign | None:
    """The one it was cloned from, else the same season of the year before in the same area."""
    known = Campaign.objects.all() if user is None else Campaign.objects.visible_to(user)
    seen = known.select_related("area__place").exclude(pk=campaign.pk)
    if campaign.cloned_from_id:
        found = seen.filter(pk=campaign.cloned_from_id).first()
        if found:
            return found
    return seen.filter(area=campaign.area_id, season=campaign.season, year=campaign.year - 1).first()


def paired_table(
    view: View, by: str, *, user: User, previous: Campaign | None, codes: Iterable[str] | None = None
) -> PairedTable:
    table = _table(view, by, codes)
    before = _table_before(view, by, user, previous, table) if previous else None
    if by == HAZARDS and before is not None and not before.lines:
        # That year has no ledger: nothing stands beside this one.
        before = previous = None
    if before is None:
        lines = tuple(PairedLine(line.label, _paired(line.cells, None), line.deeper) for line in table.lines)
        return PairedTable(table.columns, lines, _paired(table.total, None), previous)
    old = {_match(by, line): line for line in before.lines}
    lines = tuple(
        PairedLine(line.label, _paired(line.cells, old.pop(_match(by, line), None)), line.deeper)
        for line in table.lines
    )
    gone = tuple(PairedLine(line.label, _gone(line, counts=by == HAZARDS)) for line in old.values())
    return PairedTable(table.columns, lines + gone, _paired(table.total, before.total), previous)


def _table_before(view: View, by: str, user: User, previous: Campaign, table: MonthTable) -> MonthTable | None:
    filters = filters_before(view.filters, view.campaign, previous)
    if filters is None:
        return None
    codes = [column.code for column in table.columns if column.code != ACTIVITIES]
    return _table(view_of(user, previous, filters), by, codes)


def _table(view: View, by: str, codes: Iterable[str] | None) -> MonthTable:
    return inspection_table(view) if by == HAZARDS else month_table(view, by, codes)


def filters_before(filters: ActivityFilters, campaign: Campaign, previous: Campaign) -> ActivityFilters | None:
    """The same filters a year back; None where they name what that year doesn't have."""
    years = campaign.year - previous.year
    changed: dict[str, Any] = {
        "day_from": filters.day_from and years_back(filters.day_from, years),
        "day_to": filters.day_to and years_back(filters.day_to, years),
    }
    if filters.assignment:
        return None
    if filters.plan_item:
        same = previous.plan_items.filter(kind=filters.plan_item.kind_id, title=filters.plan_item.title).first()
        if same is None:
            return None
        changed["plan_item"] = same
    return filters.with_(**changed)


def years_back(day: date, years: int) -> date:
    """The same day of the month so many years before."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _match(by: str, line: Line) -> Any:
    """What makes two rows of two years the same row."""
    if by == "day":
        return (line.key.month, line.key.day)
    return line.label if by == "plan_item" else line.key


def _paired(cells: tuple[Cell, ...], old: Line | tuple[Cell, ...] | None) -> tuple[Pair, ...]:
    before = old.cells if isinstance(old, Line) else old
    return tuple(Pair(cell, before[place] if before else NOTHING) for place, cell in enumerate(cells))


def _gone(line: Line, *, counts: bool) -> tuple[Pair, ...]:
    """A row that only the year before has: none of it now. Its figures are not known, but records can be counted."""
    return tuple(
        Pair(Cell(Figure(0) if counts or not place else UNKNOWN, ""), cell) for place, cell in enumerate(line.cells)
    )
