"""What beat starts for campaigns."""

from celery import shared_task
from django.utils import timezone

from campaigns.services import attachments


@shared_task(ignore_result=True)
def sweep_attachments() -> None:
    """Beat runs this every night; running it twice removes nothing more."""
    attachments.remove_strays(timezone.now())
