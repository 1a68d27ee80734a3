"""What beat asks of reports."""

from celery import shared_task
from django.utils import timezone

from reports.services.briefs import write_briefs


@shared_task(ignore_result=True)
def morning_brief() -> None:
    """Beat runs this every half minute; it acts once a working day, in the morning."""
    write_briefs(timezone.now())
