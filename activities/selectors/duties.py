"""What is owed in activities, for reminders and calendar feeds.

Neither kind has a day of its own: they count from when the record came to whoever has to act.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import DateTimeField, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils.formats import date_format
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import Activity
from campaigns.selectors.owing import AT_WORK, local_day, narrowed, pages_of, returned_because, still_there
from notifications.duties import Duty, Source, keys_of

SHARED = ("pk", "title", "since", "campaign__area__path")
_waits = lazy(
    lambda unit, day: _("%(unit)s: waiting for review since %(day)s") % {"unit": unit, "day": _day(day)},
    str,
)
_reopened = lazy(
    lambda unit, day: _("%(unit)s: opened again on %(day)s, to be reviewed") % {"unit": unit, "day": _day(day)},
    str,
)


def returned(
    *, until: date | None = None, items: Collection[str] | None = None, below: str | None = None
) -> Iterator[Duty]:
    """What the office sent back to the unit that hosts it; counted from that day."""
    rows = _in_state(Activity.State.RETURNED, until, items, Coalesce("reviewed_at", "submitted_at"))
    rows = rows.filter(still_there("unit__"))
    if below is not None:
        rows = rows.filter(unit__path__startswith=below)
    page = pages_of("activities:activity")
    for row in rows.values("returned_why", "unit_id", *SHARED).iterator(chunk_size=2000):
        why = returned_because(row["returned_why"])
        yield _duty("activity-returned", row, page, unit_id=row["unit_id"], reason=why)


def to_review(
    *, until: date | None = None, items: Collection[str] | None = None, below: str | None = None
) -> Iterator[Duty]:
    """What waits for the office, counted from the day it was handed in or opened again."""
    # Opened again before that was recorded: then since the approval that was taken back.
    began = Greatest("submitted_at", "reviewed_at", "reopened_at", output_field=DateTimeField())
    rows = _in_state(Activity.State.SUBMITTED, until, items, began)
    if below is not None:
        rows = rows.filter(campaign__area__path=below)
    page = pages_of("activities:activity")
    for row in rows.values("submitted_at", "unit__name", *SHARED).iterator(chunk_size=2000):
        words = _waits if row["since"] == row["submitted_at"] else _reopened
        yield _duty("activity-review", row, page, reason=words(row["unit__name"], local_day(row["since"])))


def _in_state(state: str, until: date | None, items: Collection[str] | None, since: Any) -> QuerySet[Any]:
    rows = Activity.objects.filter(state=state, campaign__state__in=AT_WORK).annotate(since=since)
    return narrowed(rows, until, "since", keys_of(items, "activity-")).order_by("pk")


def _duty(
    kind: str, row: dict[str, Any], page: Callable[..., str], *, reason: str | Promise, unit_id: int | None = None
) -> Duty:
    name = f"activity-{row['pk']}"
    day = local_day(row["since"])
    return Duty(
        kind=kind,
        subject=name,
        item=name,
        due_on=day,
        since=day,
        area_path=row["campaign__area__path"],
        unit_id=unit_id,
        name=row["title"],
        url=page(row["pk"]),
        reason=reason,
    )


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


SOURCES = [
    Source("activity-returned", gettext_lazy("Returned activities"), returned, counts_from_start=True),
    Source("activity-review", gettext_lazy("Activities waiting for review"), to_review, counts_from_start=True),
]
