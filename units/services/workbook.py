"""The register as a workbook: its columns, and the rows of an export."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from core.imports import columns_from
from core.workbooks import Column
from units.models import Industry, Unit, UnitKind

SEPARATOR = "/"
COLUMNS = columns_from(Path(__file__).parent.parent / "data" / "columns.yaml")
PLAIN = ["division_code", "contact_name", "contact_phone", "responsible_person", "responsible_post"]
DAYS = ["active_from", "active_until"]


def offered_columns() -> list[Column]:
    """The columns with the values and notes of a template, in the active language."""
    notes = {
        "parent": _("Name or division code. Where several units have the name, write its superior before it: A/B."),
        "active_from": _("A day like 2026-06-01; empty means from the beginning."),
    }
    choices = {
        "kind": [kind.name for kind in UnitKind.objects.in_use()],
        "industry": [industry.name for industry in Industry.objects.in_use()],
        "risk_level": [str(level.label) for level in Unit.RiskLevel],
    }
    return [
        replace(column, choices=choices.get(column.code, ()), note=notes.get(column.code, "")) for column in COLUMNS
    ]


class Places:
    """Units by name, by "superior/name" and by code, to find the superior that a cell names."""

    def __init__(self) -> None:
        self._parents: dict[int, int | None] = {}
        self._names: dict[int, str] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_code: dict[str, list[int]] = {}

    def add(self, key: int, name: str, parent: int | None, code: str) -> None:
        """`key` is a primary key, or any other number for a row that has none yet."""
        self._parents[key], self._names[key] = parent, name
        self._by_name.setdefault(name, []).append(key)
        if code:
            self._by_code.setdefault(code, []).append(key)

    def __contains__(self, key: int | None) -> bool:
        return key in self._names

    def find(self, text: str) -> list[int]:
        """All that the text may mean: a whole name first, then a code, then "superior/name"."""
        found = self._by_name.get(text) or self._by_code.get(text)
        if found:
            return found
        *above, name = [part.strip() for part in text.split(SEPARATOR)]
        return [key for key in self._by_name.get(name, []) if self._lies_below(key, above)]

    def _lies_below(self, key: int, above: list[str]) -> bool:
        for name in reversed(above):
            parent = self._parents.get(key)
            if parent is None or self._names.get(parent) != name:
                return False
            key = parent
        return bool(above)

    def label(self, key: int) -> str:
        """The shortest text by which `find` finds this one alone."""
        text, above = self._names[key], self._parents.get(key)
        while above in self._names and self.find(text) != [key]:
            text = f"{self._names[above]}{SEPARATOR}{text}"
            above = self._parents[above]
        return text


def places_of(path: str) -> Places:
    places = Places()
    rows = Unit.objects.below(path).filter(merged_into=None)
    for row in rows.values_list("pk", "name", "parent", "division_code"):
        places.add(*row)
    return places


def export_rows(units: Iterator[Unit], places: Places) -> Iterator[list]:
    """One row for each unit, in the order of `COLUMNS`; an import of them changes nothing."""
    for unit in units:
        parent = ""
        if unit.parent_id:
            parent = places.label(unit.parent_id) if unit.parent_id in places else ""
        yield [
            unit.name,
            unit.kind.name,
            parent,
            unit.industry.name if unit.industry else "",
            str(unit.get_risk_level_display()),
            *(getattr(unit, name) for name in PLAIN),
            unit.active_from,
            unit.active_until,
        ]
