"""Photos of reporters: sent ahead under a key that only their browser knows. A day, no hour (reliability.md, T2)."""

import uuid
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.photo_rows import remove_photos, store_photo
from core.photos import CleanPhoto
from core.storage import files_only_if_saved, forget_minute
from inspections.models import HazardPhoto, Report

MOST_OF_REPORT = 6
LOCK = 20260602
Stage = HazardPhoto.Stage


def add_waiting_photos(key: uuid.UUID, photos: Sequence[CleanPhoto]) -> list[HazardPhoto]:
    """Keep photos whose report hasn't come yet; one that waits already is not kept twice."""
    with files_only_if_saved() as stored, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, key.int & 0x7FFFFFFF])
        waiting = {row.pixels: row for row in _waiting(key)}
        fresh = {photo.sha256: photo for photo in photos if photo.sha256 not in waiting}
        if len(waiting) + len(fresh) > MOST_OF_REPORT:
            raise DomainError(_("A report takes at most %(most)s photos.") % {"most": MOST_OF_REPORT})
        for pixels, photo in fresh.items():
            row = HazardPhoto(waiting_key=key, added_on=timezone.localdate())
            waiting[pixels] = store_photo(row, photo, stored)
        forget_minute(stored)
        return list({photo.sha256: waiting[photo.sha256] for photo in photos}.values())


def remove_waiting_photo(key: uuid.UUID, pk: int) -> None:
    with transaction.atomic():
        remove_photos(_waiting(key).filter(pk=pk))


def claim_photos_of_report(report: Report, key: uuid.UUID, *, stage: str = Stage.BEFORE) -> int:
    """Hang what waits under the key on the report's hazard. The unit sees none before the office passes it on."""
    with transaction.atomic():
        rows = list(_waiting(key).select_for_update().order_by("pk"))
        for position, photo in enumerate(rows, start=report.hazard.photos.count() + 1):
            photo.hazard, photo.report, photo.stage, photo.for_unit = report.hazard, report, stage, False
            photo.position, photo.waiting_key = position, None
            photo.save()
        return len(rows)


def _waiting(key: uuid.UUID) -> QuerySet[HazardPhoto]:
    return HazardPhoto.objects.filter(hazard=None, waiting_key=key, added_by=None)
