"""Hazards from a workbook: all or nothing as `core.imports` has it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from core.bulk import RowFile, next_keys
from core.history import record_inserts
from core.imports import Outcome
from core.intake import Intake, take_in, wait_for_other_imports
from core.models import ImportRun
from core.workbooks import Table, WorkbookError
from inspections import rules
from inspections.models import Hazard, HazardSource, LedgerCounter
from inspections.services.filing import open_ledger, take_serials
from inspections.services.lines import ORDERED, TEXTS, TO_ORDER, WORKED_ON, Key, Line, LineReader

LOCK = 20260602
State = Hazard.State
# Columns of the workbook that a column of the model takes as they are.
AS_SAID = [
    *TEXTS,
    "unit",
    "supervising",
    "category",
    "source",
    "state",
    "reported_on",
    "checked_on",
    "due_on",
    "closed_on",
]
NUMBERED = "number"
FIELDS = Hazard._meta.concrete_fields
Found = tuple[set[Key], dict[tuple[int, int], str]]


def import_hazards(run: ImportRun) -> Outcome:
    """The work of a run: enters each good row that isn't there already; a known one changes nothing."""
    campaign = Campaign.objects.select_related("area").get(slug=run.campaign_slug)
    if not rules.may_file(run.by, campaign):
        raise WorkbookError(_("You may not enter hazards in this campaign now."))
    if not run.dry_run:
        wait_for_other_imports(LOCK, campaign.pk)
    clash = _("Somebody changed the ledger at the same moment, so nothing was saved. Import it again.")
    with RowFile(Hazard, [field.name for field in FIELDS]) as rows:
        return take_in(run, lambda table: _Import(run, campaign, table, rows), clash=clash)


class _Import(Intake):
    def __init__(self, run: ImportRun, campaign: Campaign, table: Table, rows: RowFile) -> None:
        self.reader: LineReader
        super().__init__(run, LineReader(campaign, run.by, table))
        self.campaign, self.rows = campaign, rows
        self.keys: list[int] = []
        self.numbered_anew = 0
        self.counters: dict[int, LedgerCounter] = {}

    def look_up(self, lines: list[Line]) -> Found:
        return self._known(lines), self._numbered(lines)

    def is_known(self, line: Line, found: Found) -> bool:
        known, numbered = found
        if line.number and numbered.get(line.number) == _squeezed(line.facts["description"]):
            return True
        return line.key in known and line.key not in self._seen

    def refuse_more(self, line: Line, found: Found) -> None:
        if line.number in found[1]:
            words = _(
                "This number is another hazard. An import changes none: empty the number, or correct it on its page."
            )
            self.reader.refuse(line, NUMBERED, self.reader.text(line, NUMBERED), words)

    def check(self, lines: list[Line]) -> list[Line]:
        good = super().check(lines)
        self.numbered_anew += sum(bool(self.reader.text(line, NUMBERED)) for line in good)
        return good

    def _visible(self) -> Any:
        return Hazard.objects.visible_to(self.run.by).filter(campaign=self.campaign).order_by()

    def _numbered(self, lines: list[Line]) -> dict[tuple[int, int], str]:
        """Descriptions by number, of the numbers in these lines; what the person may not see has none."""
        years: dict[int, list[int]] = defaultdict(list)
        for line in lines:
            if line.number:
                years[line.number[0]].append(line.number[1])
        found: dict[tuple[int, int], str] = {}
        for year, serials in years.items():
            rows = self._visible().filter(year=year, serial__in=serials)
            found |= {(year, serial): _squeezed(text) for serial, text in rows.values_list("serial", "description")}
        return found

    def _known(self, lines: list[Line]) -> set[Key]:
        """Of these lines' keys, those of hazards that the person sees on the ledger."""
        keys = {line.key for line in lines if line.key}
        if not keys:
            return set()
        columns = [list(column) for column in zip(*keys, strict=True)]
        sql = (
            "SELECT h.id, k.unit, k.description, k.place, k.day FROM unnest(%s::bigint[], %s::text[], %s::text[], "
            "%s::date[]) AS k (unit, description, place, day) JOIN inspections_hazard h ON h.campaign_id = %s "
            "AND h.reported_on = k.day AND h.unit_id {} AND h.description = k.description AND h.place = k.place"
        )
        with connection.cursor() as cursor:
            found = []
            # Apart, since an index finds a unit or the lack of one, not "the same or both missing".
            for same_unit in ("= k.unit", "IS NULL AND k.unit IS NULL"):
                cursor.execute(sql.format(same_unit), [*columns, self.campaign.pk])
                found += cursor.fetchall()
        visible = set(self._visible().filter(pk__in=[row[0] for row in found]).values_list("pk", flat=True))
        return {tuple(key) for pk, *key in found if pk in visible}

    def set_aside(self, lines: list[Line]) -> None:
        serials = self._serials(lines)
        keys = next_keys(Hazard, len(lines))
        self.keys += keys
        for key, line in zip(keys, lines, strict=True):
            year = line.facts["reported_on"].year
            row = Hazard(pk=key, campaign=self.campaign, serial=next(serials[year]), year=year, **self._facts(line))
            self.rows.add([[getattr(row, field.attname) for field in FIELDS]])

    def enter(self) -> None:
        self.rows.write()
        record_inserts(Hazard, self.keys)

    def _serials(self, lines: list[Line]) -> dict[int, Any]:
        """Numbers for these lines by year, in the order of the file."""
        needed: dict[int, int] = defaultdict(int)
        for line in lines:
            needed[line.facts["reported_on"].year] += 1
        for year in sorted(needed):
            if year not in self.counters:
                self.counters[year] = open_ledger(self.campaign, year)
        return {year: iter(take_serials(self.counters[year], count)) for year, count in needed.items()}

    def _facts(self, line: Line) -> dict[str, Any]:
        """Who is not named in a workbook, but has to be for the portal, is the person who imports.

        No hour of the report is known, so there is none.
        """
        said, by = line.facts, self.run.by
        state = said["state"]
        is_ordered = state in ORDERED or (state == State.UNFIXED and all(said[code] for code in TO_ORDER))
        is_accepted = state != State.REPORTED
        is_shown = bool(line.unit) and (
            is_ordered or state in WORKED_ON or said["source"].code == HazardSource.SELF_CHECK
        )
        is_done = bool(said["completed_on"])
        return {name: said[name] for name in AS_SAID} | {
            "grade": said["grade"] or "",
            "violation": said["violation"] or "",
            "production_stopped": bool(said["production_stopped"]),
            "funds_yuan": said["funds"],
            "cost_yuan": said["cost"],
            "unit_sees": is_shown,
            "found_by": by,
            "accepted_on": (said["accepted_on"] or said["reported_on"]) if is_accepted else None,
            "accepted_by": by if is_accepted else None,
            "graded_by": by if said["grade"] and is_accepted else None,
            "first_due_on": (said["first_due_on"] or said["due_on"]) if is_ordered else None,
            "rectified_on": said["completed_on"],
            "rectified_by": by if is_done else None,
            "reinspected_by_name": said["reinspected_by"],
            "closed_by": by if said["closed_on"] else None,
        }

    def more_remarks(self) -> Iterable[str]:
        if self.numbered_anew:
            yield _(
                "New hazards are numbered by the portal; the numbers in the file that it doesn't know are left out."
            )


def _squeezed(text: str) -> str:
    """A cell loses the spaces around a text and the kind of its line ends."""
    return " ".join(text.split())
