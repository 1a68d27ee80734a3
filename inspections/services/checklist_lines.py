"""The rows of a workbook of checklists, read and checked cell by cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.names import Names, choice_names, taxonomy_names
from core.text import shortened
from core.workbooks import CellProblem, Table, cell_text, match_columns
from inspections.models import ChecklistItem, Hazard, HazardCategory
from inspections.selectors.checklist_workbook import COLUMNS, TICKS
from units.models import Industry

LONGEST_NAME = 120
LONGEST = {"section": 80, "text_zh": 300, "text_en": 300, "clause": 200, "how": 300}


@dataclass
class Line:
    """One row: the checklist it belongs to and the item it makes."""

    row: int
    checklist: str
    industry: Industry | None = None
    item: ChecklistItem = field(default_factory=ChecklistItem)
    problems: list[CellProblem] = field(default_factory=list)


class LineReader:
    """Reads the rows of one table; what names mean is looked up once for the whole file."""

    def __init__(self, table: Table) -> None:
        matched = match_columns(table.headings, COLUMNS)
        self.unknown = matched.unknown
        self.has_industry = "industry" in matched.positions
        self._positions = matched.positions
        named = {code: table.headings[at].strip("* ") for code, at in matched.positions.items()}
        self._headings = {column.code: column.name for column in COLUMNS} | named
        self._industries = taxonomy_names(Industry.objects.all())
        self._categories = taxonomy_names(HazardCategory.objects.all())
        self._grades, self._ticks = choice_names(Hazard.Grade), _tick_names()

    def read(self, row: int, cells: Sequence[Any]) -> Line:
        line = Line(row, self._text(cells, "checklist"))
        self._check_name(line)
        line.industry = self._meaning(line, cells, "industry", self._industries.find)
        for code in LONGEST:
            setattr(line.item, code, self._text(cells, code))
        self._check_texts(line)
        line.item.photo_needed = self._meaning(line, cells, "photo_needed", self._ticks.find) or False
        line.item.grade = self._meaning(line, cells, "grade", self._grades.find) or ""
        line.item.category = self._meaning(line, cells, "category", self._categories.find)
        return line

    def refuse(self, line: Line, code: str, value: str, message: str) -> None:
        line.problems.append(CellProblem(line.row, self._headings[code], shortened(value), message))

    def _text(self, cells: Sequence[Any], code: str) -> str:
        at = self._positions.get(code)
        return cell_text(cells[at]) if at is not None and at < len(cells) else ""

    def _check_name(self, line: Line) -> None:
        if not line.checklist:
            self.refuse(line, "checklist", "", _("This cell is empty; without it there is no record."))
        self._check_length(line, "checklist", line.checklist, LONGEST_NAME)

    def _check_texts(self, line: Line) -> None:
        if not line.item.text_zh:
            self.refuse(line, "text_zh", "", _("This cell is empty; without it there is no record."))
        for code, most in LONGEST.items():
            self._check_length(line, code, getattr(line.item, code), most)

    def _check_length(self, line: Line, code: str, text: str, most: int) -> None:
        if len(text) > most:
            self.refuse(line, code, text, _("Longer than %(most)s characters.") % {"most": most})

    def _meaning(self, line: Line, cells: Sequence[Any], code: str, find: Callable[[str], list[Any]]) -> Any:
        text = self._text(cells, code)
        if not text:
            return None
        found = find(text)
        if len(found) == 1:
            return found[0]
        self.refuse(line, code, text, _("This value isn't known. The template's second sheet lists those that are."))
        return None


def _tick_names() -> Names:
    names = Names()
    for value, words in TICKS.items():
        names.add(value, *map(str, words))
    return names
