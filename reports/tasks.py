"""What beat asks of reports."""

from celery import shared_task
from django.utils import timezone

from reports.services.briefs import write_briefs
from reports.services.bulletins import draft_due_bulletins


@shared_task(ignore_result=True)
def morning_brief() -> None:
    """Beat runs this every half minute; it acts once a working day, in the morning."""
    write_briefs(timezone.now())


@shared_task(ignore_result=True)
def draft_bulletins() -> None:
    """Beat runs this at night, so that the morning brief tells of what is drafted; twice drafts nothing twice."""
    draft_due_bulletins(timezone.localdate())
