"""What a queued message says at the moment it leaves: only what is owed still, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import ngettext

from accounts.models import Post
from notifications.duties import still_open
from notifications.models import ChannelChoice, Delivery, Notification, Reminder, ReminderDay
from notifications.models.notification import NotificationQuerySet


@dataclass(frozen=True)
class Letter:
    """What one message says: either lines and news, or one sentence whose `url` leads to what it is about."""

    headline: str
    url: str = ""
    lines: Sequence[Reminder] = ()
    news: Sequence[Notification] = ()


def letter_of(row: Delivery) -> Letter | None:
    """None when everything it would say is settled, or the person may not be told any more."""
    message, person = row.notification, row.person
    if person is None or not person.is_active:
        return None
    if message is not None and message.day is None:
        is_held = message.post.is_held_on(timezone.localdate())
        return Letter(message.text, message.url) if is_held else None
    wants_all = _wants_all(row)
    news = list(news_at(row.day).filter(post__person=person)) if wants_all else []
    lines = open_lines(message) if message else []
    if not wants_all:
        lines = [line for line in lines if line.is_compulsory]
    if message is not None and lines:
        return Letter(message.text, lines=lines, news=news)
    return Letter(_headline(len(news)), news=news) if news else None


def news_at(day: date) -> NotificationQuerySet:
    """What came into inboxes since the last day's messages went out, is unread, and left by no channel of its own."""
    last = ReminderDay.objects.filter(day__lt=day).order_by("-day").first()
    since = last.finished_at if last else timezone.make_aware(datetime.combine(day - timedelta(days=1), time.min))
    fresh = Notification.objects.unread().filter(day=None, is_urgent=False, created_at__gt=since, deliveries=None)
    return fresh.filter(post__in=Post.objects.held_on(day)).order_by("-created_at", "-id")


def _headline(number: int) -> str:
    words = ngettext("%(number)s new message in the portal", "%(number)s new messages in the portal", number)
    return words % {"number": number}


def open_lines(message: Notification) -> list[Reminder]:
    """The lines of a merged message that are owed still, to a post that is held still."""
    lines = [
        line for line in message.lines.select_related("post", "unit") if line.post.is_held_on(timezone.localdate())
    ]
    open_keys = still_open([(line.kind, line.item, line.due_on) for line in lines])
    return [line for line in lines if (line.kind, line.item, line.due_on) in open_keys]


def _wants_all(row: Delivery) -> bool:
    choice = ChannelChoice.objects.filter(person=row.person_id).first() or ChannelChoice()
    return choice.by_email if row.channel == Delivery.Channel.EMAIL else choice.by_sms
