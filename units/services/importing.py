"""The register from a workbook, ten thousand rows at a time: read all, then write in a few statements.

A row is known by its name under its superior. What a cell leaves empty stays as it is; moving a
unit is an act of its own, with a reason.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from core.history import because
from core.imports import Outcome, note_progress
from core.models import ImportRun
from core.workbooks import Table, WorkbookError, match_columns, read_table
from units import rules
from units.models import Unit
from units.services.lines import Line, LineReader, longest
from units.services.moving import lock_trees
from units.services.register import next_keys, path_below, set_search_keys
from units.services.workbook import COLUMNS, Places

MOST_ROWS = 20_000
A_BATCH = 500


def import_units(run: ImportRun) -> Outcome:
    """The work of a run: every good row is written; `core.imports.carry_out` may take it back."""
    with run.file.open("rb") as source:
        return import_from(source, by=run.by, run=run)


def import_from(source: Any, *, by: Any, run: ImportRun) -> Outcome:
    if not rules.may_edit_register(by):
        raise PermissionDenied
    with read_table(source) as table:
        matched = match_columns(table.headings, COLUMNS)
        lines = _lines(table, matched.positions, run)
    top = Unit.objects.get(path=by.reach)
    lock_trees(top)
    placing = _Placing(top)
    new, known = placing.place(lines)
    with because(_("Import of %(file)s") % {"file": run.file_name}, by=by):
        _create([line for line in new if not line.problems], placing.units)
        changed = _update([line for line in known if not line.problems], placing.units)
    problems = [problem for line in lines for problem in line.problems]
    created = sum(1 for line in new if not line.problems)
    unchanged = sum(1 for line in known if not line.problems) - changed
    return Outcome(len(lines), created + changed, unchanged, problems, _remarks(matched.unknown))


def _lines(table: Table, positions: dict[str, int], run: ImportRun) -> list[Line]:
    reader = LineReader(positions)
    lines = []
    for row, cells in table.rows:
        lines.append(reader.read(row, cells))
        if len(lines) > MOST_ROWS:
            words = _("More than %(most)s units in one file. Split it into several.")
            raise WorkbookError(words % {"most": f"{MOST_ROWS:,}"})
        if len(lines) % A_BATCH == 0:
            note_progress(run, len(lines))
    return lines


def _remarks(unknown: list[str]) -> list[str]:
    if not unknown:
        return []
    return [_("Columns that are not known and were left out: %(names)s.") % {"names": _(", ").join(unknown)}]


class _Placing:
    """Finds the unit and the superior that each line means, in the register or in the file itself."""

    def __init__(self, top: Unit) -> None:
        self.top = top
        rows = Unit.objects.below(top.path).filter(merged_into=None).select_related("kind", "industry")
        self.units = {unit.pk: unit for unit in rows}
        self._places = Places()
        self._by_name: dict[tuple[int | None, str], int] = {}
        self._rows: dict[int, int] = {}
        for unit in self.units.values():
            self._places.add(unit.pk, unit.name, unit.parent_id, unit.division_code)
            self._by_name[unit.parent_id, unit.name] = unit.pk

    def place(self, lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
        """New lines, superiors before those below them, and known ones."""
        open_lines = [line for line in lines if not line.problems]
        new: list[Line] = []
        known: list[Line] = []
        while open_lines:
            left = []
            for line in open_lines:
                if not self._find_superior(line):
                    left.append(line)
                elif not line.problems:
                    (known if self._take(line) else new).append(line)
            if len(left) == len(open_lines):
                break
            open_lines = left
        for line in open_lines:
            words = _("There is no such unit in your area, nor a good row for it in this file.")
            line.refuse("parent", line.parent_text, words)
        self._refuse_doubtful([*new, *known])
        self._refuse_retired([*new, *known])
        return [line for line in new if not line.problems], known

    def _find_superior(self, line: Line) -> bool:
        """False while the superior isn't found; it may come with a later row."""
        if not line.parent_text:
            return self._find_without_superior(line)
        found = self._places.find(line.parent_text)
        if not found:
            return False
        line.parent_key = found[0]
        return True

    def _find_without_superior(self, line: Line) -> bool:
        same = [key for key in self._places.find(line.name) if key > 0 and self.units[key].name == line.name]
        if len(same) > 1:
            line.refuse("parent", "", _("Several units have this name. Say which superior unit is meant."))
        elif same:
            line.parent_key = self.units[same[0]].parent_id
        else:
            line.parent_key = self.top.pk
        return True

    def _take(self, line: Line) -> bool:
        """Give the line its key; True when the register has the unit."""
        key = self._by_name.get((line.parent_key, line.name))
        if key in self._rows:
            words = _("The same unit stands in row %(row)s already.")
            line.refuse("name", line.name, words % {"row": self._rows[key]})
            return False
        is_known = key is not None
        line.key = key if key is not None else -line.row
        self._rows[line.key] = line.row
        if not is_known:
            self._by_name[line.parent_key, line.name] = line.key
            self._places.add(line.key, line.name, line.parent_key, line.facts.get("division_code", ""))
        return is_known

    def _refuse_doubtful(self, lines: Iterable[Line]) -> None:
        """Only now all names are known that a cell could have meant."""
        for line in lines:
            if line.parent_text and len(self._places.find(line.parent_text)) > 1:
                words = _("Several units are called so. Write the superior's own superior before it: A/B.")
                line.refuse("parent", line.parent_text, words)

    def _refuse_retired(self, lines: Iterable[Line]) -> None:
        """What is no longer offered stays with the units that have it, and comes to no other."""
        for line in lines:
            for code in ("kind", "industry"):
                row = line.facts.get(code)
                if row and row.retired and row != getattr(self.units.get(line.key), code, None):
                    line.refuse(code, row.name, _("“%(name)s” is no longer offered.") % {"name": row.name})


def _create(lines: list[Line], units: dict[int, Unit]) -> None:
    """All new units in one go; a path needs the key, so the keys are drawn first."""
    made: dict[int, Unit] = {}
    for line, key in zip(lines, next_keys(len(lines)), strict=True):
        parent = made.get(line.parent_key or 0) or units.get(line.parent_key or 0)
        unit = Unit(pk=key, name=line.name, parent=parent, **line.facts)
        unit.path = path_below(parent, key)
        if parent is None or len(unit.path) > longest("path"):
            line.refuse("parent", line.parent_text, _("The superior unit has a problem of its own, or lies too deep."))
            continue
        set_search_keys(unit)
        made[line.key] = unit
    Unit.objects.bulk_create(made.values(), batch_size=A_BATCH)


def _update(lines: list[Line], units: dict[int, Unit]) -> int:
    """Write what differs; returns how many units changed."""
    changed, names = [], {"version"}
    for line in lines:
        unit = units[line.key]
        differing = {name: value for name, value in line.facts.items() if getattr(unit, name) != value}
        if not differing:
            continue
        for name, value in differing.items():
            setattr(unit, name, value)
        if unit.active_from and unit.active_until and unit.active_until < unit.active_from:
            line.refuse("active_until", str(unit.active_until), _("The last active day lies before the first."))
            continue
        unit.version += 1
        names |= differing.keys()
        changed.append(unit)
    Unit.objects.bulk_update(changed, sorted(names), batch_size=A_BATCH)
    return len(changed)
