"""The only writers of the leading group."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign, CommitteeSeat
from campaigns.services.access import lock_campaign
from core.editing import apply, lock_for_edit, refuse_broken_constraints
from core.errors import DomainError
from core.history import because


@transaction.atomic
def add_seat(campaign: Campaign, *, by: User, **facts: Any) -> CommitteeSeat:
    """Add a seat as the last of its kind."""
    campaign = lock_campaign(campaign, by=by)
    seat = CommitteeSeat(campaign=campaign)
    apply(seat, facts)
    last = campaign.seats.filter(kind=seat.kind).aggregate(last=Max("position"))["last"]
    seat.position = (last or 0) + 1
    refuse_broken_constraints(seat)
    with because(by=by):
        seat.save()
    return seat


@transaction.atomic
def update_seat(seat: CommitteeSeat, *, by: User, version: int, **facts: Any) -> CommitteeSeat:
    """Correct a seat. Somebody new in it is `replace_seat`, which keeps who was there before."""
    lock_campaign(seat.campaign, by=by)
    seat = lock_for_edit(seat, version=version)
    apply(seat, facts)
    refuse_broken_constraints(seat)
    with because(by=by):
        seat.save()
    return seat


@transaction.atomic
def replace_seat(seat: CommitteeSeat, *, by: User, on: date, post: str, person: str) -> CommitteeSeat:
    """From this day another post or person holds the seat; the old one ends the day before."""
    lock_campaign(seat.campaign, by=by)
    seat = CommitteeSeat.objects.select_for_update().get(pk=seat.pk)
    if seat.valid_until is not None and seat.valid_until < on:
        raise DomainError(_("This seat has ended before that day."))
    if seat.valid_from is not None and seat.valid_from >= on:
        raise DomainError(_("The seat began on that day or later. Give a later day, or correct the seat instead."))
    new = CommitteeSeat(
        campaign=seat.campaign,
        kind=seat.kind,
        unit=seat.unit,
        position=seat.position,
        post=post,
        person=person,
        valid_from=on,
        valid_until=seat.valid_until,
    )
    refuse_broken_constraints(new)
    seat.valid_until = on - timedelta(days=1)
    seat.version += 1
    with because(by=by):
        seat.save(update_fields=["valid_until", "version"])
        new.save()
    return new


@transaction.atomic
def order_seats(campaign: Campaign, *, by: User, kind: str, ids: Sequence[int]) -> None:
    """Put these seats of one kind first, in this order; seats of the past follow as they were."""
    campaign = lock_campaign(campaign, by=by)
    seats = list(campaign.seats.filter(kind=kind))
    known = {seat.pk for seat in seats}
    if not set(ids) <= known or len(set(ids)) != len(ids):
        raise DomainError(_("The leading group has changed in the meantime. Load the page again and move it then."))
    with because(by=by):
        for position, pk in enumerate([*ids, *(seat.pk for seat in seats if seat.pk not in ids)], start=1):
            CommitteeSeat.objects.filter(pk=pk).exclude(position=position).update(position=position)


@transaction.atomic
def move_seat(seat: CommitteeSeat, *, by: User, steps: int, day: date) -> None:
    """Move a seat up (negative) or down among those of its kind that are held on that day."""
    lock_campaign(seat.campaign, by=by)
    ids = list(seat.campaign.seats.filter(kind=seat.kind).held_on(day).values_list("pk", flat=True))
    if seat.pk in ids:
        at = ids.index(seat.pk)
        ids.insert(min(max(at + steps, 0), len(ids) - 1), ids.pop(at))
        order_seats(seat.campaign, by=by, kind=seat.kind, ids=ids)


@transaction.atomic
def delete_seat(seat: CommitteeSeat, *, by: User, why: str) -> None:
    """For a seat entered by mistake; one that ended keeps its last day instead."""
    lock_campaign(seat.campaign, by=by)
    with because(why, by=by):
        seat.delete()
