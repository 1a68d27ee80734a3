"""Queueing for group robots: the digest of a day, and what is urgent at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from accounts.models import Post, Role
from notifications.models import Delivery, Notification, Reminder, Robot, SendingHours
from units.models import Unit, keys_along


def queue_digests(day: date) -> int:
    """One row for each robot whose units were told something today. Asking again adds nothing."""
    now = timezone.now()
    told = set(
        Reminder.objects.filter(notification__day=day, unit__isnull=False)
        .order_by()
        .values_list("unit__path", flat=True)
        .distinct()
    )
    above = {pk for path in told for pk in keys_along(path)}
    ready = SendingHours.load().not_before(now)
    rows = [
        _row(robot, f"robot-{robot.pk}-{day:%Y%m%d}", day, ready)
        for robot in Robot.objects.filter(is_active=True, unit__in=above)
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def queue_urgent(messages: Iterable[Notification], now: datetime) -> int:
    """One row for each robot over the unit that an urgent message is about, however many people are told."""
    by_key: dict[str, list[Notification]] = defaultdict(list)
    for message in messages:
        by_key[message.key].append(message)
    if not by_key:
        return 0
    units = Unit.objects.in_bulk({message.post.unit_id for of_key in by_key.values() for message in of_key})
    rows = []
    for key, of_key in by_key.items():
        message = max(of_key, key=lambda each: _lowest(each.post, units))
        above = keys_along(units[message.post.unit_id].path)
        for robot in Robot.objects.filter(is_active=True, unit__in=above):
            row = _row(robot, f"robot-{robot.pk}-{key}", timezone.localdate(now), now)
            row.is_urgent, row.notification = True, message
            rows.append(row)
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _lowest(post: Post, units: dict[int, Unit]) -> tuple[bool, int]:
    """The unit itself among all who are told of it: a liaison's, the furthest down."""
    return post.role == Role.LIAISON, len(keys_along(units[post.unit_id].path))


def _row(robot: Robot, key: str, day: date, next_at: datetime) -> Delivery:
    channel = Delivery.Channel.ROBOT
    return Delivery(key=key, channel=channel, robot=robot, unit_id=robot.unit_id, day=day, next_at=next_at)
