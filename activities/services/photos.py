"""Photos of activities: stored whole or not at all, never without a row, never a row without its file."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from activities import rules
from activities.models import Activity, ActivityPhoto
from activities.services.states import RecordLocked, locked
from campaigns.models import Campaign
from core.errors import DomainError
from core.history import because
from core.photo_rows import kept_names, remove_photos, store_photo
from core.photos import CleanPhoto
from core.storage import files_only_if_saved, remove_stray_files

MOST_PHOTOS = 12
# Five forms full; beyond that somebody is filling the disk.
MOST_WAITING = 5 * MOST_PHOTOS
WAITING_TIME = timedelta(hours=24)


class TooManyPhotos(DomainError):
    def __init__(self) -> None:
        super().__init__(_("An activity takes at most %(most)s photos.") % {"most": MOST_PHOTOS})


def add_waiting_photos(campaign: Campaign, photos: Sequence[CleanPhoto], *, by: User) -> list[ActivityPhoto]:
    """Keep photos whose activity isn't saved yet; one that waits already is not kept twice.

    The sweep removes what nobody claims.
    """
    if not rules.may_log(by, campaign):
        raise PermissionDenied
    with files_only_if_saved() as stored, transaction.atomic():
        # The person's row is the lock: many small requests at once count one another.
        User.objects.select_for_update().get(pk=by.pk)
        waiting = {row.pixels: row for row in ActivityPhoto.objects.filter(activity=None, added_by=by)}
        fresh = {photo.sha256: photo for photo in photos if photo.sha256 not in waiting}
        if len(waiting) + len(fresh) > MOST_WAITING:
            raise DomainError(_("Too many photos wait for their activity. Save an activity first, then go on."))
        for pixels, photo in fresh.items():
            waiting[pixels] = _store(photo, stored, by=by, activity=None, position=0)
        return list({photo.sha256: waiting[photo.sha256] for photo in photos}.values())


def change_photos(
    activity: Activity,
    *,
    by: User,
    new: Sequence[CleanPhoto] = (),
    waiting: Iterable[int] = (),
    removed: Iterable[int] = (),
) -> None:
    """Take photos off the record, claim those that wait, add new ones; a photo it has already is not added twice.

    So a form sent again, even when the record is locked by then, changes nothing and is not refused.
    """
    with files_only_if_saved() as stored, transaction.atomic(), because(by=by):
        row = locked(activity)
        gone = row.photos.filter(pk__in=list(removed))
        kept = set(row.photos.exclude(pk__in=gone).values_list("pixels", flat=True))
        ahead = ActivityPhoto.objects.filter(pk__in=list(waiting), activity=None, added_by=by).order_by("pk")
        claimed = {photo.pixels: photo for photo in ahead if photo.pixels not in kept}
        fresh = {photo.sha256: photo for photo in new if photo.sha256 not in kept | set(claimed)}
        if not (gone or claimed or fresh):
            return
        _refuse_change(row, by=by, number=len(kept) + len(claimed) + len(fresh))
        first = (row.photos.aggregate(last=Max("position"))["last"] or 0) + 1
        remove_photos(gone)
        for number, ahead_one in enumerate(claimed.values(), start=first):
            ahead_one.activity, ahead_one.position = row, number
            ahead_one.save(update_fields=["activity", "position"])
        for number, clean in enumerate(fresh.values(), start=first + len(claimed)):
            _store(clean, stored, by=by, activity=row, position=number)
        # What an officer has read includes the photos.
        row.save(update_fields=["version"])


def _refuse_change(row: Activity, *, by: User, number: int) -> None:
    if row.state not in rules.EDITABLE_STATES:
        raise RecordLocked
    if not rules.may_edit(by, row):
        raise PermissionDenied
    if number > MOST_PHOTOS:
        raise TooManyPhotos


def remove_unclaimed_photos(now: datetime) -> int:
    """Remove photos that have waited a day for an activity that never came. Returns how many."""
    with transaction.atomic():
        old = ActivityPhoto.objects.filter(activity=None, added_at__lt=now - WAITING_TIME)
        return remove_photos(old.select_for_update(skip_locked=True))


def remove_strays(now: datetime) -> int:
    """Remove day-old files without a row. Returns how many."""
    return remove_stray_files(
        ActivityPhoto.FOLDER, kept_names(ActivityPhoto.objects.all()), older_than=now - WAITING_TIME
    )


def _store(
    photo: CleanPhoto, stored: list[str], *, by: User, activity: Activity | None, position: int
) -> ActivityPhoto:
    return store_photo(ActivityPhoto(activity=activity, position=position, added_by=by), photo, stored)
