"""What the reporter does later, with the code: answers, adds photos, says whether it is fixed. Days, no hours."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.photos import CleanPhoto
from inspections.models import HazardPhoto, Report, ReportMessage
from inspections.selectors.following import may_say_fixed
from inspections.services.report_photos import add_waiting_photos, claim_photos_of_report

MOST_UNREAD = 20
MOST_PHOTOS = 12


@transaction.atomic
def answer_office(report: Report, text: str) -> None:
    """Sent twice, it is said once."""
    row = _locked(report)
    unread = row.messages.filter(by=None, read_by_office=False)
    last = row.messages.last()
    if last and last.is_from_reporter and last.text == text:
        return
    if unread.count() >= MOST_UNREAD:
        raise DomainError(_("The office hasn't read your last messages yet. Write again when it has answered."))
    ReportMessage.objects.create(report=row, text=text, said_on=timezone.localdate())


@transaction.atomic
def add_later_photos(report: Report, photos: Sequence[CleanPhoto]) -> None:
    row = _locked(report)
    known = set(row.photos.values_list("pixels", flat=True))
    fresh = [photo for photo in photos if photo.sha256 not in known]
    if len(known) + len(fresh) > MOST_PHOTOS:
        raise DomainError(_("A report takes at most %(most)s photos in all.") % {"most": MOST_PHOTOS})
    key = uuid.uuid4()
    add_waiting_photos(key, fresh)
    claim_photos_of_report(row, key, stage=HazardPhoto.Stage.LATER)


@transaction.atomic
def say_whether_fixed(report: Report, answer: str) -> None:
    """Asked once for each closing; the office is told by the sweep, never at the minute."""
    row = _locked(report)
    if not may_say_fixed(row):
        raise DomainError(_("This isn't asked at the moment: the case goes on, or you have answered already."))
    row.fixed_answer, row.fixed_answer_on = answer, timezone.localdate()
    row.save(update_fields=["fixed_answer", "fixed_answer_on"])


def _locked(report: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",)).select_related("hazard__duplicate_of")
    return rows.get(pk=report.pk)
