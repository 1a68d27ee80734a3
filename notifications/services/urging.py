"""Urging by hand: twice a day for each thing owed, and whoever urges learns who did before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notifications.models import Urge


@dataclass(frozen=True)
class Owed:
    """One thing a unit owes, as `Duty` names it."""

    subject: str
    item: str
    unit_id: int | None = None


@transaction.atomic
def count_urges(owed: Collection[Owed], *, by: User, now: datetime | None = None) -> tuple[list[Owed], list[Owed]]:
    """Write down that these are urged now. Returns what was, and what had its two for today already.

    The caller holds the locks of what is owed, so that two officers don't both count the last one.
    """
    at = now or timezone.now()
    day = timezone.localdate(at)
    before = urged_today([each.item for each in owed], at)
    fresh = [each for each in owed if len(before.get(each.item, [])) < Urge.A_DAY]
    Urge.objects.bulk_create(
        Urge(
            subject=each.subject,
            item=each.item,
            unit_id=each.unit_id,
            day=day,
            number=len(before.get(each.item, [])) + 1,
            at=at,
            by=by,
        )
        for each in fresh
    )
    return fresh, [each for each in owed if len(before.get(each.item, [])) >= Urge.A_DAY]


def urged_today(items: Collection[str], now: datetime) -> Mapping[str, Sequence[Urge]]:
    """The urges of the day by item, the first first."""
    rows = Urge.objects.filter(item__in=list(items), day=timezone.localdate(now)).select_related("by").order_by("at")
    found: dict[str, list[Urge]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    return found
