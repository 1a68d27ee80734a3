"""Queueing what leaves the portal: a row for each channel, in the transaction of the inbox message."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils import timezone

from notifications.models import ChannelChoice, Delivery, Notification, SendingHours
from notifications.rules import channels_of
from notifications.selectors.delivering import news_at
from notifications.services.digesting import queue_urgent

Channel = Delivery.Channel


def send_out(messages: Iterable[Notification], *, compulsory: Collection[int] = (), late: Collection[int] = ()) -> int:
    """Queue the other channels of each inbox message. Returns how many rows.

    `compulsory`: keys of those that go by every channel the person has an address for, as urgent ones do;
    the rest goes as the person chose. `late`: of those that make up for a day that was missed. Unique by message
    and channel: asking again adds nothing.
    """
    rows, now, hours = list(messages), timezone.now(), SendingHours.load()
    people = [message.post.person_id for message in rows]
    choices = {choice.person_id: choice for choice in ChannelChoice.objects.filter(person__in=people)}
    ready = hours.not_before(now)
    fresh = [
        Delivery(
            key=f"{channel}-{message.pk}",
            channel=channel,
            person=message.post.person,
            unit_id=message.post.unit_id,
            notification=message,
            day=message.day or timezone.localdate(now),
            is_urgent=message.is_urgent,
            is_late=message.pk in late,
            next_at=now if message.is_urgent else ready,
        )
        for message in rows
        for channel in channels_of(
            message.post.person,
            choices.get(message.post.person_id) or ChannelChoice(),
            is_compulsory=message.is_urgent or message.pk in compulsory,
        )
    ]
    Delivery.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh) + queue_urgent([message for message in rows if message.is_urgent], now)


def send_news(day: date) -> int:
    """An e-mail for those who have nothing due, but new messages in the inbox. Returns how many rows.

    Who gets the merged message of the day reads the news in it.
    """
    told = Notification.objects.filter(day=day).values("post__person")
    unwilling = ChannelChoice.objects.filter(by_email=False).values("person")
    rows = news_at(day).filter(post__person__is_active=True).exclude(post__person__email="")
    rows = rows.exclude(post__person__in=told).exclude(post__person__in=unwilling)
    people = dict(rows.order_by("post").values_list("post__person", "post__unit"))
    ready = SendingHours.load().not_before(timezone.now())
    Delivery.objects.bulk_create(
        [
            Delivery(
                key=f"{Channel.EMAIL}-news-{day:%Y%m%d}-{person}",
                channel=Channel.EMAIL,
                person_id=person,
                unit_id=unit,
                day=day,
                next_at=ready,
            )
            for person, unit in people.items()
        ],
        ignore_conflicts=True,
    )
    return len(people)
