"""Reading what the next messages of a channel say several at once: alone each asks the same dozen questions."""

from time import monotonic

from django.utils import timezone

from notifications.models import Delivery
from notifications.selectors.delivering import Letter, letters_of

# What is settled meanwhile may still be told: no longer than a mail server takes to accept one message.
FRESH_SECONDS = 0.2
MOST = 32


class Ahead:
    """Of one sweep. Reads as many at once as leave while what was read is fresh: with a slow server each alone."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self._letters: dict[int, Letter | None] = {}
        self._until, self._number = 0.0, 1

    def letter_of(self, row: Delivery) -> Letter | None:
        """What is left to say of a row that is claimed."""
        if row.pk not in self._letters or monotonic() > self._until:
            self._read(row)
        return self._letters.pop(row.pk)

    def _read(self, row: Delivery) -> None:
        now = monotonic()
        self._number = min(2 * self._number, MOST) if now <= self._until else self._number - len(self._letters)
        rows = [row]
        if self._number > 1:
            due = Delivery.objects.due(timezone.now()).filter(channel=self.channel).with_message()
            rows += due.in_turn()[: self._number - 1]
        self._letters, self._until = letters_of(rows), now + FRESH_SECONDS
        self._number = len(rows)
