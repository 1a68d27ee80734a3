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

from safetymonth.operations.facts import LONGEST_TAIL, Facts

OLDEST_BEAT = OLDEST_SWEEP = timedelta(minutes=3)
OLDEST_UNSENT = timedelta(minutes=10)
UNCLEAR_MESSAGES = 1
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
    found = [beat(facts), sweep(facts), unsent(facts), unclear(facts), failed_tasks(facts), free_disk(facts)]
    found += [tail(facts), totals(facts)]
    return [alert for alert in found if alert]


def beat(facts: Facts) -> Alert:
    said = ago(facts.beat_at, facts.now)
    return Alert(
        code="beat",
        name=_("Last beat"),
        value=said,
        limit=_("at most {time} ago").format(time=span(OLDEST_BEAT)),
        is_past=is_silent(facts.beat_at, OLDEST_BEAT, facts),
        sentence=_("The last beat: {ago}. It should come every minute.").format(ago=said),
        advice=_(
            "Beat or every worker stands still, or cannot reach Redis or PostgreSQL: start them again. "
            "What was due meanwhile is caught up."
        ),
    )


def sweep(facts: Facts) -> Alert:
    said = ago(facts.sweep_at, facts.now)
    return Alert(
        code="sweep",
        name=_("Last sweep of messages"),
        value=said,
        limit=_("at most {time} ago").format(time=span(OLDEST_SWEEP)),
        is_past=is_silent(facts.sweep_at, OLDEST_SWEEP, facts),
        sentence=_("The last sweep of messages: {ago}. It should come every ten seconds.").format(ago=said),
        advice=_(
            "If beat is silent too, mend that first. Else the sweep stands among the failed tasks, or all workers are "
            "busy with something long: start one more."
        ),
    )


def unsent(facts: Facts) -> Alert:
    waits = facts.now - facts.oldest_unsent if facts.oldest_unsent else None
    value = span(waits) if waits else _("none waits")
    return Alert(
        code="unsent",
        name=_("Oldest unsent message"),
        value=value,
        limit=_("at most {time}").format(time=span(OLDEST_UNSENT)),
        is_past=waits is not None and waits > OLDEST_UNSENT,
        sentence=_("Oldest message that should have gone out: {waits}. It should be gone within {limit}.").format(
            waits=value, limit=span(OLDEST_UNSENT)
        ),
        advice=_(
            "If beat or sweep is silent, mend that first. Else more has to go out than the workers send: start one more."
        ),
    )


def unclear(facts: Facts) -> Alert:
    return Alert(
        code="unclear",
        name=_("Unclear messages"),
        value=str(facts.unclear),
        limit=_("none"),
        is_past=facts.unclear >= UNCLEAR_MESSAGES,
        sentence=ngettext(
            "{count} message is unclear: it may or may not have gone out.",
            "{count} messages are unclear: they may or may not have gone out.",
            facts.unclear,
        ).format(count=facts.unclear),
        advice=_(
            "The portal doesn't send them again by itself, so that nobody gets them twice. The office asks whether they "
            "came, and settles each one."
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
        advice=_("Read below what failed, mend the cause, then press “Seen”. A task that fails again comes back."),
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
        advice=_(
            "Clear the disk of what is not the portal's, or move the files to a larger one, before photos are refused."
        ),
    )


def tail(facts: Facts) -> Alert:
    is_past = facts.tail > LONGEST_TAIL
    value = _("more than {count}").format(count=LONGEST_TAIL) if is_past else str(facts.tail)
    return Alert(
        code="tail",
        name=_("Changes not yet added to the totals"),
        value=value,
        limit=_("at most {count}").format(count=LONGEST_TAIL),
        is_past=is_past,
        sentence=_("Changes not yet added to the totals: {value}. Numbers stay right, pages get slower.").format(
            value=value
        ),
        advice=_(
            "Beat or every worker stands still, or the task that folds totals is among the failed: mend that first. "
            "After a large import it passes by itself within seconds."
        ),
    )


def totals(facts: Facts) -> Alert:
    count = facts.wrong_totals
    return Alert(
        code="totals",
        name=_("Totals that differ from the records"),
        value=str(count),
        limit=_("none"),
        is_past=count > 0,
        sentence=ngettext(
            "{count} total differs from the records it counts.",
            "{count} totals differ from the records they count.",
            count,
        ).format(count=count),
        advice=_("Keep what `python manage.py check_totals` says, then run `python manage.py rebuild_totals`."),
    )


def migrations(waiting: int) -> Alert:
    return Alert(
        code="migrations",
        name=_("Migrations waiting"),
        value=str(waiting) if waiting else _("none"),
        limit=_("none"),
        is_past=bool(waiting),
        sentence=_("{count} migrations are not applied: run `python manage.py migrate`.").format(count=waiting),
        advice=_(
            "An upgrade was not finished: stop the workers, run `python manage.py migrate`, start all programs again."
        ),
    )


def broker(answers: bool) -> Alert:
    return Alert(
        code="broker",
        name="Redis",
        value=_("answers") if answers else _("does not answer"),
        limit=_("answers"),
        is_past=not answers,
        sentence=_("Redis answers.") if answers else _("Redis does not answer."),
        advice=_("Start Redis again. Pages go on without it, messages wait; it holds nothing that could be lost."),
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
