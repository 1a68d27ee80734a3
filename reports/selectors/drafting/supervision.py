"""How the office followed up: teams that went to the units, what they saw, what it urged."""

from typing import Any

from inspections.models import Team
from reports.selectors.drafting.desk import Desk

CODES = ("supervision_teams", "supervision_visits", "supervised_units", "supervision_problems", "problems_assigned")


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    said = desk.say_all({code: {} for code in (*CODES, "urged", "assignments_done", "assignments_due")})
    if not (said["urged"].some or said["supervision_visits"].some):
        return None
    return {
        **said,
        "done": said["assignments_done"],
        "asked": said["assignments_due"],
        "from_units": desk.names(_units(desk)),
        "all_assigned": said["supervision_problems"].figure == said["problems_assigned"].figure,
    }


def _units(desk: Desk) -> list[str]:
    """Where the members of the supervision teams come from."""
    teams = Team.objects.filter(campaign=desk.campaign, kind=Team.Kind.SUPERVISION)
    rows = teams.filter(members__unit__isnull=False).order_by("members__unit__sort_key", "members__unit")
    return list(dict.fromkeys(rows.values_list("members__unit__name", flat=True)))
