"""The consulting day: the day on which most units stood at their stands."""

from typing import Any

from django.db.models import Count

from activities.models import Activity, StandValue
from campaigns.models import ActivityKind
from reports.selectors.drafting.desk import Desk
from reports.selectors.tokens import plain

MOST_LINES = 3


def consulting_day(desk: Desk) -> dict[str, Any] | None:
    rows = Activity.objects.filter(
        campaign=desk.campaign, state=Activity.State.APPROVED, kind__in=ActivityKind.objects.filter(has_grid=True)
    )
    largest = rows.annotate(guests=Count("co_organisers")).order_by("-guests", "starts_on", "pk").first()
    if largest is None:
        return None
    same_day = list(rows.filter(starts_on=largest.starts_on).values_list("kind__code", flat=True))
    narrowed = {"kind": sorted(set(same_day)), "from_": largest.starts_on, "to": largest.starts_on}
    codes = ("units_active", "sites", "consulted", "materials", "banners", "boards", "staff", "activities")
    said = desk.say_all({code: narrowed for code in codes})
    every = desk.say("activities", kind=sorted(set(rows.values_list("kind__code", flat=True))))
    alone = len(same_day) == 1
    return {
        "date": desk.day(largest.starts_on),
        "host": plain(largest.unit.name),
        "names": desk.listed(_taking_part(largest)),
        "places": desk.words["list_comma"].join(plain(site.name) for site in largest.sites.all()[:3])
        or plain(largest.place),
        "alone": alone,
        "more": every if every and every.figure.value and every.figure.value > len(same_day) else None,
        "lines": _lines(desk, largest) if alone else [],
        "open": desk.say("lines_open", activity=largest.pk, indicator="materials") if alone else None,
        **said,
    }


def _taking_part(activity: Activity) -> list[str]:
    """The first few; the text says how many they are in all."""
    return [activity.unit.name, *(unit.name for unit in activity.co_organisers.all()[:5])]


def _lines(desk: Desk, activity: Activity) -> list[dict[str, Any]]:
    """What units have said of their own materials, the largest first."""
    known = StandValue.objects.filter(
        stand__activity=activity, indicator__code="materials", value__isnull=False
    ).order_by("-value", "pk")
    found: dict[int, dict[str, Any]] = {}
    for row in known.select_related("stand__unit"):
        unit = row.stand.unit
        if unit.pk not in found and len(found) < MOST_LINES:
            said = desk.say("line", activity=activity.pk, unit=unit.pk, indicator="materials")
            found[unit.pk] = {"unit": plain(unit.name), "said": said}
    return list(found.values())
