"""What beat starts for activities."""

from celery import shared_task
from django.utils import timezone

from activities.services import photos


@shared_task(ignore_result=True)
def sweep_photos() -> None:
    """Beat runs this every night; running it twice removes nothing more."""
    photos.remove_unclaimed_photos(timezone.now())
    photos.remove_stray_files(timezone.now())
