"""Units that owe something and have nobody to do it: the office's matter from the same day."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Post, Role
from notifications.duties import Duty, Source
from notifications.models import Reminder
from notifications.selectors.directory import Directory

KIND = "no-liaison"
ONE_DAY = timedelta(days=1)


def vacancies(duties: Iterable[Duty], directory: Directory) -> list[Duty]:
    """One duty of the office for each unit without a liaison that owes something.

    It counts from the day after its last liaison's last day; where the holder of a post may no longer sign in, or
    there never was one, from when the portal first noticed.
    """
    owing = {
        duty.unit_id: duty.area_path
        for duty in duties
        if duty.unit_id is not None and not directory.has_somebody(duty.unit_id)
    }
    posts = Post.objects.filter(role=Role.LIAISON, unit__in=owing).order_by().values_list("unit")
    ended = dict(posts.filter(valid_until__lt=directory.day).annotate(Max("valid_until")))
    idle = dict(posts.filter(pk__in=Post.objects.held_on(directory.day)).annotate(Max("valid_from")))
    noticed = dict(Reminder.objects.filter(kind=KIND).order_by().values_list("item").annotate(Max("due_on")))
    found = []
    for unit, area_path in owing.items():
        seen_on = noticed.get(item_of(unit), directory.day)
        day = ended[unit] + ONE_DAY if unit in ended else seen_on
        if unit in idle:
            # Of a vacancy before this post was given, nothing counts.
            day = seen_on if seen_on >= idle[unit] else directory.day
        found.append(_vacancy(unit, directory.places[unit].name, area_path, day))
    return found


def item_of(unit: int) -> str:
    return f"unit-{unit}"


def _vacancy(unit: int, name: str, area_path: str, day: date) -> Duty:
    return Duty(
        kind=KIND,
        subject=item_of(unit),
        item=item_of(unit),
        due_on=day,
        since=day - ONE_DAY,
        area_path=area_path,
        name=name,
        url=reverse("units:unit", args=[unit]),
        reason=_("Nobody is the unit's liaison; its messages go to the superior unit."),
    )


def find_open(
    *, until: date | None = None, items: Collection[str] | None = None, below: str | None = None
) -> list[Duty]:
    """Only which of the given ones are vacant still: which units matter follows from what all others owe."""
    told = (
        Reminder.objects.filter(kind=KIND, item__in=items or []).order_by("item", "due_on").distinct("item", "due_on")
    )
    held = Post.objects.held_on(timezone.localdate()).filter(
        role__in=[Role.LIAISON, Role.OFFICE], person__is_active=True
    )
    filled = {item_of(unit) for unit in held.values_list("unit", flat=True)}
    return [
        _vacancy(int(row.item.removeprefix("unit-")), row.name, "", row.due_on)
        for row in told
        if row.item not in filled
    ]


SOURCES = [Source(KIND, _("Unit without a liaison"), find_open, counts_from_start=True)]
