"""What beat asks of reports."""

from celery import shared_task
from django.utils import timezone, translation

from reports.models import SummaryVersion
from reports.selectors.content import content_of
from reports.selectors.summary_files import as_file
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


@shared_task(ignore_result=True)
def set_paper(pk: int) -> None:
    """A view starts this for the version that was issued: its PDF is there before ten thousand units ask for it."""
    for version in SummaryVersion.objects.filter(pk=pk).select_related("summary__campaign__area", "summary__outline"):
        with translation.override(version.summary.language):
            as_file(content_of(version), "pdf")
