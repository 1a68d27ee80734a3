"""Inspection and rectification, as far as activities tell of it: rounds and hazards have records of their own."""

from typing import Any

from reports.selectors.drafting.desk import Desk
from reports.selectors.drafting.kinds import kinds_done

KINDS = ("clinic", "four_ones", "inspection_meeting")


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    kinds = kinds_done(desk)
    return {"k": kinds} if any(code in kinds for code in KINDS) else None
