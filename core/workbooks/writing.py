"""Writing workbooks row by row in flat memory; text stays text, whatever it looks like.

Measured on a shared 2-core machine: 100,000 rows x 16 columns of which four are figures take
10 s of processor time and 1 MB of memory beside the base; the file has 5 MB, 76 MB unpacked.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Self

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from core.figures import Figure, Qualifier, Share
from core.text import printable
from core.workbooks.columns import CellProblem, Column, folded
from core.workbooks.reading import MOST_ROWS, read_table

Target = Path | str | IO[bytes]
_LONGEST_TEXT = 32_767  # what a cell of Excel holds
_LARGEST_NUMBER = 10**15  # a spreadsheet keeps 15 digits; longer numbers are codes, so text
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be written; each row holds one value for each column, in their order.

    Values: text, numbers, days, moments (written in the portal's time zone), `Figure`
    (a number when exact, else text like 40,000+; unknown stays empty), `Share` (in percent), None for nothing.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


def write_table(target: Target, sheet_name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
    """One sheet, see `Sheet`; `rows` is consumed as it is written."""
    write_workbook(target, [Sheet(sheet_name, columns, rows)])


def write_workbook(target: Target, sheets: Iterable[Sheet]) -> None:
    """Several sheets with headings in the active language, a frozen head and filters."""
    with _Book(target) as book:
        for sheet in sheets:
            book.add(sheet.name, [column.name for column in sheet.columns], sheet.columns, sheet.rows)


def write_template(
    target: Target, sheet_name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]] = ()
) -> None:
    """A sheet to fill in, and a second one with the allowed values.

    The headings are those an import reads, to the letter; the note of a required column's cells
    says that it is required. A column with choices offers them as a list in its cells, one that takes several
    (`multiple`) only names them on the second sheet.
    """
    headings = [column.name for column in columns]
    offering = [column for column in columns if column.choices]
    lists_name = sheet_title(gettext("Allowed values"), {sheet_title(sheet_name).casefold()})
    with _Book(target) as book:
        sheet = book.add(sheet_name, headings, columns, rows)
        for position, column in enumerate(columns):
            reference = None
            if column.choices and not column.multiple:
                place = xl_col_to_name(offering.index(column))
                reference = f"='{lists_name}'!${place}$2:${place}${len(column.choices) + 1}"
            _guide(sheet, position, column, reference)
        if offering:
            longest = max(len(column.choices) for column in offering)
            lines = [[_at(column.choices, index) for column in offering] for index in range(longest)]
            book.add(lists_name, [column.name for column in offering], offering, lines)


def write_problems(target: Target, source: Path | str | IO[bytes], problems: Iterable[CellProblem]) -> None:
    """The rows of `source` as they are, the wrong cells marked, and a last column that says what is wrong.

    The file can be corrected and imported again. Raises WorkbookError as `read_table` does.
    """
    found: dict[int, list[CellProblem]] = {}
    for problem in problems:
        found.setdefault(problem.row, []).append(problem)
    last = gettext("What is wrong")
    with read_table(source) as table, _Book(target) as book:
        kept = [position for position, name in enumerate(table.headings) if folded(name) != folded(last)]
        headings = [table.headings[position] for position in kept]
        sheet = book.start(gettext("Import"), [*headings, last], [*[16] * len(headings), 60])
        line = 0
        for line, (number, row) in enumerate(table.rows, start=1):
            wrong = found.get(number, [])
            marked = {folded(problem.column) for problem in wrong}
            for place, position in enumerate(kept):
                style = book.wrong if folded(headings[place]) in marked else None
                book.write(sheet, line, place, _at(row, position), style)
            book.write(sheet, line, len(kept), "\n".join(f"{problem.column}: {problem.message}" for problem in wrong))
        _finish(sheet, line, len(headings) + 1)


def sheet_title(name: str, taken: Iterable[str] = ()) -> str:
    """A name that Excel accepts: at most 31 characters, none of []:*?/\\, unlike those taken."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", printable(name)).strip().strip("'")[:31] or "1"
    title, number = plain, 1
    while title.casefold() in taken:
        number += 1
        title = f"{plain[: 31 - len(str(number)) - 1]} {number}"
    return title


class _Book:
    """An open workbook with its styles; a file that could not be finished is removed again."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._book = xlsxwriter.Workbook(target, _OPTIONS)
        self._names: set[str] = set()
        self._head = self._book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E7EDF5", "bottom": 1}
        )
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self._count = self._book.add_format({"num_format": "#,##0"})
        self._share = self._book.add_format({"num_format": "0.0%"})
        self._loose = self._book.add_format({"align": "right"})
        # A red ground alone would say it by colour only; the last column says it in words.
        self.wrong = self._book.add_format({"bg_color": "#F8D7DA"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        self._book.close()
        if kind and isinstance(self._target, Path | str):
            Path(self._target).unlink(missing_ok=True)

    def start(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> Worksheet:
        title = sheet_title(name, self._names)
        self._names.add(title.casefold())
        sheet = self._book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        for position, width in enumerate(widths):
            sheet.set_column(position, position, width)
        for position, heading in enumerate(headings):
            self.write(sheet, 0, position, heading, self._head)
        return sheet

    def add(
        self, name: str, headings: Sequence[str], columns: Sequence[Column], rows: Iterable[Sequence[object]]
    ) -> Worksheet:
        sheet = self.start(name, headings, [column.width for column in columns])
        line = 0
        for line, row in enumerate(rows, start=1):
            for position, value in enumerate(row):
                self.write(sheet, line, position, value)
        _finish(sheet, line, len(headings))
        return sheet

    def write(self, sheet: Worksheet, line: int, position: int, value: object, style: Format | None = None) -> None:
        """One value by its type; a `style` given replaces the type's own, but for days and moments."""
        if isinstance(value, str) and value:
            sheet.write_string(line, position, printable(value)[:_LONGEST_TEXT], style)
            return
        if isinstance(value, Figure):
            if value.qualifier != Qualifier.EXACT:
                style = style or self._loose
                value = value.text()
            else:
                style = style or self._count
                value = value.value
        elif isinstance(value, Share):
            style, value = style or self._share, value.value
        if value is None or value == "":
            if style:
                sheet.write_blank(line, position, None, style)
        elif isinstance(value, dt.datetime):
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            sheet.write_datetime(line, position, local.replace(tzinfo=None), self._moment)
        elif isinstance(value, dt.date):
            sheet.write_datetime(line, position, value, self._day)
        elif _is_number(value):
            sheet.write_number(line, position, value, style)
        else:
            sheet.write_string(line, position, printable(str(value))[:_LONGEST_TEXT], style)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return isinstance(value, Decimal) or -_LARGEST_NUMBER < value < _LARGEST_NUMBER  # False for nan, too


def _finish(sheet: Worksheet, lines: int, width: int) -> None:
    sheet.autofilter(0, 0, max(lines, 1), max(width - 1, 0))


def _guide(sheet: Worksheet, position: int, column: Column, reference: str | None) -> None:
    """The list of a column and the note that is shown while its cells are filled."""
    notes = [gettext("Has to be filled in.") if column.required else "", column.note]
    if not reference and not any(notes):
        return
    sheet.data_validation(
        1,
        position,
        MOST_ROWS,
        position,
        {
            **({"validate": "list", "source": reference} if reference else {"validate": "any"}),
            "input_title": column.name[:32],
            "input_message": " ".join(filter(None, notes))[:255],
            "error_title": column.name[:32],
            "error_message": gettext("Choose one of the values of the list."),
        },
    )


def _at(row: Sequence[Any], position: int) -> Any:
    return row[position] if position < len(row) else None
