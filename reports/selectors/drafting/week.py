"""Sections of a bulletin: what was done in its days, what stands open today, what comes next."""

from datetime import timedelta
from typing import Any

from django.db.models import Count

from activities.models import Activity, IndicatorValue
from campaigns.models import Assignment, TimelineEntry
from reports.selectors import inspected
from reports.selectors.drafting.desk import Desk, Span, days_of
from reports.selectors.drafting.kinds import kinds_done
from reports.selectors.own_figures import silent_units
from reports.selectors.tokens import plain

MOST_NAMED = 5
MOST_KINDS = 8
MOST_COMING = 8
DAYS_AHEAD = 7
# What tells most of an activity's weight.
WEIGHED_BY = ("participants", "consulted", "audience")


def span_of(desk: Desk) -> Span:
    return desk.span or (desk.campaign.starts_on, desk.campaign.ends_on)


def lead(desk: Desk, detail: str) -> dict[str, Any] | None:
    days = span_of(desk)
    said = desk.say_all({code: {} for code in ("activities", "units_active", "participants", "materials")})
    since = desk.say("activities", from_=desk.campaign.starts_on, to=days[1])
    is_first = since is None or since.figure == said["activities"].figure
    return {**said, "days": days_of(days, desk.language), "since": None if is_first else since}


def activities(desk: Desk, detail: str) -> dict[str, Any] | None:
    kinds = sorted(kinds_done(desk).values(), key=lambda kind: -kind["n"].figure.value)
    if not kinds:
        return None
    return {"kinds": kinds[:MOST_KINDS], "has_more": len(kinds) > MOST_KINDS, "named": _named(desk)}


def _named(desk: Desk) -> list[dict[str, str]]:
    """The activities that reached most people, in the order of their days."""
    rows = Activity.objects.filter(
        campaign=desk.campaign, state=Activity.State.APPROVED, starts_on__range=span_of(desk)
    )
    largest = IndicatorValue.objects.filter(activity__in=rows, indicator__code__in=WEIGHED_BY, value__gt=0)
    keys = largest.order_by("-value", "activity").values_list("activity", flat=True)[: 2 * MOST_NAMED]
    chosen = rows.filter(pk__in=list(dict.fromkeys(keys))[:MOST_NAMED]).select_related("unit")
    return [
        {"day": desk.day(row.starts_on), "unit": plain(row.unit.name), "title": plain(row.title)}
        for row in chosen.order_by("starts_on", "pk")
    ]


def hazards(desk: Desk, detail: str) -> dict[str, Any] | None:
    """Found and mended are told of these days, open and overdue of today."""
    said = desk.say_all({code: {} for code in inspected.CODES})
    now = desk.say_now(inspected.OPEN, inspected.OVERDUE)
    if not any(each.some for each in (*said.values(), *now.values())):
        return None
    return {**said, "open": now[inspected.OPEN], "overdue": now[inspected.OVERDUE]}


def problems(desk: Desk, detail: str) -> dict[str, Any] | None:
    """Assignments by the days they fell due; silence and overdue hazards as of today."""
    due = desk.say_all({"assignments_due": {}, "assignments_done": {}})
    now = desk.say_now("units_silent", inspected.OVERDUE)
    silent = list(silent_units(desk.resolver.binder).values_list("name", flat=True)[:9])
    late = (due["assignments_due"].figure.value or 0) > (due["assignments_done"].figure.value or 0)
    if not (silent or late or now[inspected.OVERDUE].some):
        return None
    return {
        **due,
        "late": late,
        "silent": desk.names(silent, now["units_silent"].figure.value),
        "units_silent": now["units_silent"],
        "overdue": now[inspected.OVERDUE],
    }


def coming(desk: Desk, detail: str) -> dict[str, Any] | None:
    """Dates and assignments of the seven days after the last one."""
    after = span_of(desk)[1] + timedelta(days=1)
    ahead = (after, after + timedelta(days=DAYS_AHEAD - 1))
    dates = TimelineEntry.objects.filter(campaign=desk.campaign, planned_on__range=ahead, actual_on=None)
    due = Assignment.objects.filter(campaign=desk.campaign, state=Assignment.State.SENT, due_at__date__range=ahead)
    # What is asked of one unit alone, or was written by a leader, is not for all to read.
    due = due.annotate(asked=Count("units")).filter(asked__gt=1, instruction=None)
    found = {
        "dates": [
            {"day": desk.day(row.planned_on), "title": plain(row.title), "is_deadline": row.is_deadline}
            for row in dates.order_by("planned_on", "pk")[:MOST_COMING]
            if row.planned_on
        ],
        "due": desk.listed(row.title for row in due.order_by("due_at", "pk")[:MOST_COMING]),
    }
    return found if found["dates"] or found["due"] else None
