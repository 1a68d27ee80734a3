"""Rows of a workbook that become records: checked batch by batch, set aside on disk, entered all at once.

An app says what it knows of a row and what a row becomes; reading, counting, refusing and remarking are the same for
all. Flat in memory: 100,000 rows of 39 columns take 70 MB here, and 230 MB in the process that reads the sheet.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from core.history import because
from core.imports import MOST_PROBLEMS, Outcome, note_progress
from core.models import ImportRun
from core.workbooks import CellProblem, Table, WorkbookError, read_table

A_BATCH = 2000


class Line(Protocol):
    """One row. `key` is what makes it the same record as another; None while a part of it can't be read."""

    row: int
    problems: list[CellProblem]

    @property
    def key(self) -> Hashable: ...


class LineReader(Protocol):
    """Reads the rows of one table: first what tells a record from others, then all the rest."""

    unknown: list[str]

    def start(self, row: int, cells: Sequence[Any]) -> Any: ...

    def finish(self, line: Any) -> None: ...


def take_in(run: ImportRun, begin: Callable[[Table], "Intake"], *, clash: str) -> Outcome:
    """The work of a run, with its reason in the history; `clash` is said when another's rows came in between."""
    try:
        why = _("Import of %(file)s") % {"file": run.file_name}
        with because(why, by=run.by), run.file.open("rb") as source, read_table(source) as table:
            return begin(table).carry_out(table)
    except IntegrityError:
        raise WorkbookError(clash) from None


def wait_for_other_imports(lock: int, key: int) -> None:
    """The same file sent twice at once: the second run then knows what the first has entered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [lock, key])


class Intake(ABC):
    """An import of one file; an app's own derives from it."""

    def __init__(self, run: ImportRun, reader: LineReader) -> None:
        self.run, self.reader = run, reader
        self.outcome = Outcome()
        self._unlisted = 0
        self._seen: set[Hashable] = set()
        self._repeated: list[int] = []

    @abstractmethod
    def look_up(self, lines: list[Any]) -> Any:
        """What the portal has of these lines; handed to the two below."""

    @abstractmethod
    def is_known(self, line: Any, found: Any) -> bool:
        """Whether the portal has this line's record already."""

    @abstractmethod
    def refuse_more(self, line: Any, found: Any) -> None:
        """Note what the cells by themselves don't show."""

    @abstractmethod
    def set_aside(self, lines: list[Any]) -> None:
        """Keep these lines on disk until all are checked."""

    @abstractmethod
    def enter(self) -> None:
        """Write all that was set aside."""

    def carry_out(self, table: Table) -> Outcome:
        rows = iter(table.rows)
        while batch := list(islice(rows, A_BATCH)):
            good = self.check([self.reader.start(row, cells) for row, cells in batch])
            if good and self._will_save():
                self.set_aside(good)
            note_progress(self.run, self.outcome.total)
        if self._will_save():
            self.enter()
        self.outcome.remarks += self.remarks()
        return self.outcome

    def check(self, lines: list[Any]) -> list[Any]:
        """The lines to be entered; counts the known ones, and the problems of the others."""
        found = self.look_up(lines)
        good = []
        for line in lines:
            self.outcome.total += 1
            if self._is_there(line, found):
                self.outcome.known += 1
                continue
            self.reader.finish(line)
            self.refuse_more(line, found)
            if line.problems:
                self._note(line)
            elif line.key:
                self._seen.add(line.key)
                good.append(line)
        self.outcome.saved += len(good)
        return good

    def remarks(self) -> Iterator[str]:
        if self.reader.unknown:
            names = _(", ").join(self.reader.unknown)
            yield _("Columns that are not known and were left out: %(names)s.") % {"names": names}
        if self._repeated:
            rows = _(", ").join(str(row) for row in self._repeated[:20])
            yield _("Rows that repeat an earlier row of the file and were left out: %(rows)s.") % {"rows": rows}
        yield from self.more_remarks()
        if self._unlisted:
            yield _("%(number)s more problems are not listed.") % {"number": self._unlisted}

    def more_remarks(self) -> Iterable[str]:
        return ()

    def _is_there(self, line: Line, found: Any) -> bool:
        if self.is_known(line, found):
            return True
        if line.key is not None and line.key in self._seen:
            self._repeated.append(line.row)
            return True
        return False

    def _will_save(self) -> bool:
        return not self.run.dry_run and (self.run.keep_good or not self.outcome.problems)

    def _note(self, line: Line) -> None:
        room = MOST_PROBLEMS - len(self.outcome.problems)
        self.outcome.problems += line.problems[:room]
        self._unlisted += max(len(line.problems) - room, 0)
