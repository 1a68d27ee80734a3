"""Sorting the inbox: each report is accepted, refused, handed on or tied to the one it repeats."""

from collections.abc import Callable, Iterable
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import Hazard, HazardCategory
from inspections.services.photos import pass_photos_on
from inspections.services.states import locked, move, posts_of, refuse_without, save, tell
from units.models import Unit

State = Hazard.State


def accept_hazard(
    hazard: Hazard,
    *,
    by: User,
    unit: Unit | None = None,
    supervising: Unit | None = None,
    category: HazardCategory | None = None,
    description: str = "",
    photos_for_unit: Iterable[int] | None = None,
) -> Hazard:
    """Take it in; what is known better by now may be put right in the same act, an empty argument changes nothing.

    `photos_for_unit`: keys of the reporter's photos that the unit will see; None leaves that as it is.
    """
    better = {"unit": unit, "supervising": supervising, "category": category, "description": description.strip()}
    with because(by=by), transaction.atomic():
        row = _to_sort(hazard, by)
        facts = {name: value for name, value in better.items() if value}
        # Reasons of the sorting stay in the history: the unit will read the row.
        move(row, State.ACCEPTED, accepted_on=timezone.localdate(), accepted_by=by, why="", **facts)
        if photos_for_unit is not None:
            pass_photos_on(row, photos_for_unit)
        _tell_finder(row, by, "accepted", lambda: _("Accepted: %(hazard)s"))
        return row


def reject_hazard(hazard: Hazard, *, by: User, why: str) -> Hazard:
    """Not a hazard, not within remit, no clear target: the reason is what the reporter will be told."""
    why = refuse_without(why)
    with because(why, by=by), transaction.atomic():
        row = _to_sort(hazard, by)
        move(row, State.REJECTED, why=why)
        _tell_finder(row, by, "rejected", lambda: _("Rejected: %(hazard)s. %(why)s"))
        return row


def transfer_hazard(hazard: Hazard, *, by: User, to: str, why: str = "") -> Hazard:
    """Hand on to another department; `to` is its name, since it need not be in the register."""
    if not to.strip():
        raise DomainError(_("Name the department that takes it over."))
    with because(why, by=by), transaction.atomic():
        row = _to_sort(hazard, by)
        move(row, State.TRANSFERRED, transferred_to=to.strip(), why=why.strip())
        _tell_finder(row, by, "transferred", lambda: _("Handed on to %(to)s: %(hazard)s"))
        return row


def mark_duplicate(hazard: Hazard, *, of: Hazard, by: User) -> Hazard:
    """Tie to the hazard it repeats. That one must be of the same campaign and no duplicate itself."""
    with because(by=by), transaction.atomic():
        # In the order of their keys, so that two officers tying both ways don't wait for each other.
        rows = {each.pk: locked(each) for each in sorted((hazard, of), key=lambda each: each.pk)}
        row, first = rows[hazard.pk], rows[of.pk]
        if not rules.may_manage(by, row.campaign):
            raise PermissionDenied
        if row.pk == first.pk or first.campaign_id != row.campaign_id or first.state in Hazard.OFF_LEDGER:
            raise DomainError(_("Choose another hazard of this ledger that isn't refused or a duplicate itself."))
        # What was tied to this one is tied to the first: no chain that a reader would have to follow.
        for tied in Hazard.objects.select_for_update().filter(duplicate_of=row).order_by("pk"):
            tied.version += 1
            save(tied, duplicate_of=first)
        move(row, State.DUPLICATE, duplicate_of=first)
        _tell_finder(row, by, "duplicate", lambda: _("Already known: %(hazard)s"))
        return row


def take_back(hazard: Hazard, *, by: User, why: str) -> Hazard:
    """Back into the inbox: a refusal was wrong, a department sent it back, it was no duplicate."""
    why = refuse_without(why)
    with because(why, by=by), transaction.atomic():
        row = locked(hazard)
        if not rules.may_manage(by, row.campaign):
            raise PermissionDenied
        move(row, State.REPORTED, why=why, duplicate_of=None, transferred_to="", accepted_on=None, accepted_by=None)
        return row


def withdraw_hazard(hazard: Hazard, *, by: User, why: str) -> Hazard:
    why = refuse_without(why)
    with because(why, by=by), transaction.atomic():
        row = locked(hazard)
        if not rules.is_finder(by, row):
            raise PermissionDenied
        move(row, State.WITHDRAWN, why=why)
        return row


def _tell_finder(row: Hazard, by: User, occasion: str, pattern: Callable[[], str]) -> None:
    """Whoever entered it from inside; a reporter of the public is told by other means."""
    if row.found_by_id != by.pk:
        words = lazy(lambda: pattern() % {"hazard": row, "why": row.why, "to": row.transferred_to}, str)()
        tell(posts_of(cast(User | None, row.found_by)), row, occasion, words)


def _to_sort(hazard: Hazard, by: User) -> Hazard:
    row = locked(hazard)
    if not rules.may_manage(by, row.campaign):
        raise PermissionDenied
    return row
