"""The numbers of a dashboard as sheets of a workbook, one a panel."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.charts import Chart, RowChart
from core.figures import Share
from core.workbooks import Column, Sheet
from reports.selectors.dashboard import Dashboard
from reports.selectors.dashboard_units import UnitLine
from reports.selectors.figures import ASSIGNMENTS_DONE, ASSIGNMENTS_DUE
from reports.selectors.helping import UnitToHelp

WIDE = 32


def sheets_of(shown: Dashboard, help_first: Iterable[UnitToHelp], *, under: str) -> Iterator[Sheet]:
    """`under` says whose numbers these are and of which days: a workbook outlives its page."""
    yield _sheet(_("Figures"), [_("Figure"), pgettext("of a figure", "Value"), _("Records")], _figures(shown))
    yield _of_chart(_("By day"), shown.days_chart)
    yield _of_chart(_("By entry"), shown.entries_chart)
    yield _sheet(_("Plan"), [_("Item"), *_progress_heads(), _("Due")], _plan(shown))
    yield _sheet(
        _("Units"), [_("Unit"), _("Activities"), *_progress_heads(), *_hazard_heads()], map(_unit, shown.units)
    )
    yield _sheet(
        _("Units to help first"),
        [_("Unit"), _("Late"), _("Nothing logged"), _("Without a liaison"), _("Done"), _("Assignments asked")],
        _help(help_first),
    )
    if shown.years:
        heads = [_("Figure"), str(shown.campaign.year), str(shown.years.campaign.year)]
        yield _sheet(_("Both years"), heads, ([line.name, line.now, line.before] for line in shown.years.lines))
    yield _sheet(_("Scope of the numbers"), [_("Unit, days, as of")], [[under]])


def _sheet(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Sheet:
    columns = [
        Column(f"c{place}", zh=head, en=head, width=WIDE if not place else 16) for place, head in enumerate(heads)
    ]
    return Sheet(name, columns, rows)


def _of_chart(name: str, chart: Chart | RowChart) -> Sheet:
    """The table behind the chart."""
    if isinstance(chart, Chart):
        rows = [[row.label, *(cell.value for cell in row.cells)] for row in chart.rows]
    else:
        rows = [[drawn.row.label, *drawn.row.values] for drawn in chart.rows]
    return _sheet(name, chart.head, rows)


def _figures(shown: Dashboard) -> Iterator[list[object]]:
    for line in shown.figures.values():
        yield [line.name, line.figure, line.records]
    done, asked = shown.figures[ASSIGNMENTS_DONE].records, shown.figures[ASSIGNMENTS_DUE].records
    yield [_("Assignments done of those asked"), Share(done, asked), None]


def _progress_heads() -> list[str]:
    return [_("Done"), _("In hand"), _("Late"), _("Not started")]


def _hazard_heads() -> list[str]:
    return [_("Hazards open"), _("Hazards overdue")]


def _plan(shown: Dashboard) -> Iterator[list[object]]:
    for node in shown.plan.lines:
        part = node.progress
        title = f"{'  ' * node.depth}{node.item.title}"
        yield [title, part.done, part.in_hand, part.late, part.not_started, node.item.due_on]


def _unit(line: UnitLine) -> list[object]:
    part = line.progress
    numbers = [part.done, part.in_hand, part.late, part.not_started]
    return [line.unit.name, line.activities, *numbers, line.hazards_open, line.hazards_overdue]


def _help(units: Iterable[UnitToHelp]) -> Iterator[list[object]]:
    for unit in units:
        silent, alone = (_("yes") if trouble else "" for trouble in (unit.is_silent, not unit.is_led))
        yield [unit.name, unit.late, silent, alone, unit.done, unit.asked]
