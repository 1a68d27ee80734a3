"""A sheet as the XML of a workbook, row by row; text stays text, whatever it looks like.

Each text stands in its own cell, since a table of shared texts would have to be held in memory to the end.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any

from django.utils import timezone

from core.figures import Figure, Qualifier, Share
from core.text import printable

LONGEST_TEXT = 32_767  # what a cell of Excel holds
LARGEST_NUMBER = 10**15  # a spreadsheet keeps 15 digits; longer numbers are codes, so text
# The styles, by their places in `packing.STYLES`.
PLAIN, HEAD, DAY, MOMENT, COUNT, SHARE, LOOSE, WRONG = range(8)
_DAY_ZERO = dt.date(1899, 12, 30).toordinal()
# What XML can't hold as it is; and an underscore, for Excel reads _x000D_ as the character of that number.
_UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f\x7f&<>_\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile("_(x[0-9a-fA-F]{4}_)")
_A_CHUNK = 1 << 17
# The same short words, figures and days stand in row after row: what they are in XML is kept.
_MOST_KEPT, _LONGEST_KEPT = 10_000, 40
_FREQUENT = {Figure, dt.date}


@dataclass(frozen=True, slots=True)
class Marked:
    """A value whose cell is marked as wrong."""

    value: object


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to be written: its headings, the widths of its columns in characters, its lines of values.

    `guides`: what is offered and noted while cells are filled, each as `guide` gives it.
    """

    title: str
    headings: Sequence[str]
    widths: Sequence[int]
    lines: Iterable[Iterable[object]]
    guides: Sequence[str] = ()


class SheetXml:
    """The parts of a sheet one after another; the lines are taken as they are written."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._letters = [column_letters(position) for position in range(len(page.headings))]
        # A filter needs a line below its head, be it empty.
        self._last_line = 2

    def __iter__(self) -> Iterator[bytes]:
        yield _opening(self.page.widths).encode()
        kept = lru_cache(_MOST_KEPT)(_after_reference)
        rows = [_head(self._letters, self.page.headings)]
        length, line = 0, 1
        for line, values in enumerate(self.page.lines, start=2):
            row = _row(line, self._letters, values, kept)
            rows.append(row)
            length += len(row)
            if length > _A_CHUNK:
                yield "".join(rows).encode()
                rows, length = [], 0
        self._last_line = max(line, 2)
        yield "".join(rows).encode()
        yield _closing(self.page, self.area()).encode()

    def area(self, mark: str = "") -> str:
        """From the first heading to the last cell, once all is written; `mark` fixes columns and lines."""
        last = self._letters[-1] if self._letters else "A"
        return f"{mark}A{mark}1:{mark}{last}{mark}{self._last_line}"


def column_letters(position: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def guide(position: int, last: int, *, choices: str, title: str, note: str, refusal: str) -> str:
    """The list (`choices` is a formula) of the cells below a heading, and the note shown while they are filled."""
    kind = 'type="list" ' if choices else ""
    letters = column_letters(position)
    return (
        f'<dataValidation {kind}allowBlank="1" showInputMessage="1" showErrorMessage="1" '
        f'errorTitle="{_attribute(title)}" error="{_attribute(refusal)}" '
        f'promptTitle="{_attribute(title)}" prompt="{_attribute(note)}" sqref="{letters}2:{letters}{last}">'
        + (f"<formula1>{escape(choices, quote=False)}</formula1>" if choices else "")
        + "</dataValidation>"
    )


def _head(letters: Sequence[str], headings: Sequence[str]) -> str:
    cells = (f'<c r="{letter}1"{_text(name, HEAD)}' for letter, name in zip(letters, headings, strict=True) if name)
    return f'<row r="1">{"".join(cells)}</row>'


def _row(number: int, letters: Sequence[str], values: Iterable[object], kept: Callable[[object], str]) -> str:
    cells = [f'<row r="{number}">']
    for letter, value in zip(letters, values, strict=False):
        if value is None or value == "":
            continue
        is_frequent = type(value) in _FREQUENT or (type(value) is str and len(value) <= _LONGEST_KEPT)
        if known := kept(value) if is_frequent else _after_reference(value):
            cells.append(f'<c r="{letter}{number}"{known}')
    cells.append("</row>")
    return "".join(cells)


def _after_reference(value: object, style: int = 0) -> str:
    """The XML of a cell behind its reference; nothing for a cell that stays empty."""
    write = _WRITERS.get(type(value))
    if write is None:
        write = next((known for kind, known in _WRITERS.items() if isinstance(value, kind)), _text)
    return write(value, style)


def _text(value: object, style: int) -> str:
    text = written = str(value)[:LONGEST_TEXT]
    if _UNUSUAL.search(text):
        text = printable(text)
        written = escape(_NUMBERED.sub(r"_x005F_\1", text), quote=False).replace("\r", "&#13;")
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'{_s(style)} t="inlineStr"><is><t{space}>{written}</t></is></c>'


def _number(value: Any, style: int) -> str:
    if not math.isfinite(value) or not (isinstance(value, Decimal) or abs(value) < LARGEST_NUMBER):
        return _text(value, style)
    return f"{_s(style)}><v>{value}</v></c>"


def _figure(value: Figure, style: int) -> str:
    if value.qualifier is not Qualifier.EXACT:
        return _text(value.text(), style or LOOSE)
    return _blank(style) if value.value is None else f"{_s(style or COUNT)}><v>{value.value}</v></c>"


def _share(value: Share, style: int) -> str:
    return _blank(style) if value.value is None else f"{_s(style or SHARE)}><v>{value.value}</v></c>"


def _day(value: dt.date, style: int) -> str:
    return f"{_s(DAY)}><v>{value.toordinal() - _DAY_ZERO}</v></c>"


def _moment(value: dt.datetime, style: int) -> str:
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    seconds = (local.hour * 60 + local.minute) * 60 + local.second + local.microsecond / 1_000_000
    return f"{_s(MOMENT)}><v>{local.toordinal() - _DAY_ZERO + seconds / 86_400:.10f}</v></c>"


def _marked(value: Marked, style: int) -> str:
    inner = value.value
    return _blank(WRONG) if inner is None or inner == "" else _after_reference(inner, WRONG)


def _blank(style: int) -> str:
    return f"{_s(style)}/>" if style else ""


def _s(style: int) -> str:
    return f' s="{style}"' if style else ""


_WRITERS: dict[type, Callable[[Any, int], str]] = {
    str: _text,
    Figure: _figure,
    Share: _share,
    dt.datetime: _moment,
    dt.date: _day,
    bool: _text,
    int: _number,
    float: _number,
    Decimal: _number,
    Marked: _marked,
}


def _attribute(text: str) -> str:
    return escape(printable(text)).replace("\n", "&#10;")


def _opening(widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width + 0.7109375}" customWidth="1"/>'
        for place, width in enumerate(widths, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        + (f"<cols>{columns}</cols>" if columns else "")
        + "<sheetData>"
    )


def _closing(page: Page, area: str) -> str:
    guides = f'<dataValidations count="{len(page.guides)}">{"".join(page.guides)}</dataValidations>'
    return (
        f'</sheetData><autoFilter ref="{area}"/>'
        + (guides if page.guides else "")
        + '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
