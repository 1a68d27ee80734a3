"""Sending what is queued: each row claimed by a conditional update, sent, marked.

A process that dies in between leaves the row `sending`. After the lease an e-mail is queued again, to go out
under the same Message-ID; a text message or a robot's is `unclear` and left to a person (reliability 5.1).
"""

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import operations
from notifications.channels.outcomes import Outcome, Result
from notifications.models import Delivery, SendingHours

logger = logging.getLogger(__name__)
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
    now = timezone.now()
    settle_expired(now)
    rest_in_quiet_hours(now)
    by_channel = {sender.channel: sender for sender in senders}
    end, sent = monotonic() + seconds, 0
    try:
        while by_channel and monotonic() < end:
            row = claim(timezone.now(), by_channel)
            if row is None:
                break
            outcome = _try(by_channel[row.channel], row)
            finish(row, outcome, timezone.now())
            sent += outcome.result is Result.SENT
            if outcome.is_down:
                by_channel.pop(row.channel).close()
    finally:
        for sender in by_channel.values():
            sender.close()
    return sent


def _try(sender: Sender, row: Delivery) -> Outcome:
    """One message that can't be made or sent never stops the rest (reliability F17)."""
    try:
        return sender.send(row)
    except DatabaseError:
        raise
    except Exception as error:
        operations.record_failure("notifications.tasks.sweep", error)
        logger.exception("Message %s could not be sent", row.pk)
        return Outcome(Result.UNCLEAR, type(error).__name__)


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
    """Mark a claimed row. After its lease it is marked still, unless a worker took it again or a person settled it."""
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
        facts |= {"state": State.QUEUED, "next_at": now + WAITS[row.attempts - 1]}
    else:
        facts |= {"state": State.FAILED}
    given_up = Q(claimed_at=None, state__in=[State.QUEUED, State.UNCLEAR])
    mine = Delivery.objects.filter(Q(claimed_at=row.claimed_at) | given_up, attempts=row.attempts)
    mine.filter(pk=row.pk).update(**facts)


def rest_in_quiet_hours(now: datetime) -> int:
    """What isn't urgent and has not gone out by the evening goes in the morning. Returns how many rows."""
    morning = SendingHours.load().not_before(now)
    return 0 if morning == now else Delivery.objects.due(now).filter(is_urgent=False).update(next_at=morning)


def settle_expired(now: datetime) -> int:
    """What a dead process held: e-mail is queued again, the rest is unclear. Returns how many rows.

    A claim from the future was written by a clock that has been put back since.
    """
    lease = settings.MESSAGE_LEASE
    lost = Q(claimed_at__lt=now - lease) | Q(claimed_at__gt=now + lease)
    expired = Delivery.objects.filter(lost, state=State.SENDING)
    mails = expired.filter(channel=Channel.EMAIL)
    again = mails.filter(attempts__lte=len(WAITS)).update(state=State.QUEUED, claimed_at=None, next_at=now)
    # It may be the message itself that ends whoever sends it.
    words = _("Each time it was to be sent, the process that sent it came to an end.")
    failed = mails.update(state=State.FAILED, claimed_at=None, error=words)
    return again + failed + expired.update(state=State.UNCLEAR, claimed_at=None)
