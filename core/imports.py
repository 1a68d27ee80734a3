"""A workbook handed in: kept, previewed, saved all or nothing, its problems given back.

An app brings `work(run) -> Outcome`, which reads the file and writes every good row. `carry_out`
surrounds it with a transaction and takes everything back for a preview, or when rows are bad and
the person didn't ask to keep the good ones. Pages: components/import_upload.html, import_run.html.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.core.cache import cache
from django.core.files.base import File
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.background import announce
from core.errors import DomainError
from core.forms import PortalForm
from core.models import ImportRun
from core.workbooks import CellProblem, Column, WorkbookError, stream_table, write_problems

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# More are never read by a person; the count stays right.
MOST_PROBLEMS = 5000
# A sheet takes 1,048,576 rows.
MOST_EXPORTED = 1_000_000
# A larger file than this is some thousand rows: longer than a person should look at a waiting page.
MOST_AT_ONCE = 256 * 1024
# A run that long in hand has lost its worker and may be started again.
LOST_AFTER = timedelta(minutes=15)


@dataclass
class Outcome:
    """What a file held: `saved` rows are new or changed, `known` ones were in the portal as they are."""

    total: int = 0
    saved: int = 0
    known: int = 0
    problems: list[CellProblem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


Work = Callable[[ImportRun], Outcome]


class UploadForm(PortalForm):
    file = forms.FileField(
        label=gettext_lazy("Workbook"),
        help_text=gettext_lazy("Excel, WPS or CSV. Nothing is saved before you have seen what would happen."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )


class SaveForm(PortalForm):
    """Where rows are bad, keeping the good ones is a choice to be made, not a default."""

    keep_good = forms.BooleanField(
        label=gettext_lazy("Save the good rows and leave out those with problems"),
        error_messages={"required": gettext_lazy("Tick this, or correct the workbook and choose it again.")},
    )

    def __init__(self, *args, run, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keep_good"].required = bool(run.problems)


def receive(file: File, *, kind: str, by: Any, campaign_slug: str = "") -> ImportRun:
    """Keep the file for a preview; nothing of it is read yet."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return ImportRun.objects.create(
        kind=kind,
        by=by,
        campaign_slug=campaign_slug,
        file=file,
        file_name=(file.name or "")[-200:],
        sha256=digest.hexdigest(),
        dry_run=True,
        acting_post=by.chosen_post_id,
        language=get_language() or "",
    )


@transaction.atomic
def release(run: ImportRun, *, by: Any, keep_good: bool) -> ImportRun:
    """Turn a finished preview into the real import, which waits to be carried out."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.by_id != by.pk or not run.dry_run or run.state != ImportRun.State.DONE:
        raise DomainError(_("This file has been imported already. Choose it again to import it once more."))
    run.dry_run, run.keep_good, run.state, run.finished_at = False, keep_good, ImportRun.State.WAITING, None
    run.save(update_fields=["dry_run", "keep_good", "state", "finished_at"])
    return run


def carry_out(run: ImportRun, work: Work) -> ImportRun:
    """Preview or save; a second call for the same run, or one at the same time, does nothing."""
    if not unfinished().filter(pk=run.pk).update(state=ImportRun.State.RUNNING, started_at=timezone.now()):
        return ImportRun.objects.get(pk=run.pk)
    run.refresh_from_db(fields=["state", "started_at", "dry_run", "keep_good"])
    run.by.chosen_post_id = run.acting_post
    with translation.override(run.language or get_language()):
        return _work_and_finish(run, work)


def start(run: ImportRun, work: Work, task: Any) -> None:
    """At once, or by the worker: `task` takes the run's key. One that could not be announced waits for the next sweep."""
    if run.file.size <= MOST_AT_ONCE:
        carry_out(run, work)
        return
    announce(task, run.pk)


def _work_and_finish(run: ImportRun, work: Work) -> ImportRun:
    try:
        with transaction.atomic():
            outcome = work(run)
            is_good = run.keep_good or not outcome.problems
            if run.dry_run or not is_good:
                transaction.set_rollback(True)
    except WorkbookError as refusal:
        outcome = Outcome(problems=[CellProblem(0, "", "", str(refusal))])
        return _finish(run, outcome, ImportRun.State.REFUSED)
    is_refused = not run.dry_run and not is_good
    return _finish(run, outcome, ImportRun.State.REFUSED if is_refused else ImportRun.State.DONE)


def _finish(run: ImportRun, outcome: Outcome, state: str) -> ImportRun:
    run.state, run.finished_at = state, timezone.now()
    run.rows_total = run.rows_checked = outcome.total
    run.rows_saved = 0 if state == ImportRun.State.REFUSED else outcome.saved
    run.rows_known = outcome.known
    run.problems = [asdict(problem) for problem in outcome.problems[:MOST_PROBLEMS]]
    run.remarks = list(outcome.remarks)
    if len(outcome.problems) > MOST_PROBLEMS:
        words = _("%(number)s more problems are not listed.")
        run.remarks.append(words % {"number": len(outcome.problems) - MOST_PROBLEMS})
    run.save()
    return run


def unfinished(kind: str = "") -> QuerySet[ImportRun]:
    """Runs that wait, or were in hand when their worker died."""
    lost = Q(state=ImportRun.State.RUNNING, started_at__lt=timezone.now() - LOST_AFTER)
    rows = ImportRun.objects.filter(Q(state=ImportRun.State.WAITING) | lost)
    return rows.filter(kind=kind) if kind else rows


def columns_from(path: Path) -> list[Column]:
    """The columns of a workbook as a data file names them in both languages."""
    return [Column(**facts) for facts in yaml.safe_load(path.read_text("utf-8"))]


def note_progress(run: ImportRun, rows: int) -> None:
    """For the page of a long import. By the cache, since the run's own transaction shows nothing yet."""
    cache.set(_progress_key(run), rows, 3600)


def progress(run: ImportRun) -> int:
    return cache.get(_progress_key(run)) or 0


def _progress_key(run: ImportRun) -> str:
    return f"import-{run.pk}-rows"


def problems_of(run: ImportRun) -> list[CellProblem]:
    return [CellProblem(**problem) for problem in run.problems]


def workbook_response(name: str, write: Callable[[io.BytesIO], None]) -> HttpResponse:
    """A workbook to download; `name` without its ending."""
    target = io.BytesIO()
    write(target)
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def refuse_too_many(rows: QuerySet) -> None:
    """A DomainError where these are more than one workbook takes."""
    if rows.order_by().values("pk")[: MOST_EXPORTED + 1].count() > MOST_EXPORTED:
        raise DomainError(_("A workbook holds a million rows at most. Narrow the list by a filter."))


def table_response(
    name: str, sheet_name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """A workbook of any size to download, sent as it is written: flat in memory, and the download begins at once.

    A failure in the middle breaks the download off, which no program takes for a whole file.
    """
    pieces = _in_language(stream_table(sheet_name, columns, rows), get_language() or "")
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return StreamingHttpResponse(pieces, content_type=XLSX, headers=headers)


def _in_language(pieces: Iterator[bytes], language: str) -> Iterator[bytes]:
    """The rows are worded while they are sent, when the request is over."""
    with translation.override(language):
        yield from pieces


def problem_workbook(run: ImportRun) -> HttpResponse:
    """The file as it was handed in, with a column that says what is wrong."""

    def write(target: io.BytesIO) -> None:
        with run.file.open("rb") as source:
            write_problems(target, source, [problem for problem in problems_of(run) if problem.row])

    return workbook_response(f"{run.kind}-problems", write)


def page_facts(run: ImportRun) -> dict[str, Any]:
    """What components/import_run.html needs beside the addresses."""
    is_over = run.state in (ImportRun.State.DONE, ImportRun.State.REFUSED)
    problems = problems_of(run)
    bad_rows = len({problem.row for problem in problems})
    return {
        "run": run,
        "is_over": is_over,
        "rows_done": progress(run),
        "problems": problems[:200],
        "problems_total": len(problems),
        "bad_rows": bad_rows,
        "whole_file_problem": problems[0].message if problems and not problems[0].row else "",
        "may_save": is_over and run.dry_run and run.state == ImportRun.State.DONE and bool(run.rows_saved),
    }
