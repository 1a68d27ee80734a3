"""What all kinds of duty share, here and in activities: who may owe anything, and until when."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from campaigns.models import Campaign

# Draft and archived campaigns ask nothing.
AT_WORK = [Campaign.State.RUNNING, Campaign.State.CLOSING]
# Of a few thousand moments, most rows share theirs with others.
local_day = lru_cache(4096)(timezone.localdate)
returned_because = lazy(lambda why: _("returned: %(why)s") % {"why": why}, str)


def pages_of(name: str) -> Callable[..., str]:
    """Addresses that end in the key of a record: `reverse` once for all records of a campaign, as it takes the most time."""

    @cache
    def beginning(*before: str) -> str:
        return reverse(name, args=[*before, 0]).removesuffix("0/")

    return lambda *parts: f"{beginning(*parts[:-1])}{parts[-1]}/"


def still_there(prefix: str) -> Q:
    """The unit has neither ended nor been merged into another."""
    until = f"{prefix}active_until"
    return Q(**{f"{prefix}merged_into": None}) & (Q(**{until: None}) | Q(**{f"{until}__gte": timezone.localdate()}))


def narrowed(
    rows: QuerySet[Any], until: date | None, due: str, keys: list[int] | None, key: str = "pk"
) -> QuerySet[Any]:
    """Due by the end of this day in the portal's zone; of these keys."""
    if until is not None:
        midnight = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
        rows = rows.filter(**{f"{due}__lt": midnight})
    return rows if keys is None else rows.filter(**{f"{key}__in": keys})
