"""The rows of a register workbook, read and checked cell by cell."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.dates import parse_day
from core.models import Taxonomy
from core.text import half_width, shortened
from core.workbooks import CellProblem, cell_text
from units.contacts import plain_code, plain_phone
from units.models import Industry, Unit, UnitKind
from units.services.workbook import COLUMNS, DAYS, PLAIN

NAMES = {column.code: column for column in COLUMNS}
LEVEL_NAMES = yaml.safe_load((Path(__file__).parent.parent / "data" / "risk_levels.yaml").read_text("utf-8"))


@dataclass
class Line:
    """One row; `facts` has only what its cells say, `key` names the unit once it is known."""

    row: int
    name: str
    parent_text: str
    facts: dict[str, Any] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    key: int = 0
    parent_key: int | None = None

    def refuse(self, code: str, value: str, message: str) -> None:
        self.problems.append(CellProblem(self.row, NAMES[code].name, shortened(value), message))


class LineReader:
    """Reads rows into lines; kinds, industries and levels are looked up once for the whole file."""

    def __init__(self, positions: dict[str, int]) -> None:
        self._positions = positions
        self._year = timezone.localdate().year
        self._kinds = _by_name(UnitKind)
        self._industries = _by_name(Industry)
        self._levels = _levels_by_name()

    def read(self, row: int, cells: Any) -> Line:
        line = Line(row, self._text(cells, "name"), self._text(cells, "parent"))
        self._read_name(line)
        self._read_kind(line, self._text(cells, "kind"))
        self._read_cell(line, "industry", self._text(cells, "industry"), self._industry)
        self._read_cell(line, "risk_level", self._text(cells, "risk_level"), self._level)
        for code in PLAIN:
            self._read_cell(line, code, self._text(cells, code), _plain_reader(code))
        for code in DAYS:
            if self._text(cells, code):
                self._read_cell(line, code, self._cell(cells, code), self._day)
        first, last = line.facts.get("active_from"), line.facts.get("active_until")
        if first and last and last < first:
            line.refuse("active_until", str(last), _("The last active day lies before the first."))
        return line

    def _cell(self, cells: Any, code: str) -> Any:
        position = self._positions.get(code)
        return cells[position] if position is not None and position < len(cells) else ""

    def _text(self, cells: Any, code: str) -> str:
        return cell_text(self._cell(cells, code))

    def _read_name(self, line: Line) -> None:
        line.name = " ".join(line.name.split())
        if not line.name:
            line.refuse("name", "", _("The name is missing."))
        elif len(line.name) > longest("name"):
            line.refuse("name", line.name, _("Longer than %(most)s characters.") % {"most": longest("name")})

    def _read_kind(self, line: Line, text: str) -> None:
        kind = self._kinds.get(_folded(text))
        if kind:
            line.facts["kind"] = kind
        elif not text:
            line.refuse("kind", "", _("The kind is missing."))
        else:
            line.refuse("kind", text, _("There is no such kind of unit. The template's second sheet lists them."))

    def _read_cell(self, line: Line, code: str, value: Any, read: Callable[[Any], Any]) -> None:
        if value == "":
            return
        try:
            line.facts[code] = read(value)
        except ValidationError as refusal:
            line.refuse(code, str(value), " ".join(refusal.messages))
        except ValueError as refusal:
            line.refuse(code, str(value), str(refusal))

    def _industry(self, text: str) -> Taxonomy:
        if industry := self._industries.get(_folded(text)):
            return industry
        raise ValueError(_("There is no such industry. The template's second sheet lists them."))

    def _level(self, text: str) -> str:
        if level := self._levels.get(_folded(text)):
            return level
        levels = _(", ").join(str(level.label) for level in Unit.RiskLevel)
        raise ValueError(_("There is no such risk level. It is one of: %(levels)s.") % {"levels": levels})

    def _day(self, value: Any) -> date:
        return parse_day(value, self._year)


def longest(code: str) -> int:
    model_field: Any = Unit._meta.get_field(code)
    return model_field.max_length


def _folded(name: str) -> str:
    return "".join(half_width(name).casefold().split())


def _by_name(model: type[Taxonomy]) -> dict[str, Taxonomy]:
    """Rows by code and both names. Retired ones too: an export names them where units carry them."""
    rows = model.objects.order_by("-retired", "pk")
    return {_folded(name): row for row in rows for name in (row.name_en, row.name_zh, row.code)}


def _levels_by_name() -> dict[str, str]:
    found = {_folded(name): code for code, names in LEVEL_NAMES.items() for name in names}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {_folded(str(level.label)): level.value for level in Unit.RiskLevel}
    return found | {level.value: level.value for level in Unit.RiskLevel}


def _plain_reader(code: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        text = {"division_code": plain_code, "contact_phone": plain_phone}.get(code, str.strip)(text)
        if len(text) > longest(code):
            raise ValueError(_("Longer than %(most)s characters.") % {"most": longest(code)})
        return text

    return read
