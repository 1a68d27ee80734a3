"""How the office followed up: what it urged, sent back and passed."""

from typing import Any

from reports.selectors.drafting.desk import Desk


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    urged = desk.say("urged")
    if urged is None or not urged.some:
        return None
    return {"urged": urged, "done": desk.say("assignments_done"), "asked": desk.say("assignments_due")}
