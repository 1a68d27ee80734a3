"""Looking back at a fixed hazard: the fix holds, or it relapsed and the first clock runs again."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.history import because
from core.photos import CleanPhoto
from core.storage import files_only_if_saved
from inspections import rules
from inspections.models import Hazard, HazardPhoto, LookBack
from inspections.services.photos import add_to_locked
from inspections.services.states import demand, locked, refuse_without, save, too_late
from inspections.services.working import reopen_locked

Result = LookBack.Result


def record_look_back(
    look_back: LookBack,
    *,
    by: User,
    result: str,
    note: str = "",
    new_photos: Sequence[CleanPhoto] = (),
    waiting_photos: Iterable[int] = (),
) -> LookBack:
    """Another person than who rectified. A relapse says what was seen: the unit reads it."""
    note = note.strip() if result == Result.HOLDS else refuse_without(note)
    with because(note, by=by), files_only_if_saved() as stored, transaction.atomic():
        row = locked(look_back.hazard)
        demand(rules.looks_back(by, row))
        current = LookBack.objects.select_for_update().get(pk=look_back.pk)
        if current.result:
            raise DomainError(_("This look-back has been recorded in the meantime."))
        if row.state != Hazard.State.FIXED:
            raise too_late(row)
        if row.rectified_by_id == by.pk:
            raise DomainError(_("A look-back takes another person than who rectified."))
        current.result, current.note = result, note
        current.done_on, current.done_by = timezone.localdate(), by
        current.save()
        add_to_locked(row, stored, by=by, stage=HazardPhoto.Stage.LATER, new=new_photos, waiting=waiting_photos)
        if result == Result.RELAPSED:
            reopen_locked(row, why=note)
        else:
            save(row)
        return current
