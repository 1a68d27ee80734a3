"""What is asked, with the share of the floor that it may take (performance targets of the issue)."""

from dataclasses import dataclass
from urllib.parse import quote

from activities.models import Activity
from inspections.models import Hazard
from safetymonth.synthesis.copying import SLUG
from safetymonth.synthesis.rows import CHARACTERS
from units.models import Unit

HERE = f"/campaigns/{SLUG}/"
# Two Chinese characters behind those that words are made up of.
ABSENT = quote("".join(chr(ord(CHARACTERS[-1]) + place) for place in (1, 2)))
# Name -> address and the most it may take, in floors. {town}, {village} and {leaf} are keys of units.
PAGES = {
    "dashboard, whole county": (f"{HERE}dashboard/", 1.5),
    "dashboard, a town": (f"{HERE}dashboard/?unit={{town}}", 1.5),
    "dashboard, a village": (f"{HERE}dashboard/?unit={{village}}", 1.5),
    "dashboard, one week": (f"{HERE}dashboard/?from=2026-06-10&to=2026-06-16", 1.5),
    "activities": (f"{HERE}activities/", 1.5),
    "activities, page 200": (f"{HERE}activities/?page=200", 1.5),
    "activities, a town and kind": (f"{HERE}activities/?unit={{town}}&kind=drill", 1.5),
    "activities, by unit": (f"{HERE}activities/?sort=unit", 1.5),
    "activities, submitted": (f"{HERE}activities/?state=submitted", 1.5),
    "hazards": (f"{HERE}hazards/", 1.5),
    "hazards, page 200": (f"{HERE}hazards/?page=200", 1.5),
    "hazards, overdue by deadline": (f"{HERE}hazards/?overdue=yes&sort=due", 1.5),
    "hazards, major and open": (f"{HERE}hazards/?grade=major&state=graded&state=rectifying&state=rectified", 1.5),
    "hazards, a town": (f"{HERE}hazards/?unit={{town}}", 1.5),
    "hazards, by unit": (f"{HERE}hazards/?sort=unit", 1.5),
    "units": (f"{HERE}units/", 1.5),
    "search, in every record": (f"{HERE}activities/?q=done", 2),
    "search, two characters": (f"{HERE}activities/?q={{word}}", 2),
    "search, absent two characters": (f"{HERE}activities/?q={ABSENT}", 2),
    "search hazards, in every record": (f"{HERE}hazards/?q=Place", 2),
    "search hazards, two characters": (f"{HERE}hazards/?q={{danger}}", 2),
    "search hazards, absent two characters": (f"{HERE}hazards/?q={ABSENT}", 2),
    "figures.json": (f"{HERE}figures.json", 2),
    "figures.json, a town": (f"{HERE}figures.json?unit={{town}}", 2),
    "tables by unit": (f"{HERE}tables/?by=unit", None),
    "tables by kind": (f"{HERE}tables/?by=kind", None),
    "public report form": ("/report/", 0.6),
    "admin's list of activities": ("/admin/activities/activity/", None),
    "admin's list of hazards": ("/admin/inspections/hazard/", None),
}


@dataclass(frozen=True)
class Asked:
    name: str
    address: str
    most: float | None
    by: str


def asked(only: tuple[str, ...]) -> list[Asked]:
    """Every page wanted, with the person who asks it: the office, the superuser, or nobody."""
    known = _units() | _words()
    found = []
    for name, (address, most) in PAGES.items():
        by = {"admin": "superuser", "report": ""}.get(address.split("/")[1], "office")
        if name.startswith(only):
            found.append(Asked(name, address.format(**known), most, by))
    return found


def _units() -> dict[str, str]:
    town = Unit.objects.filter(kind__code="town").order_by("pk")[0]
    return {"town": str(town.pk), "village": str(town.children.order_by("pk")[0].pk)}


def _words() -> dict[str, str]:
    title = Activity.objects.order_by("pk").values_list("title", flat=True)[0]
    described = Hazard.objects.order_by("pk").values_list("description", flat=True)[0]
    return {"word": quote(title[:2]), "danger": quote(described[:2])}
