"""What worked, as far as numbers tell it; the rest is for people to write."""

from typing import Any

from reports.selectors.drafting.desk import Desk

CODES = ("activities", "units_active", "participants", "assignments_done", "assignments_due", "units_asked")


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    said = desk.say_all({code: {} for code in CODES})
    if not said["activities"].some:
        return None
    done, asked = said["assignments_done"], said["assignments_due"]
    return {**said, "all_done": asked.some and done.figure == asked.figure}
