"""Publicity and education: the consulting day, what was done by kind, totals of the month."""

from typing import Any

from campaigns.models import TimelineEntry
from reports.selectors.drafting.consulting import consulting_day
from reports.selectors.drafting.desk import Desk
from reports.selectors.drafting.kinds import kinds_done
from reports.selectors.tokens import plain

# Kinds the templates have a sentence for; any other is told by its name and figures.
WORDED = {
    "consulting",
    "study",
    "lecture",
    "training",
    "warning",
    "drill",
    "entry",
    "countryside",
    "vehicle",
    "pledge",
    "media",
    "online",
    "sms",
    "stream",
    "display",
    "contest",
}
# Told by the writers of leadership and of inspection.
ELSEWHERE = {"mobilisation", "clinic", "four_ones", "inspection_meeting"}
TOTALS = ("banners", "slogans", "boards", "materials")


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    kinds = kinds_done(desk)
    told = {code: kind for code, kind in kinds.items() if code not in ELSEWHERE}
    tasks = _tasks(desk)
    if not told and not tasks:
        return None
    totals = desk.say_all({code: {} for code in TOTALS})
    return {
        "k": kinds,
        "tasks": tasks,
        "day": consulting_day(desk),
        "others": [kind for code, kind in told.items() if code not in WORDED],
        "totals": totals,
        "has_totals": any(said.some for said in totals.values()),
        "is_estimate": any(said.known and said.figure.qualifier != "exact" for said in totals.values()),
    }


def _tasks(desk: Desk) -> list[dict[str, str]]:
    entries = TimelineEntry.objects.filter(
        campaign=desk.campaign, kind=TimelineEntry.Kind.TASK, actual_on__isnull=False
    ).order_by("actual_on", "id")
    return [{"day": desk.day(entry.actual_on), "title": plain(entry.title)} for entry in entries if entry.actual_on]
