"""Tables of a Word file, with a head that repeats on each page."""

from collections.abc import Callable

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.papers.composition import Grid, Piece
from reports.papers.wordpage import FULL
from reports.papers.wordxml import paragraph_tag, tag, text_run

# Up to so many columns, half-points of the text in a cell.
CELL_SIZES = ((8, 24), (11, 21), (10_000, 18))

Runs = Callable[[Piece], list[BaseOxmlElement]]


def data_table(grid: Grid, runs: Runs) -> BaseOxmlElement:
    """`runs` turns a cell's piece into its runs, so that figures in tables are marked too."""
    widths = [round(FULL * share) for share in grid.shares]
    size = next(size for most, size in CELL_SIZES if len(widths) <= most)
    table = _table(widths)
    heads = [_cell(text_run(text), width, "CellHead", size) for text, width in zip(grid.headings, widths, strict=True)]
    table.append(tag("tr", tag("trPr", tag("cantSplit"), tag("tblHeader")), *heads))
    for row in grid.rows:
        cells = []
        for column, (piece, width) in enumerate(zip(row, widths, strict=True)):
            side = tag("jc", val="right") if column in grid.numeric else None
            cells.append(_cell(runs(piece), width, "Cell", size, side))
        table.append(tag("tr", tag("trPr", tag("cantSplit")), *cells))
    return table


def _table(widths: list[int]) -> BaseOxmlElement:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    properties = tag(
        "tblPr",
        tag("tblW", w=sum(widths), type="dxa"),
        tag("tblInd", w=0, type="dxa"),
        tag("tblBorders", *(tag(side, val="single", sz=4, space=0) for side in sides)),
        tag("tblLayout", type="fixed"),
    )
    return tag(
        "tbl",
        properties,
        tag("tblGrid", *(tag("gridCol", w=width) for width in widths)),
    )


def _cell(
    runs: BaseOxmlElement | list[BaseOxmlElement],
    width: int,
    style: str,
    size: int,
    side: BaseOxmlElement | None = None,
) -> BaseOxmlElement:
    runs = runs if isinstance(runs, list) else [runs]
    if size != CELL_SIZES[0][1]:
        for run in runs:
            if run.tag == tag("r").tag:
                run.insert(0, tag("rPr", tag("sz", val=size), tag("szCs", val=size)))
    properties = tag("tcPr", tag("tcW", w=width, type="dxa"), tag("vAlign", val="center"))
    return tag("tc", properties, paragraph_tag(style, runs, side))
