"""What beat starts for inspections and hazards."""

from celery import shared_task
from django.utils import timezone

from inspections.services import photos


@shared_task(ignore_result=True)
def sweep_photos() -> None:
    """Beat runs this every night; running it twice removes nothing more."""
    photos.remove_unclaimed_photos(timezone.localdate())
    photos.remove_strays(timezone.now())
