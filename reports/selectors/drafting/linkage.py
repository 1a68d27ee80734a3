"""One of the linkages: what was done under it."""

from typing import Any

from campaigns.models import Indicator, Linkage
from reports.selectors.drafting.desk import Desk
from reports.selectors.drafting.kinds import kinds_done, told
from reports.selectors.tokens import plain

MOST_KINDS = 6


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    linkage = Linkage.objects.filter(code=detail).first()
    if linkage is None:
        return None
    kinds = sorted(kinds_done(desk, linkage=detail).values(), key=lambda kind: -kind["n"].figure.value)
    if not kinds:
        return None
    adding = Indicator.objects.exclude(addition=Indicator.Addition.DISTINCT)
    said = desk.say_all({indicator.code: {"linkage": detail} for indicator in adding})
    return {
        "name": plain(linkage.name_in(desk.language)),
        "n": desk.say("activities", linkage=detail),
        "units": desk.say("units_active", linkage=detail),
        "kinds": kinds[:MOST_KINDS],
        "has_more": len(kinds) > MOST_KINDS,
        "parts": [told(desk, row, said[row.code]) for row in adding if said[row.code].some],
    }
