"""What beat and pages start for activities."""

from celery import shared_task
from django.utils import timezone

from activities.services import photos, progress
from activities.services.importing import import_activities
from core import imports
from core.models import ImportRun
from core.tasks import carry_out_and_fold


@shared_task(ignore_result=True)
def sweep_photos() -> None:
    """Beat runs this every night; running it twice removes nothing more."""
    photos.remove_unclaimed_photos(timezone.now())
    photos.remove_strays(timezone.now())


@shared_task(ignore_result=True)
def import_workbook(pk: int) -> None:
    """Running it twice imports once: `carry_out` takes a run only while it waits."""
    carry_out_and_fold(ImportRun.objects.filter(pk=pk), import_activities)


@shared_task(ignore_result=True)
def sweep_imports() -> None:
    """Beat runs this every minute: workbooks whose announcement or worker was lost."""
    carry_out_and_fold(imports.unfinished(ImportRun.Kind.ACTIVITIES), import_activities)


@shared_task(ignore_result=True)
def settle_merged_units() -> None:
    """Beat runs this every five minutes; running it twice changes nothing."""
    progress.settle_merged_units()
