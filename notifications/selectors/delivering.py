"""What a queued message says at the moment it leaves: only what is owed still, in the reader's language."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import ngettext

from accounts.models import Post
from notifications.duties import still_open
from notifications.models import ChannelChoice, Delivery, Notification, Reminder, ReminderDay
from notifications.models.notification import NotificationQuerySet


@dataclass(frozen=True)
class Letter:
    """What one message says: either lines and news, or one sentence whose `url` leads to what it is about.

    Several are read at once for readers of several languages, so the headline waits for the language in force.
    """

    headline: str | Promise
    url: str = ""
    lines: Sequence[Reminder] = ()
    news: Sequence[Notification] = ()
    enclosed: Sequence[Mapping[str, Any]] = ()


def letter_of(row: Delivery) -> Letter | None:
    """None when everything it would say is settled, or the person may not be told any more."""
    return letters_of([row])[row.pk]


def letters_of(rows: Sequence[Delivery]) -> dict[int, Letter | None]:
    """By the keys of the rows, in a number of queries that doesn't depend on how many they are."""
    choices = ChannelChoice.objects.in_bulk([row.person_id for row in rows], field_name="person_id")
    wanting = {row.pk for row in rows if _wants_all(row, choices.get(row.person_id))}
    lines = _open_lines({row.notification_id for row in rows if row.notification and row.notification.day})
    news = _news_for([row for row in rows if row.pk in wanting])
    return {row.pk: _letter(row, lines, news, wants_all=row.pk in wanting) for row in rows}


def _letter(
    row: Delivery,
    lines: Mapping[int, Sequence[Reminder]],
    news: Mapping[tuple[int, date], Sequence[Notification]],
    *,
    wants_all: bool,
) -> Letter | None:
    message, person = row.notification, row.person
    if person is None or not person.is_active:
        return None
    if message is not None and message.day is None:
        is_held = message.post.is_held_on(timezone.localdate())
        return Letter(message.text, message.url, enclosed=message.enclosed) if is_held else None
    told = lines.get(message.pk, []) if message else []
    told = told if wants_all else [line for line in told if line.is_compulsory]
    # What came after it was queued is the next day's news, however late this one leaves.
    fresh = [each for each in news.get((person.pk, row.day), []) if each.created_at <= row.created_at]
    if message is not None and told:
        return Letter(message.text, lines=told, news=fresh)
    return Letter(_later(len(fresh)), news=fresh) if fresh else None


def _open_lines(messages: Collection[int | None]) -> dict[int, list[Reminder]]:
    """The lines of merged messages that are owed still, to posts that are held still."""
    today = timezone.localdate()
    rows = Reminder.objects.filter(notification__in=messages).select_related("post", "unit")
    lines = [line for line in rows if line.post.is_held_on(today)]
    open_keys = still_open({_key(line) for line in lines})
    found: dict[int, list[Reminder]] = defaultdict(list)
    for line in lines:
        if _key(line) in open_keys:
            found[line.notification_id].append(line)
    return found


def _news_for(rows: Iterable[Delivery]) -> dict[tuple[int, date], list[Notification]]:
    """By person and day."""
    people: dict[date, list[int]] = defaultdict(list)
    for row in rows:
        if row.person_id and (row.notification is None or row.notification.day):
            people[row.day].append(row.person_id)
    found: dict[tuple[int, date], list[Notification]] = defaultdict(list)
    for day, persons in people.items():
        for message in news_at(day).filter(post__person__in=persons).select_related("post"):
            found[message.post.person_id, day].append(message)
    return found


def news_at(day: date) -> NotificationQuerySet:
    """What came into inboxes since the last day's messages went out, is unread, and left by no channel of its own."""
    last = ReminderDay.objects.filter(day__lt=day).order_by("-day").first()
    since = last.finished_at if last else timezone.make_aware(datetime.combine(day - timedelta(days=1), time.min))
    fresh = Notification.objects.unread().filter(day=None, is_urgent=False, created_at__gt=since, deliveries=None)
    return fresh.filter(post__in=Post.objects.held_on(day)).order_by("-created_at", "-id")


def _headline(number: int) -> str:
    words = ngettext("%(number)s new message in the portal", "%(number)s new messages in the portal", number)
    return words % {"number": number}


_later = lazy(_headline, str)


def _key(line: Reminder) -> tuple[str, str, date]:
    return (line.kind, line.item, line.due_on)


def _wants_all(row: Delivery, choice: ChannelChoice | None) -> bool:
    chosen = choice or ChannelChoice()
    return chosen.by_email if row.channel == Delivery.Channel.EMAIL else chosen.by_sms
