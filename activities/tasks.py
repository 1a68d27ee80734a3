"""What beat and pages start for activities."""

from celery import shared_task
from django.utils import timezone

from activities.services import photos, progress
from activities.services.importing import import_activities
from core import imports
from core.models import ImportRun
from core.tasks import fold_totals


@shared_task(ignore_result=True)
def sweep_photos() -> None:
    """Beat runs this every night; running it twice removes nothing more."""
    photos.remove_unclaimed_photos(timezone.now())
    photos.remove_strays(timezone.now())


@shared_task(ignore_result=True)
def import_workbook(pk: int) -> None:
    """Running it twice imports once: `carry_out` takes a run only while it waits."""
    for run in ImportRun.objects.filter(pk=pk):
        _carry_out(run)


@shared_task(ignore_result=True)
def sweep_imports() -> None:
    """Beat runs this every minute: workbooks whose announcement or worker was lost."""
    for run in imports.unfinished(ImportRun.Kind.ACTIVITIES):
        _carry_out(run)


def _carry_out(run: ImportRun) -> None:
    imports.carry_out(run, import_activities)
    # Not in two seconds: until then every page reads the rows of the whole import.
    fold_totals()


@shared_task(ignore_result=True)
def settle_merged_units() -> None:
    """Beat runs this every five minutes; running it twice changes nothing."""
    progress.settle_merged_units()
