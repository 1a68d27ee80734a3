"""Drafts the sections of a summary from the records: `draft_section(desk, source)`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import Linkage
from reports.selectors.drafting import (
    attachment,
    inspection,
    lead,
    leadership,
    linkage,
    problems,
    publicity,
    supervision,
    week,
    worked,
)
from reports.selectors.drafting.desk import Desk

ATTACHMENT = "attachment"
LINKAGE = "linkage"


@dataclass(frozen=True)
class Writer:
    """`facts` gives what the template of the source is filled with, None when there is no record."""

    facts: Callable[[Desk, str], dict[str, Any] | None]
    label: Any


WRITERS = {
    "lead": Writer(lead.facts, _("Opening: year, theme, organiser, period")),
    "leadership": Writer(leadership.facts, _("Leading group, plan, meetings, notices, assignments")),
    "publicity": Writer(publicity.facts, _("Consulting day and activities by kind")),
    "inspection": Writer(inspection.facts, _("Rounds, hazards, exposures, rewards; expert clinics")),
    "supervision": Writer(supervision.facts, _("Supervision teams, urging")),
    "worked": Writer(worked.facts, _("Part taken by the units, and what was done")),
    "problems": Writer(problems.facts, _("What is owed, late or empty")),
    "week": Writer(week.lead, _("Opening of a bulletin: what its days brought")),
    "week_activities": Writer(week.activities, _("Activities of these days, by kind and by name")),
    "week_hazards": Writer(week.hazards, _("Hazards and inspections of these days")),
    "week_problems": Writer(week.problems, _("What fell due, silence, overdue hazards")),
    "week_next": Writer(week.coming, _("Dates and assignments of the next seven days")),
    LINKAGE: Writer(linkage.facts, _("One linkage")),
    ATTACHMENT: Writer(attachment.facts, _("Table of all figures (attachment)")),
}


def sources() -> list[tuple[str, str]]:
    """What a section can be drafted from; the linkages are rows, one source each."""
    found = [(name, str(writer.label)) for name, writer in WRITERS.items() if name != LINKAGE]
    found += [(f"{LINKAGE}:{row.code}", row.name) for row in Linkage.objects.all()]
    return found


def draft_section(desk: Desk, source: str) -> str:
    """The text of a section, with figure tokens; empty when the records have nothing for it."""
    name, _colon, detail = source.partition(":")
    writer = WRITERS.get(name)
    facts = writer.facts(desk, detail) if writer else None
    return "" if facts is None else desk.write(name, facts)
