"""A source of duties to fill by hand, in the kind "assignment" with the rules a new portal starts with."""

from datetime import date

from notifications.duties import Duty, Source

OWED: list[Duty] = []


def find_open(*, until=None, items=None, below=None):
    return [duty for duty in OWED if (until is None or duty.due_on <= until) and (items is None or duty.item in items)]


SOURCES = [Source("assignment", "Assignment", find_open)]


def owe(unit, due_on, *, since=date(2026, 5, 1), item=None, **facts):
    """The unit owes something by the day; of the office when there is no unit."""
    area = facts.pop("area", None) or unit
    duty = Duty(
        **{
            "kind": "assignment",
            "subject": "assignment-1",
            "item": item or f"share-{len(OWED) + 1}",
            "due_on": due_on,
            "since": since,
            "area_path": f"/{area.path.split('/')[1]}/",
            "name": "Banners",
            "url": "/a/",
            "reason": "not answered yet",
            "unit_id": unit.pk if unit else None,
        }
        | facts
    )
    OWED.append(duty)
    return duty
