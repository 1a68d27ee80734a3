"""Inspection and rectification: who went out, what was found and mended, what was made public and rewarded."""

from typing import Any

from inspections.models import Round
from reports.selectors import inspected
from reports.selectors.drafting.desk import Desk
from reports.selectors.drafting.kinds import kinds_done
from reports.selectors.own_inspected import sources_with_hazards
from reports.selectors.tokens import plain

KINDS = ("clinic", "four_ones", "inspection_meeting")
OWN = ("hazards_fixed_rate", "majors_planned", "majors_fixed", "hazards_listed", "penalties", "fines_yuan")


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    kinds = kinds_done(desk)
    said = desk.say_all({code: {} for code in (*inspected.CODES, *OWN)})
    shown = {code: said[code] for code in (*inspected.CODES, *OWN)}
    told = any(shown[code].some for code in inspected.CODES if code != inspected.SUPERVISED)
    if not told and not any(code in kinds for code in KINDS):
        return None
    found = shown[inspected.REPORTED]
    return {
        "k": kinds,
        **shown,
        "names": desk.listed(_rounds(desk)),
        "sources": _sources(desk),
        "all_fixed": found.some and found.figure == shown[inspected.FIXED].figure,
    }


def _rounds(desk: Desk) -> list[str]:
    rows = Round.objects.filter(campaign=desk.campaign, state__in=inspected.BEGUN).order_by("starts_on", "pk")
    return list(rows.values_list("name", flat=True))


def _sources(desk: Desk) -> list[dict[str, Any]]:
    """Where the hazards came from, the most first; one source alone is not worth a list."""
    found = []
    for source in sources_with_hazards(desk.resolver.binder):
        said = desk.say("hazards_from", source=source.code)
        if said and said.some:
            found.append((said.figure.value or 0, {"name": plain(source.name_in(desk.language)), "said": said}))
    found.sort(key=lambda each: -each[0])
    return [each for _number, each in found] if len(found) > 1 else []
