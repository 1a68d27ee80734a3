"""Hazards from a workbook: batch by batch, flat in memory, all or nothing as `core.imports` has it.

Measured on a shared 2-core machine with a load of ten, 20,000 closed hazards x 12 columns: 39 s, of them 7 s of this
process; 212 MB at most. The same file again: 26 s, nothing changes.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from core.bulk import insert_rows, next_keys
from core.history import because, record_inserts
from core.imports import MOST_PROBLEMS, Outcome, note_progress
from core.models import ImportRun
from core.workbooks import Table, WorkbookError, read_table
from inspections import rules
from inspections.models import Hazard, HazardSource, LedgerCounter
from inspections.services.filing import open_ledger, take_serials
from inspections.services.lines import ORDERED, TEXTS, TO_ORDER, WORKED_ON, Key, Line, LineReader

A_BATCH = 2000
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


def import_hazards(run: ImportRun) -> Outcome:
    """The work of a run: enters each good row that isn't there already; a known one changes nothing."""
    campaign = Campaign.objects.select_related("area").get(slug=run.campaign_slug)
    if not rules.may_file(run.by, campaign):
        raise WorkbookError(_("You may not enter hazards in this campaign now."))
    if not run.dry_run:
        _wait_for_other_imports(campaign)
    try:
        why = _("Import of %(file)s") % {"file": run.file_name}
        with because(why, by=run.by), run.file.open("rb") as source, read_table(source) as table:
            return _Import(run, campaign, table).carry_out()
    except IntegrityError:
        words = _("Somebody changed the ledger at the same moment, so nothing was saved. Import it again.")
        raise WorkbookError(words) from None


def _wait_for_other_imports(campaign: Campaign) -> None:
    """The same file sent twice at once: the second run then knows what the first has entered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, campaign.pk])


class _Import:
    def __init__(self, run: ImportRun, campaign: Campaign, table: Table) -> None:
        self.run, self.campaign, self.table = run, campaign, table
        self.reader = LineReader(campaign, run.by, table)
        self.outcome = Outcome()
        self.unlisted = 0
        self.seen: set[Key] = set()
        self.repeated: list[int] = []
        self.numbered_anew = 0
        self.counters: dict[int, LedgerCounter] = {}

    def carry_out(self) -> Outcome:
        rows = iter(self.table.rows)
        while batch := list(islice(rows, A_BATCH)):
            good = self._check([self.reader.start(row, cells) for row, cells in batch])
            if not self.run.dry_run and (self.run.keep_good or not self.outcome.problems):
                self._write(good)
            note_progress(self.run, self.outcome.total)
        self.outcome.remarks += self._remarks()
        return self.outcome

    def _check(self, lines: list[Line]) -> list[Line]:
        """The lines to be entered; counts the known ones, and the problems of the others."""
        known, numbered = self._known(lines), self._numbered(lines)
        good = []
        for line in lines:
            self.outcome.total += 1
            if self._is_known(line, known, numbered):
                self.outcome.known += 1
                continue
            self.reader.finish(line)
            self._refuse_other_hazard(line, numbered)
            if line.problems:
                self._note(line)
            elif line.key:
                self.seen.add(line.key)
                self.numbered_anew += bool(self.reader.text(line, NUMBERED))
                good.append(line)
        self.outcome.saved += len(good)
        return good

    def _is_known(self, line: Line, known: set[Key], numbered: dict[tuple[int, int], str]) -> bool:
        if line.number and numbered.get(line.number) == _squeezed(line.facts["description"]):
            return True
        if line.key in self.seen:
            self.repeated.append(line.row)
            return True
        return line.key in known

    def _refuse_other_hazard(self, line: Line, numbered: dict[tuple[int, int], str]) -> None:
        if line.number in numbered:
            words = _(
                "This number is another hazard. An import changes none: empty the number, or correct it on its page."
            )
            self.reader.refuse(line, NUMBERED, self.reader.text(line, NUMBERED), words)

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

    def _note(self, line: Line) -> None:
        room = MOST_PROBLEMS - len(self.outcome.problems)
        self.outcome.problems += line.problems[:room]
        self.unlisted += max(len(line.problems) - room, 0)

    def _write(self, lines: list[Line]) -> None:
        if not lines:
            return
        serials = self._serials(lines)
        keys = next_keys(Hazard, len(lines))
        hazards = [
            Hazard(pk=key, campaign=self.campaign, serial=next(serials[day.year]), year=day.year, **self._facts(line))
            for key, line in zip(keys, lines, strict=True)
            for day in [line.facts["reported_on"]]
        ]
        fields = Hazard._meta.concrete_fields
        names = [field.name for field in fields]
        insert_rows(Hazard, names, [[_stored(row, field) for field in fields] for row in hazards])
        record_inserts(Hazard, keys)

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

    def _remarks(self) -> Iterable[str]:
        if self.reader.unknown:
            names = _(", ").join(self.reader.unknown)
            yield _("Columns that are not known and were left out: %(names)s.") % {"names": names}
        if self.repeated:
            rows = _(", ").join(str(row) for row in self.repeated[:20])
            yield _("Rows that repeat an earlier row of the file and were left out: %(rows)s.") % {"rows": rows}
        if self.numbered_anew:
            yield _(
                "New hazards are numbered by the portal; the numbers in the file that it doesn't know are left out."
            )
        if self.unlisted:
            yield _("%(number)s more problems are not listed.") % {"number": self.unlisted}


def _squeezed(text: str) -> str:
    """A cell loses the spaces around a text and the kind of its line ends."""
    return " ".join(text.split())


def _stored(row: Hazard, field: Any) -> Any:
    value = getattr(row, field.attname)
    return str(value) if field.name in ("submission_key", "state") else value
