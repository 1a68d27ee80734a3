"""What happened to a hazard, newest first, as far as the reader may know it.

An event keeps the text and the reasons of its time. The unit was not meant to read those from before it was shown
the hazard: a reporter's own words stand in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from core.history import events_of
from core.templatetags.portal import day
from inspections import rules
from inspections.models import Hazard
from inspections.selectors.later_steps import later_steps
from notifications.models import Notification

State = Hazard.State
COLOURS = {
    State.ACCEPTED: "green",
    State.FIXED: "green",
    State.REJECTED: "red",
    State.UNFIXED: "red",
    State.RECTIFIED: "yellow",
}


@dataclass
class Happening:
    """For components/timeline.html."""

    title: str
    at: datetime | None = None
    by: str = ""
    quote: str = ""
    colour: str = "blue"
    detail: str = ""


def timeline_of(hazard: Hazard, user: User) -> list[Happening]:
    """A fixed number of queries, however much happened."""
    sees_all = rules.may_see_sources(user)
    found = list(_steps(hazard, sees_all))
    found += [Happening(step.title, step.at, step.by, step.quote, step.colour) for step in later_steps(hazard)]
    if sees_all:
        found += _messages(hazard)
    # What happened in one transaction has one time; the later still comes first.
    found = sorted(found, key=_moment)[::-1]
    if hazard.reported_at is None:
        found.append(Happening(_reported(hazard, sees_all), detail=str(day(hazard.reported_on))))
    return found


def _reported(hazard: Hazard, sees_all: bool) -> str:
    """Where it came from is nothing for the unit: see `rules.may_see_sources`."""
    return _("Reported: %(source)s") % {"source": hazard.source.name} if sees_all else pgettext("step", "Reported")


def _moment(happening: Happening) -> datetime:
    assert happening.at is not None
    return happening.at


def _steps(hazard: Hazard, sees_all: bool) -> Iterator[Happening]:
    events = list(events_of(Hazard, pgh_obj_id=hazard.pk).order_by("pgh_id"))
    proofs = iter(hazard.rectifications.order_by("pk"))
    last: Any = None
    for event in events:
        title = _title(hazard, last, event, sees_all)
        quote = _why(event)
        if title and event.state == State.RECTIFIED and last is not None and last.state != State.RECTIFIED:
            proof = next(proofs, None)
            quote = proof.done if proof else quote
        if title:
            is_open = sees_all or event.unit_sees
            by = _context(event).get("name", "") if is_open else ""
            yield Happening(title, event.pgh_created_at, by, quote if is_open else "", _colour(last, event))
        last = event


def _context(event: Any) -> dict[str, str]:
    return event.pgh_context.metadata if event.pgh_context else {}


def _why(event: Any) -> str:
    return str(_context(event).get("why", ""))


def _colour(last: Any, event: Any) -> str:
    if last is not None and last.state == State.RECTIFIED and event.state == State.RECTIFYING:
        return "red"
    return COLOURS.get(State(event.state), "blue")


def _title(hazard: Hazard, last: Any, event: Any, sees_all: bool) -> str:
    """Empty for a change that is no step and moves no deadline."""
    was = last.state if last is not None else State.REPORTED
    if last is None and event.pgh_label == "insert":
        return _reported(hazard, sees_all)
    if was != event.state:
        return _step_title(State(was), event)
    if last is not None and last.due_on and event.due_on != last.due_on and event.first_due_on:
        return _("Deadline moved to %(day)s") % {"day": day(event.due_on)}
    if last is not None and any(getattr(last, name) != getattr(event, name) for name in ("responsible", "measures")):
        return _("Plan of the rectification entered")
    return ""


def _step_title(was: State, event: Any) -> str:
    now = State(event.state)
    if now == State.REPORTED:
        return _("Back in the inbox")
    if was in Hazard.CLOSED_STATES:
        return _("Reopened")
    if now == State.GRADED:
        return _("Graded: %(grade)s") % {"grade": Hazard.Grade(event.grade).label}
    if now == State.RECTIFYING:
        if was == State.RECTIFIED:
            return _("Re-inspected: not yet mended")
        return _("Rectification ordered by %(day)s") % {"day": day(event.due_on)}
    if now == State.TRANSFERRED:
        return _("Handed on to %(name)s") % {"name": event.transferred_to}
    return {
        State.ACCEPTED: _("Accepted"),
        State.RECTIFIED: _("Completion filed"),
        State.FIXED: _("Re-inspected and signed off"),
        State.UNFIXED: _("Closed without a fix"),
        State.REJECTED: _("Rejected"),
        State.DUPLICATE: _("Marked as known already"),
        State.WITHDRAWN: _("Withdrawn"),
    }[now]


def _messages(hazard: Hazard) -> list[Happening]:
    """What went to the unit's inbox or that of its superiors, and whether it was opened."""
    if hazard.unit is None:
        return []
    places = [hazard.unit.pk, *hazard.unit.ancestor_ids]
    rows = Notification.objects.filter(post__unit__in=places, key__startswith=f"hazard-{hazard.pk}-")
    rows = rows.select_related("post__unit", "post__person")
    return [
        Happening(
            _("Told %(unit)s") % {"unit": row.post.unit},
            row.created_at,
            detail=_("read") if row.read_at else _("not read yet"),
            quote=row.text,
            colour="grey",
        )
        for row in rows
    ]
