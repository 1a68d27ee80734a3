"""Sending what is queued: each row claimed by a conditional update, sent, marked.

A process that dies in between leaves the row `sending`. After the lease an e-mail is queued again, to go out
under the same Message-ID; a text message or a robot's is `unclear` and left to a person (reliability 5.1).
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from notifications.channels.outcomes import Outcome, Result
from notifications.models import Delivery, SendingHours

State, Channel = Delivery.State, Delivery.Channel
# After the first, second … attempt; after the last the row is failed (reliability F17).
WAITS = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12)]
SECONDS_A_SWEEP = 50


class Sender(Protocol):
    """One channel, open for the length of a sweep."""

    @property
    def channel(self) -> str: ...

    def send(self, row: Delivery) -> Outcome: ...

    def close(self) -> None: ...


def sweep(senders: Iterable[Sender], *, seconds: float = SECONDS_A_SWEEP) -> int:
    """Send what is due, the urgent first, until nothing is or the time is up. Returns how many rows were sent."""
    settle_expired(timezone.now())
    by_channel = {sender.channel: sender for sender in senders}
    end, sent = monotonic() + seconds, 0
    try:
        while by_channel and monotonic() < end:
            row = claim(timezone.now(), by_channel)
            if row is None:
                break
            outcome = by_channel[row.channel].send(row)
            finish(row, outcome, timezone.now())
            sent += outcome.result is Result.SENT
            if outcome.is_down:
                by_channel.pop(row.channel).close()
    finally:
        for sender in by_channel.values():
            sender.close()
    return sent


def claim(now: datetime, channels: Collection[str]) -> Delivery | None:
    """Take one row that is due; nobody else gets it."""
    with transaction.atomic():
        due = Delivery.objects.due(now).filter(channel__in=list(channels)).with_message().in_turn()
        row = due.select_for_update(skip_locked=True, of=("self",)).first()
        if row is not None:
            row.state, row.claimed_at, row.attempts = State.SENDING, now, row.attempts + 1
            row.save(update_fields=["state", "claimed_at", "attempts"])
        return row


def finish(row: Delivery, outcome: Outcome, now: datetime) -> None:
    """Mark a claimed row; unless its lease ran out meanwhile and somebody else has it."""
    facts: dict[str, object] = {"claimed_at": None, "error": outcome.why[:300]}
    if outcome.again_at is not None:
        facts |= {"state": State.QUEUED, "next_at": outcome.again_at, "attempts": row.attempts - 1}
    elif outcome.result is Result.SENT:
        facts |= {"state": State.SENT, "sent_at": now}
    elif outcome.result is Result.DROPPED:
        facts |= {"state": State.DROPPED}
    elif outcome.result is Result.UNCLEAR and row.channel == Channel.EMAIL:
        # Under the same Message-ID, after the lease, as after a kill.
        facts |= (
            {"state": State.QUEUED, "next_at": now + settings.MESSAGE_LEASE}
            if row.attempts <= len(WAITS)
            else {"state": State.FAILED}
        )
    elif outcome.result is Result.UNCLEAR:
        facts |= {"state": State.UNCLEAR}
    elif outcome.result is Result.LATER and row.attempts <= len(WAITS):
        facts |= {"state": State.QUEUED, "next_at": later(row, now + WAITS[row.attempts - 1])}
    else:
        facts |= {"state": State.FAILED}
    Delivery.objects.filter(pk=row.pk, state=State.SENDING, claimed_at=row.claimed_at).update(**facts)


def later(row: Delivery, moment: datetime) -> datetime:
    return moment if row.is_urgent else SendingHours.load().not_before(moment)


def settle_expired(now: datetime) -> int:
    """What a dead process held: e-mail is queued again, the rest is unclear. Returns how many rows."""
    expired = Delivery.objects.filter(state=State.SENDING, claimed_at__lt=now - settings.MESSAGE_LEASE)
    mails = expired.filter(channel=Channel.EMAIL).update(state=State.QUEUED, claimed_at=None, next_at=now)
    return mails + expired.update(state=State.UNCLEAR, claimed_at=None)
