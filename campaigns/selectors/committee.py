"""The leading group on a day."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from accounts.models import User
from campaigns.models import Campaign, CommitteeSeat


@dataclass(frozen=True)
class SeatGroup:
    kind: str
    label: str | Promise
    seats: list[CommitteeSeat]


def seats_on(campaign: Campaign, *, user: User, day: date) -> list[SeatGroup]:
    """Seats held on this day by kind, in the order of a leading group; empty kinds are left out."""
    rows = CommitteeSeat.objects.visible_to(user).filter(campaign=campaign).held_on(day)
    held = list(rows.select_related("unit").order_by("position", "id"))
    return [
        SeatGroup(kind, label, seats)
        for kind, label in CommitteeSeat.Kind.choices
        if (seats := [seat for seat in held if seat.kind == kind])
    ]


def seats_of_another_day(campaign: Campaign, *, user: User, day: date) -> list[CommitteeSeat]:
    """Seats that had ended by this day or had not begun: the group as it was or will be."""
    rows = CommitteeSeat.objects.visible_to(user).filter(campaign=campaign)
    held = CommitteeSeat.objects.held_on(day).values("pk")
    return list(rows.exclude(pk__in=held).select_related("unit").order_by("kind", "position", "valid_from", "id"))
