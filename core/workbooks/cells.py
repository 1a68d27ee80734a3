"""Cells of a table read one by one: what a text means is looked up once, what is wrong is noted at its cell."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext

from core.names import Names, split_names
from core.text import shortened
from core.workbooks.columns import CellProblem, Column, match_columns
from core.workbooks.reading import Table, cell_text

Found = TypeVar("Found")


class Line(Protocol):
    """One row of the table: its number, its cells, and what was found wrong with them."""

    row: int
    cells: Sequence[Any]
    problems: list[CellProblem]


class CellReader:
    """Reads cells by the code of their column; `longest` limits the texts of columns in characters.

    A `read` given to a method raises ValueError with a sentence for the person.
    """

    def __init__(self, table: Table, columns: Sequence[Column], longest: dict[str, int]) -> None:
        matched = match_columns(table.headings, columns)
        self.unknown, self.positions = matched.unknown, matched.positions
        names = {column.code: column.name for column in columns}
        self._headings = names | {code: table.headings[at].strip("* ") for code, at in matched.positions.items()}
        self._longest = longest
        self._meant: dict[tuple[str, type, Any], tuple[Any, str]] = {}

    def refuse(self, line: Line, code: str, value: str, message: str) -> None:
        line.problems.append(CellProblem(line.row, self._headings[code], shortened(value), message))

    def text(self, line: Line, code: str) -> str:
        at = self.positions.get(code)
        return cell_text(line.cells[at]) if at is not None and at < len(line.cells) else ""

    def words(self, line: Line, code: str) -> str:
        text = self.text(line, code)
        if len(text) > self._longest[code]:
            self.refuse(line, code, text, gettext("Longer than %(most)s characters.") % {"most": self._longest[code]})
        return text

    def needed(self, line: Line, code: str, read: Callable[[str], Found]) -> Found | None:
        found = self.meaning(line, code, read)
        if found is None and not self.text(line, code):
            self.refuse(line, code, "", gettext("This cell is empty; without it there is no record."))
        return found

    def meaning(self, line: Line, code: str, read: Callable[[str], Found]) -> Found | None:
        """What a text means; nothing for an empty cell."""
        return self._meaning(line, code, read, as_text=True)

    def read(self, line: Line, code: str, read: Callable[[Any], Found]) -> Found | None:
        """What the cell itself means, as the sheet holds it: a day or a number may be no text there."""
        return self._meaning(line, code, read, as_text=False)

    def _meaning(self, line: Line, code: str, read: Callable[[Any], Found], *, as_text: bool) -> Found | None:
        """The same cell of a column is read once: tables say few things many times."""
        at = self.positions.get(code)
        if at is None or at >= len(line.cells):
            return None
        value = line.cells[at]
        known = (code, type(value), value)
        if known not in self._meant:
            self._meant[known] = _read(cell_text(value) if as_text else value, read)
        found, why = self._meant[known]
        if why:
            self.refuse(line, code, cell_text(value), why)
        return found


def _read(value: Any, read: Callable[[Any], Found]) -> tuple[Found | None, str]:
    if value == "":
        return None, ""
    try:
        return read(value), ""
    except ValueError as refusal:
        return None, str(refusal)


def only(names: Names, text: str, otherwise: str) -> Any:
    found = names.find(text)
    if len(found) != 1:
        raise ValueError(otherwise)
    return found[0]


def several(find: Callable[[str], list[Any]]) -> Callable[[str], list[Any]]:
    """A reader of cells that hold any number of names."""

    def read(text: str) -> list[Any]:
        found: dict[Any, None] = {}
        for name in split_names(text, find):
            hits = find(name)
            if len(hits) != 1:
                words = gettext("Several match “%(name)s”.") if hits else gettext("“%(name)s” is not known.")
                raise ValueError(words % {"name": shortened(name)})
            found[hits[0]] = None
        return list(found)

    return read
