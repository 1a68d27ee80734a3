"""What beat starts for the portal itself."""

from collections.abc import Iterable

from celery import shared_task

from core import kept, operations
from core.imports import Work, carry_out
from core.models import Heartbeat, ImportRun
from core.totals.keeping import fold
from core.totals.kinds import kinds


@shared_task(ignore_result=True)
def heartbeat() -> None:
    """Beat runs this every minute: the proof that it sends, and that a worker takes what it sends."""
    operations.beat(Heartbeat.Name.BEAT)


@shared_task(ignore_result=True)
def fold_totals() -> None:
    """Beat runs this every two seconds. Late, pages are slower and say the same."""
    for kind in kinds():
        fold(kind)


@shared_task(ignore_result=True)
def tidy_marks() -> None:
    """Beat runs this every minute. Late, a page takes a moment longer to see that nothing has changed."""
    kept.tidy()


def carry_out_and_fold(runs: Iterable[ImportRun], work: Work) -> None:
    """Workbooks for a worker to carry in. Folded at once: until then every page reads the rows of the whole import."""
    for run in runs:
        carry_out(run, work)
        fold_totals()
