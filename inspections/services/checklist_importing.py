"""Checklists from a workbook: each becomes a version in preparation, which the office then puts in force.

A checklist whose rows say what its newest version says already is left as it is.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from core.history import because
from core.imports import Outcome
from core.models import ImportRun
from core.workbooks import WorkbookError, read_table
from inspections import rules
from inspections.models import Checklist
from inspections.selectors.checklist_workbook import cells_of
from inspections.services.checklist_lines import Line, LineReader
from inspections.services.checklists import create_checklist, prepare_version, replace_items

MOST_ROWS = 5000


def import_checklists(run: ImportRun) -> Outcome:
    """The work of a run: every good row is written; `core.imports.carry_out` may take it back."""
    if not rules.may_keep_checklists(run.by):
        raise PermissionDenied
    with run.file.open("rb") as source, read_table(source) as table:
        reader = LineReader(table)
        lines = _lines(reader, table.rows)
    books = _by_checklist(reader, lines)
    outcome = Outcome(total=len(lines), problems=[problem for line in lines for problem in line.problems])
    with because(_("Import of %(file)s") % {"file": run.file_name}, by=run.by):
        for name, rows in books.items():
            if _take(name, rows, by=run.by, has_industry=reader.has_industry):
                outcome.saved += len(rows)
            else:
                outcome.known += len(rows)
    if reader.unknown:
        words = _("Columns that are not known and were left out: %(names)s.")
        outcome.remarks.append(words % {"names": _(", ").join(reader.unknown)})
    return outcome


def _lines(reader: LineReader, rows: Any) -> list[Line]:
    lines = []
    for row, cells in rows:
        lines.append(reader.read(row, cells))
        if len(lines) > MOST_ROWS:
            words = _("More than %(most)s items in one file. Split it into several.")
            raise WorkbookError(words % {"most": f"{MOST_ROWS:,}"})
    return lines


def _by_checklist(reader: LineReader, lines: list[Line]) -> dict[str, list[Line]]:
    """Good rows under the name of their checklist, which has one industry."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        first = found[line.checklist][0] if line.checklist in found else line
        if line.industry != first.industry:
            words = _("Row %(row)s names another industry for this checklist.")
            reader.refuse(line, "industry", str(line.industry or ""), words % {"row": first.row})
        if not line.problems:
            found.setdefault(line.checklist, []).append(line)
    return found


def _take(name: str, rows: list[Line], *, by: Any, has_industry: bool) -> bool:
    """Whether anything of the checklist is new."""
    items = [line.item for line in rows]
    known = Checklist.objects.filter(area=by.area, name=name).first()
    if known is None:
        create_checklist(by=by, name=name, industry=rows[0].industry, items=items)
        return True
    is_changed = _industry_changed(known, rows[0], has_industry)
    newest = known.versions.first()
    if newest and _cells(newest.items.select_related("category")) == _cells(items):
        return is_changed
    replace_items(prepare_version(known, by=by), items)
    return True


def _industry_changed(known: Checklist, line: Line, has_industry: bool) -> bool:
    if not has_industry or known.industry == line.industry:
        return False
    known.industry = line.industry
    known.save(update_fields=["industry"])
    return True


def _cells(items: Any) -> list[tuple[object, ...]]:
    return [cells_of(item) for item in items]
