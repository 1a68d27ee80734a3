"""What the administrator must be told of, and past which limit: said once, for /readyz, the page and the home.

The limits are those of the project's list of faults ("alerts a person sees", fault F8); docs/operations.md says
them to people.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor

from django.template.defaultfilters import filesizeformat
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safetymonth.operations.facts import Facts

OLDEST_BEAT = timedelta(minutes=3)
FAILED_TASKS = 1
LEAST_FREE_SHARE = 0.05
LEAST_FREE_BYTES = 1024**3


@dataclass(frozen=True)
class Alert:
    """One thing that is watched: its `value` now, the `limit`, a `sentence` on it, what to do once it `is_past`."""

    code: str
    name: str
    value: str
    limit: str
    is_past: bool
    sentence: str
    advice: str


def find_alerts(facts: Facts) -> list[Alert]:
    """All that is watched, in the language in force."""
    found = [beat(facts), failed_tasks(facts), free_disk(facts)]
    return [alert for alert in found if alert]


def beat(facts: Facts) -> Alert:
    return Alert(
        code="beat",
        name=_("Last beat"),
        value=ago(facts.beat_at, facts.now),
        limit=_("at most {time} ago").format(time=span(OLDEST_BEAT)),
        is_past=is_silent(facts.beat_at, OLDEST_BEAT, facts),
        sentence=_("The last beat: {ago}. It should come every minute.").format(ago=ago(facts.beat_at, facts.now)),
        advice=_(
            "Beat or every worker stands still, or cannot reach Redis or PostgreSQL: start them again. "
            "What was due meanwhile is caught up."
        ),
    )


def failed_tasks(facts: Facts) -> Alert:
    count = facts.failed_tasks
    return Alert(
        code="tasks",
        name=_("Failed tasks not seen"),
        value=str(count),
        limit=_("none"),
        is_past=count >= FAILED_TASKS,
        sentence=ngettext(
            "{count} kind of failed task has not been looked at.",
            "{count} kinds of failed tasks have not been looked at.",
            count,
        ).format(count=count),
        advice=_("Read below what failed, mend the cause, then press “Seen”. It comes back if it fails again."),
    )


def free_disk(facts: Facts) -> Alert | None:
    if facts.disk is None:
        return None
    free, share = filesizeformat(facts.disk.free), f"{floor(facts.disk.share * 1000) / 10} %"
    least = _("at least {share} % and {size}").format(
        share=round(LEAST_FREE_SHARE * 100), size=filesizeformat(LEAST_FREE_BYTES)
    )
    return Alert(
        code="disk",
        name=_("Free disk for files"),
        value=f"{free} ({share})",
        limit=least,
        is_past=facts.disk.share < LEAST_FREE_SHARE or facts.disk.free < LEAST_FREE_BYTES,
        sentence=_("Free on the disk for files: {free} ({share}). It should be {least}.").format(
            free=free, share=share, least=least
        ),
        advice=_("Remove what is not the portal's from this disk, or give it a larger one. Photos are refused soon."),
    )


def is_silent(at: datetime | None, limit: timedelta, facts: Facts) -> bool:
    """A portal that just started isn't ill: nothing has had the time to run yet."""
    return facts.now - facts.started_at > limit and (at is None or facts.now - at > limit)


def ago(at: datetime | None, now: datetime) -> str:
    if at is None:
        return _("never yet")
    if now - at < timedelta(minutes=1):
        return _("less than a minute ago")
    return _("{time} ago").format(time=span(now - at))


def span(time: timedelta) -> str:
    """In words, by the largest unit."""
    beginning = datetime(2000, 1, 1)
    return timesince(beginning, beginning + time, depth=1).replace("\N{NO-BREAK SPACE}", " ")
