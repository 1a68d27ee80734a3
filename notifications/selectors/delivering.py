"""What a queued message says at the moment it leaves: only what is owed still, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from notifications.duties import still_open
from notifications.models import ChannelChoice, Delivery, Notification, Reminder


@dataclass(frozen=True)
class Letter:
    """`lines` is empty for a message of one sentence, whose `url` then leads to what it is about."""

    headline: str
    url: str
    lines: Sequence[Reminder] = ()


def letter_of(row: Delivery) -> Letter | None:
    """None when everything it would say is settled, or the person may not be told any more."""
    message = row.notification
    if message is None or row.person is None or not row.person.is_active:
        return None
    if message.day is None:
        return Letter(message.text, message.url)
    lines = open_lines(message)
    if not _wants_all(row):
        lines = [line for line in lines if line.is_compulsory]
    return Letter(message.text, "", lines) if lines else None


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
