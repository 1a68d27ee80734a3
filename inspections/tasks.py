"""What beat and pages start for inspections and hazards."""

from celery import shared_task
from django.utils import timezone

from core import imports
from core.models import ImportRun
from core.tasks import carry_out_and_fold
from inspections.services import exposure_photos, payouts, photos, reporters, sweeping
from inspections.services.importing import import_hazards


@shared_task(ignore_result=True)
def sweep_photos() -> None:
    """Beat runs this every night; running it twice removes nothing more."""
    photos.remove_unclaimed_photos(timezone.localdate())
    photos.remove_strays(timezone.now())
    exposure_photos.remove_strays(timezone.now())


@shared_task(ignore_result=True)
def lapse_rewards() -> None:
    """Beat runs this every night: rewards that nobody claimed in time. Running it twice changes nothing."""
    payouts.lapse_rewards(timezone.localdate())


@shared_task(ignore_result=True)
def import_workbook(pk: int) -> None:
    """Running it twice imports once: `carry_out` takes a run only while it waits."""
    carry_out_and_fold(ImportRun.objects.filter(pk=pk), import_hazards)


@shared_task(ignore_result=True)
def sweep_imports() -> None:
    """Beat runs this every minute: workbooks whose announcement or worker was lost."""
    carry_out_and_fold(imports.unfinished(ImportRun.Kind.HAZARDS), import_hazards)


@shared_task(ignore_result=True)
def blank_contacts() -> None:
    """Beat runs this every night; running it twice blanks nothing more."""
    reporters.blank_contacts(timezone.localdate())


@shared_task(ignore_result=True)
def tell_of_reporters() -> None:
    """Beat runs this every quarter of an hour; running it twice tells nothing twice."""
    sweeping.tell_of_reporters()
