"""Photos of hazards by people with an account, and the sweeps of all; what a reporter sends is in report_photos."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.photo_rows import kept_names, remove_photos, store_photo
from core.photos import CleanPhoto
from core.storage import files_only_if_saved, remove_stray_files
from inspections import rules
from inspections.models import Hazard, HazardPhoto, Rectification, Visit, VisitPhoto
from inspections.services.states import locked

MOST_PHOTOS = 12
# Five forms full; beyond that somebody is filling the disk.
MOST_WAITING = 5 * MOST_PHOTOS
SIGNATURES = "signatures"
STRAY_AGE = timedelta(hours=24)
Stage = HazardPhoto.Stage


def add_waiting_photos(photos: Sequence[CleanPhoto], *, by: User) -> list[HazardPhoto]:
    """Keep photos whose hazard or completion isn't saved yet; one that waits already is not kept twice.

    The sweep removes what nobody claims.
    """
    with files_only_if_saved() as stored, transaction.atomic():
        # The person's row is the lock: many small requests at once count one another.
        User.objects.select_for_update().get(pk=by.pk)
        waiting = {row.pixels: row for row in HazardPhoto.objects.filter(hazard=None, added_by=by)}
        fresh = {photo.sha256: photo for photo in photos if photo.sha256 not in waiting}
        if len(waiting) + len(fresh) > MOST_WAITING:
            raise DomainError(_("Too many photos wait for their hazard. Save a hazard first, then go on."))
        for pixels, photo in fresh.items():
            row = HazardPhoto(waiting_key=uuid.uuid4(), added_by=by, added_on=timezone.localdate())
            waiting[pixels] = store_photo(row, photo, stored)
        return list({photo.sha256: waiting[photo.sha256] for photo in photos}.values())


def add_photos(
    hazard: Hazard, *, by: User, stage: str = Stage.BEFORE, new: Sequence[CleanPhoto] = (), waiting: Iterable[int] = ()
) -> Hazard:
    """Hang photos of the state before on a hazard: those sent with the form, and the person's own that went ahead.

    Sent again it changes nothing and is not refused.
    """
    with files_only_if_saved() as stored, transaction.atomic():
        row = locked(hazard)
        if not _adds_anything(row, by=by, new=new, waiting=waiting):
            return row
        if not rules.may_add_photos(by, row):
            raise PermissionDenied
        add_to_locked(row, stored, by=by, stage=stage, new=new, waiting=waiting)
        row.save(update_fields=["version"])
        return row


def _adds_anything(row: Hazard, *, by: User, new: Sequence[CleanPhoto], waiting: Iterable[int]) -> bool:
    known = set(row.photos.values_list("pixels", flat=True))
    return (
        any(photo.sha256 not in known for photo in new) or _own_waiting(by, waiting).exclude(pixels__in=known).exists()
    )


def add_to_locked(
    row: Hazard,
    stored: list[str],
    *,
    by: User,
    stage: str,
    new: Sequence[CleanPhoto] = (),
    waiting: Iterable[int] = (),
    rectification: Rectification | None = None,
) -> int:
    """For acts that bring photos with them; the caller has locked the row and asked the rules. Returns how many."""
    claimed = _claim(row, _own_waiting(by, waiting), stage=stage, rectification=rectification)
    known = set(row.photos.filter(stage=stage, rectification=rectification).values_list("pixels", flat=True))
    fresh = {photo.sha256: photo for photo in new if photo.sha256 not in known}
    first = _next_position(row)
    for position, clean in enumerate(fresh.values(), start=first):
        photo = HazardPhoto(hazard=row, added_by=by, added_on=timezone.localdate(), position=position)
        photo.stage, photo.rectification = stage, rectification
        store_photo(photo, clean, stored)
    if row.photos.filter(stage=stage, rectification=rectification).count() > MOST_PHOTOS:
        raise DomainError(_("A hazard takes at most %(most)s photos of one state.") % {"most": MOST_PHOTOS})
    return claimed + len(fresh)


def remove_photo(photo: HazardPhoto, *, by: User) -> None:
    """Take a photo of the state before off: who may add it may remove it, but never what a reporter sent."""
    with transaction.atomic():
        row = locked(photo.hazard) if photo.hazard else None
        if row is None or photo.report_id or photo.rectification_id or not rules.may_add_photos(by, row):
            raise PermissionDenied
        remove_photos([photo])
        row.save(update_fields=["version"])


def pass_photos_on(row: Hazard, chosen: Iterable[int]) -> None:
    """Of the reporter's photos the unit sees exactly these; the caller has locked the row and asked the rules."""
    ours = row.photos.exclude(report=None)
    keys = list(chosen)
    ours.filter(pk__in=keys).update(for_unit=True)
    ours.exclude(pk__in=keys).update(for_unit=False)


def remove_unclaimed_photos(today: date) -> int:
    """Remove photos that wait since before yesterday for a hazard that never came. Returns how many."""
    with transaction.atomic():
        old = HazardPhoto.objects.filter(hazard=None, added_on__lt=today - timedelta(days=1))
        return remove_photos(old.select_for_update(skip_locked=True))


def remove_strays(now: datetime) -> int:
    """Remove day-old files of hazards and visits, signatures too, that have no row. Returns how many."""
    folders: dict[str, QuerySet] = {model.FOLDER: model.objects.all() for model in (HazardPhoto, VisitPhoto)}
    folders[SIGNATURES] = Visit.objects.all()
    return sum(
        remove_stray_files(folder, kept_names(rows), older_than=now - STRAY_AGE) for folder, rows in folders.items()
    )


def _own_waiting(by: User, keys: Iterable[int]) -> QuerySet[HazardPhoto]:
    return HazardPhoto.objects.filter(pk__in=list(keys), hazard=None, added_by=by)


def _claim(
    row: Hazard,
    waiting: QuerySet[HazardPhoto],
    *,
    stage: str,
    rectification: Rectification | None = None,
) -> int:
    known = set(row.photos.filter(stage=stage, rectification=rectification).values_list("pixels", flat=True))
    rows = list(waiting.select_for_update().order_by("pk"))
    doubled = [photo for photo in rows if photo.pixels in known]
    remove_photos(doubled)
    fresh = [photo for photo in rows if photo.pixels not in known]
    for position, photo in enumerate(fresh, start=_next_position(row)):
        photo.hazard, photo.stage, photo.rectification = row, stage, rectification
        photo.position, photo.waiting_key = position, None
        photo.save()
    return len(fresh)


def _next_position(row: Hazard) -> int:
    return (row.photos.aggregate(last=Max("position"))["last"] or 0) + 1
