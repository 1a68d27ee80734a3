"""Columns of a workbook: what they may be called, and which heading is which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from core.errors import DomainError
from core.languages import is_chinese
from core.text import half_width, shortened


class WorkbookError(DomainError):
    """The workbook as a whole can't be taken; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its three names; a heading may be any of them.

    `choices` are the values offered in a template, `multiple` says that a cell may hold
    several of them, `note` is shown while a cell of the column is being filled.
    """

    code: str
    zh: str
    en: str
    required: bool = False
    width: int = 16
    choices: Sequence[str] = ()
    multiple: bool = False
    note: str = ""

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.zh if is_chinese() else self.en


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with one cell: the sheet's row number, the heading, what it held, a sentence."""

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Matched:
    """Where each known column stands, and the headings that nothing is known about."""

    positions: dict[str, int]
    unknown: list[str]


def match_columns(headings: Sequence[str], columns: Iterable[Column]) -> Matched:
    """Find the columns by code, Chinese or English name; case, width, spaces and a `*` don't matter.

    Raises WorkbookError when a required column is missing, or a heading stands twice, or it
    could be either of two columns.
    """
    columns = list(columns)
    codes = _codes_by_name(columns)
    positions: dict[str, int] = {}
    unknown = []
    for position, heading in enumerate(headings):
        found = codes.get(folded(heading), set())
        if not found:
            if heading.strip():
                unknown.append(shortened(heading))
            continue
        if len(found) > 1:
            raise WorkbookError(gettext("The heading “%(name)s” could be either of two columns.") % {"name": heading})
        (code,) = found
        if code in positions:
            raise WorkbookError(
                gettext("The columns “%(first)s” and “%(second)s” are the same one. Keep one of them.")
                % {"first": headings[positions[code]], "second": heading}
            )
        positions[code] = position
    _refuse_missing([column for column in columns if column.required and column.code not in positions])
    return Matched(positions, unknown)


def folded(heading: str) -> str:
    """What is left of a heading when it is compared."""
    return "".join(half_width(heading).casefold().split()).strip("*")


def _codes_by_name(columns: Sequence[Column]) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for column in columns:
        for name in (column.code, column.zh, column.en):
            codes.setdefault(folded(name), set()).add(column.code)
    return codes


def _refuse_missing(missing: Sequence[Column]) -> None:
    if missing:
        raise WorkbookError(
            gettext("Columns are missing: %(names)s. The first row must hold the headings; the template has them all.")
            % {"names": gettext(", ").join(column.name for column in missing)}
        )
