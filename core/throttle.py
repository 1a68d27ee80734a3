"""How often a public form may be sent: from one address, and by everybody together.

Addresses are never kept: counts stand under a keyed hash whose salt is drawn anew each day and
lives, like the counts, in Redis only. While Redis is away each web process counts for itself.
"""

import secrets
import time
from contextlib import suppress
from dataclasses import dataclass

from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.visitors import household_of

HOUR, DAY = 3600, 24 * 3600
OWN_COUNTS: BaseCache = LocMemCache("core.throttle", {"OPTIONS": {"MAX_ENTRIES": 20_000}})


@dataclass(frozen=True)
class Verdict:
    allowed: bool
    retry_after: int = 0
    """Seconds; 0 when allowed."""
    by_everybody: bool = False
    """Refused because of all visitors together: this one may have done nothing yet."""


@dataclass(frozen=True)
class Window:
    """Opens with its first hit, so that a burst never straddles two."""

    key: str
    limit: int
    seconds: int

    def opened_at(self, store: BaseCache, now: int) -> int:
        opening = f"{self.key}-since"
        store.add(opening, now, self.seconds)
        since = store.get(opening, now)
        # The clock was set: a window from the future, or one that the cache kept too long.
        if not 0 <= now - since < self.seconds:
            store.set(opening, now, self.seconds)
            return now
        return since

    def counter(self, since: int) -> str:
        return f"{self.key}-{since}"


@dataclass(frozen=True)
class Limit:
    name: str
    per_hour: int
    per_day: int
    overall_per_hour: int

    def hit(self, request: HttpRequest) -> Verdict:
        """Count one try. A refused one isn't counted, so nobody is kept out by another's hammering."""
        try:
            return self._hit(request, cache)
        except ValueError:
            return self._hit(request, OWN_COUNTS)

    def give_back(self, request: HttpRequest) -> None:
        """The try was none after all, such as a right code."""
        now = int(time.time())
        for store in (cache, OWN_COUNTS):
            with suppress(ValueError):
                for window in self._windows(request, store):
                    store.decr(window.counter(window.opened_at(store, now)))
                return

    def _hit(self, request: HttpRequest, store: BaseCache) -> Verdict:
        """Raises ValueError when the store doesn't count."""
        now, taken = int(time.time()), []
        for window in self._windows(request, store):
            since = window.opened_at(store, now)
            counter = window.counter(since)
            store.add(counter, 0, window.seconds)
            taken.append(counter)
            if store.incr(counter) > window.limit:
                for each in taken:
                    store.decr(each)
                return Verdict(False, since + window.seconds - now, by_everybody=window.key.endswith("-all"))
        return Verdict(True)

    def _windows(self, request: HttpRequest, store: BaseCache) -> list[Window]:
        salt = store.get_or_set(f"limit-salt-{timezone.localdate()}", secrets.token_hex, DAY)
        visitor = salted_hmac(f"core.throttle.{salt}", household_of(request), algorithm="sha256").hexdigest()
        return [
            Window(f"limit-{self.name}-{visitor}-hour", self.per_hour, HOUR),
            Window(f"limit-{self.name}-{visitor}-day", self.per_day, DAY),
            Window(f"limit-{self.name}-all", self.overall_per_hour, HOUR),
        ]
