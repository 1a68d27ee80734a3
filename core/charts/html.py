"""The table behind a chart, and the lines of one that is a table itself: some hundred cells with a link each."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.charts.rows import written
from core.charts.shapes import Cell, Chart, DrawnRow, Row, RowChart
from core.charts.svg import row_drawing
from core.drawing import together

DAY = '<tr><th scope="row" class="fw-normal">{}</th>{}</tr>'
LINE = (
    '<tr><th scope="row" class="fw-normal">{label}{note}</th>'
    '<td class="chart-bar"><svg class="bar" role="img" aria-label="{said}">{bar}</svg></td>{cells}</tr>'
)


def day_rows(chart: Chart) -> SafeString:
    """The rows of the table behind."""
    return together(format_html(DAY, row.label, _cells(row.cells)) for row in chart.rows)


def line_rows(chart: RowChart) -> SafeString:
    """Label, bar and numbers of each line."""
    return together(_line(line) for line in chart.rows)


def _line(line: DrawnRow) -> SafeString:
    cells = (
        format_html('<td class="num tight" data-label="{}">{}</td>', cell.name, _content(cell)) for cell in line.cells
    )
    return format_html(
        LINE,
        label=_label(line.row),
        note=format_html('<span class="sub">{}</span>', line.row.note) if line.row.note else "",
        said=line.said,
        bar=row_drawing(line),
        cells=together(cells),
    )


def _label(row: Row) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', row.url, row.label) if row.url else row.label


def _cells(cells: Iterable[Cell]) -> SafeString:
    return format_html_join("", '<td class="num">{}</td>', ((_content(cell),) for cell in cells))


def _content(cell: Cell) -> SafeString | str:
    """The number, and its records behind it."""
    if cell.url and cell.value is not None:
        return format_html('<a href="{}">{}</a>', cell.url, written(cell.value))
    return written(cell.value)
