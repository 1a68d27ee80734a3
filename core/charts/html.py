"""The table behind a chart, and the lines of one that is a table itself: some hundred cells with a link each."""

from django.utils.safestring import SafeString

from core.charts.rows import written
from core.charts.shapes import Cell, Chart, DrawnRow, Row, RowChart
from core.charts.svg import row_drawing
from core.drawing import Piece, together

DAY = Piece('<tr><th scope="row" class="fw-normal">{}</th>{}</tr>')
NUMBER = Piece('<td class="num">{}</td>')
LINKED_NUMBER = Piece('<td class="num"><a href="{}">{}</a></td>')
LINE = Piece(
    '<tr><th scope="row" class="fw-normal">{label}{note}</th>'
    '<td class="chart-bar"><svg class="bar" role="img" aria-label="{said}">{bar}</svg></td>{cells}</tr>'
)
NAMED_NUMBER = Piece('<td class="num tight" data-label="{}">{}</td>')
NOTE = Piece('<span class="sub">{}</span>')
LINK = Piece('<a href="{}">{}</a>')


def day_rows(chart: Chart) -> SafeString:
    """The rows of the table behind."""
    return together(DAY(row.label, together(map(_cell, row.cells))) for row in chart.rows)


def line_rows(chart: RowChart) -> SafeString:
    """Label, bar and numbers of each line."""
    return together(_line(line) for line in chart.rows)


def _line(line: DrawnRow) -> SafeString:
    return LINE(
        label=_label(line.row),
        note=NOTE(line.row.note) if line.row.note else "",
        said=line.said,
        bar=row_drawing(line),
        cells=NAMED_NUMBER.each((cell.name, _content(cell)) for cell in line.cells),
    )


def _label(row: Row) -> SafeString | str:
    return LINK(row.url, row.label) if row.url else row.label


def _cell(cell: Cell) -> SafeString:
    """As `_content` in one piece: a month has two hundred."""
    if cell.url and cell.value is not None:
        return LINKED_NUMBER(cell.url, written(cell.value))
    return NUMBER(written(cell.value))


def _content(cell: Cell) -> SafeString | str:
    """The number, and its records behind it."""
    if cell.url and cell.value is not None:
        return LINK(cell.url, written(cell.value))
    return written(cell.value)
