"""Photos for the public: only what is masked, or was looked at and has nothing to mask, is ever stored here."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from core.boxes import Box
from core.errors import DomainError
from core.history import because
from core.photo_rows import kept_names, remove_photos, store_photo
from core.photos import clean_photo, masked
from core.storage import files_only_if_saved, remove_stray_files
from inspections.models import Exposure, ExposurePhoto, HazardPhoto
from inspections.services.exposures import lock_exposure, refuse_editing

MOST_PHOTOS = 6
STRAY_AGE = timedelta(hours=24)


def add_masked_photo(
    exposure: Exposure, source: HazardPhoto, *, by: User, boxes: Sequence[Box] = (), nothing_to_mask: bool = False
) -> ExposurePhoto:
    """A copy with the boxes covered; masked anew, it takes the place of the copy before.

    Without a box somebody has to say that there is no face and no plate in it.
    """
    if bool(boxes) == nothing_to_mask:
        raise DomainError(_("Draw a box over each face and plate, or tick that there is none."))
    with source.file.open("rb") as file:
        clean = masked(file, boxes) if boxes else clean_photo(file)
    with because(_("A masked photo was added."), by=by), files_only_if_saved() as stored, transaction.atomic():
        row = _editable(exposure, by=by)
        remove_photos(row.photos.filter(original=source))
        if row.photos.count() >= MOST_PHOTOS:
            raise DomainError(_("An exposure takes at most %(most)s photos.") % {"most": MOST_PHOTOS})
        last = row.photos.aggregate(last=Max("position"))["last"] or 0
        copy = ExposurePhoto(exposure=row, original=source, position=last + 1, nothing_to_mask=nothing_to_mask)
        copy.boxes = [asdict(box) for box in boxes]
        row.save(update_fields=["version"])
        return store_photo(copy, clean, stored)


def remove_exposure_photo(photo: ExposurePhoto, *, by: User) -> None:
    with because(_("A photo was taken off."), by=by), transaction.atomic():
        row = _editable(photo.exposure, by=by)
        remove_photos(row.photos.filter(pk=photo.pk))
        row.save(update_fields=["version"])


def remove_strays(now: datetime) -> int:
    """Remove day-old files without a row. Returns how many."""
    kept = kept_names(ExposurePhoto.objects.all())
    return remove_stray_files(ExposurePhoto.FOLDER, kept, older_than=now - STRAY_AGE)


def _editable(exposure: Exposure, *, by: User) -> Exposure:
    row = lock_exposure(exposure)
    refuse_editing(row, by=by)
    return row
