"""The rows of a workbook of people, read and checked cell by cell."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import Post, Role, User
from core.imports import columns_from
from core.text import half_width, shortened
from core.workbooks import CellProblem, Column, cell_text
from units.contacts import plain_phone
from units.models import Unit
from units.services.workbook import places_of

COLUMNS = columns_from(Path(__file__).parent.parent / "data" / "people_columns.yaml")
NAMES = {column.code: column for column in COLUMNS}
FIELDS: dict[str, Any] = {name: User._meta.get_field(name) for name in ("name", "username", "phone", "email")} | {
    "title": Post._meta.get_field("title")
}


@dataclass
class Line:
    """One row: a person and the post it gives; `is_head` is None where the cell is empty."""

    row: int
    cells: dict[str, str]
    role: str = ""
    unit: Any = None
    is_head: bool | None = None
    problems: list[CellProblem] = field(default_factory=list)

    def refuse(self, code: str, message: str) -> None:
        value = shortened(self.cells.get(code, ""))
        self.problems.append(CellProblem(self.row, NAMES[code].name, value, message))

    @property
    def username(self) -> str:
        return self.cells["username"]


def offered_columns(by: User) -> list[Column]:
    """The columns of a template, with the roles this person may give."""
    given = [str(label) for code, label in Role.choices if code in rules.roles_to_give(by)]
    choices = {"role": given, "head": [_("yes"), _("no")]}
    return [
        Column(each.code, each.zh, each.en, each.required, each.width, choices.get(each.code, ())) for each in COLUMNS
    ]


def read_line(row: int, cells: Any, positions: dict[str, int]) -> Line:
    texts = dict.fromkeys(NAMES, "")
    for code, at in positions.items():
        texts[code] = cell_text(cells[at]) if at < len(cells) else ""
    texts["phone"], texts["email"] = half_width(texts["phone"]), half_width(texts["email"])
    texts["username"] = half_width(texts["username"]) or texts["phone"].replace(" ", "")
    return Line(row, texts)


class Checker:
    """Looks roles and units up once for the whole file."""

    def __init__(self, by: User) -> None:
        self._given = rules.roles_to_give(by)
        self._places = places_of(by.reach or "-")
        self._units = Unit.objects.visible_to(by).in_bulk()
        self._roles = {code: code for code in Role.values} | _role_names("zh-hans") | _role_names("en")
        self._said = _yes_and_no("zh-hans") | _yes_and_no("en")

    def check(self, line: Line) -> None:
        self._check_cells(line)
        line.role = self._roles.get(line.cells["role"].casefold(), "")
        if not line.role:
            line.refuse("role", _("There is no such role. The template's second sheet lists them."))
        elif line.role not in self._given:
            line.refuse("role", _("You may not give this role."))
        self._check_head(line)
        self._find_unit(line)

    def _check_cells(self, line: Line) -> None:
        for code, model_field in FIELDS.items():
            try:
                model_field.clean(line.cells[code], None)
            except ValidationError as refusal:
                line.refuse(code, " ".join(refusal.messages))
        try:
            line.cells["phone"] = plain_phone(line.cells["phone"])
        except ValidationError as refusal:
            line.refuse("phone", " ".join(refusal.messages))

    def _check_head(self, line: Line) -> None:
        said = line.cells["head"].casefold()
        line.is_head = self._said.get(said)
        if said and line.is_head is None:
            line.refuse("head", _("Write yes or no."))
        elif line.is_head and line.role and line.role != Role.LIAISON:
            line.refuse("head", _("Only a liaison's post can be that of the head of the unit."))

    def _find_unit(self, line: Line) -> None:
        found = self._places.find(line.cells["unit"]) if line.cells["unit"] else []
        if len(found) == 1:
            line.unit = self._units[found[0]]
        elif found:
            line.refuse("unit", _("Several units are called so. Write the superior unit before it: A/B."))
        else:
            line.refuse("unit", _("There is no such unit in your area."))


def _role_names(language: str) -> dict[str, str]:
    with translation.override(language):
        return {str(label).casefold(): code for code, label in Role.choices}


def _yes_and_no(language: str) -> dict[str, bool]:
    with translation.override(language):
        return {_("yes").casefold(): True, _("no").casefold(): False}
