"""Photos of a visit: each is sent alone, and the same picture twice is one."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.history import because
from core.photo_rows import remove_photos, store_photo
from core.photos import CleanPhoto
from core.storage import files_only_if_saved
from inspections.models import ChecklistItem, Hazard, HazardPhoto, Visit, VisitAnswer, VisitPhoto
from inspections.services.photos import add_to_locked
from inspections.services.states import locked
from inspections.services.visits import locked_visit

MOST_PHOTOS = 6


def add_visit_photos(
    visit: Visit, photos: Sequence[CleanPhoto], *, by: User, item: ChecklistItem | None = None
) -> list[VisitPhoto]:
    """Photos of one item or of the visit as a whole; an item's finding shows them too, as before photos."""
    with files_only_if_saved() as stored, because(by=by), transaction.atomic():
        row = locked_visit(visit, by=by)
        kept = {photo.pixels: photo for photo in row.photos.filter(item=item)}
        fresh = {photo.sha256: photo for photo in photos if photo.sha256 not in kept}
        if len(kept) + len(fresh) > MOST_PHOTOS:
            raise DomainError(_("At most %(most)s photos are taken here.") % {"most": MOST_PHOTOS})
        first = (row.photos.aggregate(last=Max("position"))["last"] or 0) + 1
        for position, (pixels, clean) in enumerate(fresh.items(), start=first):
            kept[pixels] = store_photo(VisitPhoto(visit=row, item=item, position=position), clean, stored)
        answer = VisitAnswer.objects.filter(visit=row, item=item, hazard__isnull=False).first() if item else None
        if answer and answer.hazard:
            _copy(list(fresh.values()), answer.hazard, stored, by=by)
        return [kept[pixels] for pixels in dict.fromkeys(photo.sha256 for photo in photos)]


def remove_visit_photo(photo: VisitPhoto, *, by: User) -> None:
    """Off the record of the visit; a hazard that shows it keeps its copy."""
    with because(by=by), transaction.atomic():
        row = locked_visit(photo.visit, by=by)
        remove_photos(row.photos.filter(pk=photo.pk))


def show_at_hazard(visit: Visit, item: ChecklistItem | None, hazard: Hazard, *, by: User) -> None:
    """Copy what was photographed at the item before the finding was written. Inside a transaction."""
    with files_only_if_saved() as stored:
        _copy([_as_stored(photo) for photo in visit.photos.filter(item=item)], hazard, stored, by=by)


def _as_stored(photo: VisitPhoto) -> CleanPhoto:
    with photo.file.open("rb") as file, photo.thumbnail.open("rb") as thumbnail:
        return CleanPhoto(
            content=file.read(),
            thumbnail=thumbnail.read(),
            width=photo.width,
            height=photo.height,
            sha256=photo.pixels,
            phash=photo.likeness,
        )


def _copy(photos: Sequence[CleanPhoto], hazard: Hazard, stored: list[str], *, by: User) -> None:
    """Files of its own: a photo taken off the visit must not tear one off the ledger."""
    add_to_locked(locked(hazard), stored, by=by, stage=HazardPhoto.Stage.BEFORE, new=photos)
