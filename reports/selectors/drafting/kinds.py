"""What was done, by kind of activity: the part that several writers share."""

from typing import Any

from activities.models import Activity
from campaigns.models import ActivityKind, Indicator
from reports.selectors.drafting.desk import Desk
from reports.selectors.resolving import Said
from reports.selectors.tokens import plain

# What says how often, before the number of records; a kind has at most one of them.
COUNTED = ("sessions", "drills", "screenings", "vehicle_trips", "posts", "reports", "streams", "contests")


def kinds_done(desk: Desk, **filters: Any) -> dict[str, dict[str, Any]]:
    """{kind code: its name, `n` activities, `units` that took part, `times` it was held, each figure by its code}.

    Only kinds with an approved activity; a template asks `some` or `known` before it names a figure.
    """
    done = Activity.objects.filter(campaign=desk.campaign, state=Activity.State.APPROVED).order_by()
    kinds = ActivityKind.objects.filter(pk__in=done.values("kind")).prefetch_related("indicators")
    found = {}
    for kind in kinds:
        narrowed = {"kind": kind.code, **filters}
        codes = ["activities", "units_active", *(indicator.code for indicator in kind.indicators.all())]
        said = desk.say_all({code: narrowed for code in codes})
        if not said["activities"].some:
            continue
        indicators = [each for each in kind.indicators.all() if said[each.code].some]
        found[kind.code] = {
            "name": plain(kind.name_in(desk.language)),
            "n": said["activities"],
            "units": said["units_active"],
            "times": next((said[code] for code in COUNTED if code in said and said[code].some), said["activities"]),
            "has_grid": kind.has_grid,
            "parts": [told(desk, indicator, said[indicator.code]) for indicator in indicators],
            **said,
        }
    return found


def told(desk: Desk, indicator: Indicator, said: Said) -> dict[str, Any]:
    """A figure with its name and measure; the measure is not said twice."""
    name, measure = plain(indicator.name_in(desk.language)), plain(indicator.measure_in(desk.language))
    measure = "" if measure in desk.words["silent_measures"] else measure
    short = name.removesuffix(measure) if name != measure and desk.language == "zh-hans" else name
    return {"name": desk.words["told_as"].get(indicator.code, short or name), "said": said, "measure": measure}
