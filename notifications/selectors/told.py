"""Who was told what about a record, when, by which channel, and whether it was opened."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from accounts.models import Post, User
from notifications.duties import sources
from notifications.models import Delivery, Notification, Reminder, Urge, stage_name
from notifications.selectors.reminder_rules import when_words

AT_FIRST = 20
# Of the key of a message that somebody urged by hand: the moment, as it stands in the urge.
URGED = re.compile(r"urged-(\d{20})")
COLOURS = {
    Delivery.State.SENT: "green",
    Delivery.State.FAILED: "red",
    Delivery.State.UNCLEAR: "yellow",
}


@dataclass(frozen=True)
class Way:
    """A channel besides the inbox, and what became of the message there."""

    channel: str
    state: str
    colour: str


@dataclass(frozen=True)
class ToldRow:
    """`about` names the units that owe it where that isn't the post's own."""

    at: datetime
    post: Post
    what: str
    about: Sequence[str]
    urged_by: str
    is_urgent: bool
    is_late: bool
    read_at: datetime | None
    ways: Sequence[Way]
    url: str


@dataclass(frozen=True)
class Told:
    subject: str
    rows: Sequence[ToldRow]
    is_cut: bool


def sees_told(user: User) -> bool:
    """Whoever sees to units; others know of their own messages from their inbox."""
    return user.is_office or user.is_leader or user.is_liaison


def told(subject: str, user: User, *, unit: int | None = None, most: int = AT_FIRST) -> Told:
    """The newest first, in three queries; of one unit, if given: what its posts were told, and what others of it."""
    if not sees_told(user):
        return Told(subject, [], False)
    messages = _messages(subject, user, unit)[: most + 1]
    lines = list(_lines(subject, user, unit)[: most + 1])
    rows = [_row_of_lines(same) for same in _merged(lines)]
    urges = Urge.objects.visible_to(user).filter(subject=subject).values_list("at", "by__name")
    by_stamp = {f"{at:%Y%m%d%H%M%S%f}": name for at, name in urges}
    rows += [_row_of_message(message, by_stamp) for message in messages]
    rows.sort(key=lambda row: (row.at, row.post.pk), reverse=True)
    return Told(subject, rows[:most], len(rows) > most or len(lines) > most)


def _messages(subject: str, user: User, unit: int | None) -> QuerySet[Notification]:
    rows = Notification.objects.told_around(user).filter(subject=subject)
    if unit is not None:
        rows = rows.filter(post__unit=unit)
    return _with_ways(rows, "pk").select_related("post__person", "post__unit").order_by("-created_at", "-id")


def _lines(subject: str, user: User, unit: int | None) -> QuerySet[Reminder]:
    rows = Reminder.objects.visible_to(user).filter(subject=subject)
    if unit is not None:
        rows = rows.filter(unit=unit)
    rows = _with_ways(rows, "notification").select_related("post__person", "post__unit", "unit", "notification")
    return rows.order_by("-notification__created_at", "-id")


def _with_ways(rows: QuerySet, message: str) -> QuerySet:
    sent = Delivery.objects.filter(notification=OuterRef(message)).order_by("pk")
    facts = JSONObject(channel="channel", state="state", robot="robot__name")
    return rows.annotate(sent=ArraySubquery(sent.values(facts=facts)))


def _merged(lines: Iterable[Reminder]) -> Iterable[list[Reminder]]:
    """What one message told one post of several units stands once, the units beside it."""
    found: dict[tuple[object, ...], list[Reminder]] = {}
    for line in lines:
        found.setdefault((line.notification_id, line.post_id, line.kind, line.offset), []).append(line)
    return found.values()


def _row_of_lines(lines: Sequence[Any]) -> ToldRow:
    line = lines[0]
    message, source = line.notification, sources().get(line.kind)
    stage = {
        "kind": source.name if source else line.kind,
        "stage": when_words(line.offset, source) if source else stage_name(line.offset),
    }
    return ToldRow(
        at=message.created_at,
        post=line.post,
        what=_("Reminder: %(kind)s, %(stage)s") % stage,
        about=sorted({each.unit.name for each in lines if each.unit_id and each.unit_id != each.post.unit_id}),
        urged_by="",
        is_urgent=message.is_urgent,
        is_late=line.is_late,
        read_at=message.read_at,
        ways=_ways(line.sent),
        url=line.url,
    )


def _row_of_message(message: Any, by_stamp: Mapping[str, str]) -> ToldRow:
    stamp = URGED.search(message.key)
    return ToldRow(
        at=message.created_at,
        post=message.post,
        what=message.text,
        about=[],
        urged_by=by_stamp.get(stamp[1], "") if stamp else "",
        is_urgent=message.is_urgent,
        is_late=False,
        read_at=message.read_at,
        ways=_ways(message.sent),
        url=message.url,
    )


def _ways(sent: Iterable[Mapping[str, str]]) -> list[Way]:
    return [
        Way(
            each["robot"] or str(Delivery.Channel(each["channel"]).label),
            str(Delivery.State(each["state"]).label),
            COLOURS.get(Delivery.State(each["state"]), "grey"),
        )
        for each in sent
    ]
