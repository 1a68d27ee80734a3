"""What became of a team: its own changes, and who came and who went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.history import Entry, events_of, history_of
from inspections.models import Team, TeamMember


@dataclass(frozen=True)
class Act(Entry):
    """An entry said in words of its own."""

    action: str = ""


def history_of_team(team: Team, limit: int = 50) -> Sequence[Entry]:
    """Newest first; members who have left are told of, too."""
    rows = events_of(TeamMember, team_id=team.pk).select_related("person")
    events = rows.order_by("-pgh_created_at", "-pgh_id")[:limit]
    # Of one moment the team itself came first, so it stands last.
    told = [*(_act(event) for event in events), *history_of(team, limit=limit)]
    return sorted(told, key=lambda entry: entry.at, reverse=True)[:limit]


def _act(event: Any) -> Act:
    facts = event.pgh_context.metadata if event.pgh_context else {}
    who = {"name": event.person or event.name}
    if event.pgh_label == "delete":
        action = _("%(name)s left") % who
    elif event.pgh_label == "insert":
        action = (_("%(name)s joined as leader") if event.is_leader else _("%(name)s joined")) % who
    else:
        action = (_("%(name)s leads now") if event.is_leader else _("%(name)s no longer leads")) % who
    return Act(event.pgh_created_at, facts.get("name", ""), facts.get("why", ""), event.pgh_label, (), action)
