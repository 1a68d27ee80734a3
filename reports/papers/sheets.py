"""The tables of a paper as a workbook, one sheet a table."""

import re
from collections.abc import Iterator
from typing import IO

from core.figures import Figure as CoreFigure
from core.workbooks import Column, Sheet, write_workbook
from reports.papers.composition import one_line, paper_text
from reports.papers.labels import labels
from reports.papers.paper import Cell, Paper, Table
from reports.papers.titles import text_width

WHOLE_NUMBER = re.compile(r"\d{1,3}(,\d{3})*|\d{1,15}", re.ASCII)
WIDEST = 60  # of a column, in Latin characters


def write_sheets(paper: Paper, stream: IO[bytes]) -> None:
    """Exact whole numbers become numbers; figures with a qualifier stay text, as printed."""
    write_workbook(stream, [_sheet(name, table) for name, table in _named_tables(paper)])


def _named_tables(paper: Paper) -> Iterator[tuple[str, Table]]:
    """A table without a title is called after its attachment, or by its place."""
    word = labels(paper.language)["sheet"]
    places = [("", block) for block in paper.blocks]
    places += [(one_line(attachment.title), block) for attachment in paper.attachments for block in attachment.blocks]
    tables = [(name, block) for name, block in places if isinstance(block, Table)]
    for place, (name, table) in enumerate(tables, 1):
        yield one_line(table.title) or name or f"{word} {place}", table


def _sheet(name: str, table: Table) -> Sheet:
    rows = [[_value(cell, column in table.numeric) for column, cell in enumerate(row)] for row in table.rows]
    columns = []
    for place, heading in enumerate(table.headings):
        words = one_line(heading)
        longest = max([text_width(words), *(text_width(_text(row[place])) for row in table.rows)])
        columns.append(Column(f"column{place}", zh=words, en=words, width=min(WIDEST, int(2 * longest) + 3)))
    return Sheet(name, columns, rows)


def _text(cell: Cell) -> str:
    return paper_text(cell if isinstance(cell, str) else cell.text)


def _value(cell: Cell, numeric: bool) -> CoreFigure | str:
    text = _text(cell)
    if numeric and WHOLE_NUMBER.fullmatch(text):
        return CoreFigure(int(text.replace(",", "")))
    return text
