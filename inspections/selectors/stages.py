"""Where a hazard stands on its way, for components/steps.html."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from core.templatetags.portal import day
from inspections import rules
from inspections.models import Hazard

State = Hazard.State
# The station that each state stands at.
AT = {
    State.REPORTED: 0,
    State.ACCEPTED: 1,
    State.GRADED: 2,
    State.RECTIFYING: 3,
    State.RECTIFIED: 4,
    State.FIXED: 5,
}


@dataclass
class Station:
    """`state`: done, now, late or empty."""

    name: str
    note: str = ""
    state: str = ""


def stations_of(hazard: Hazard, user: User, today: date) -> list[Station]:
    """Reported to looked back; what left the ledger or was given up ends where it ended."""
    stations = _all_stations(hazard)
    if rules.may_see_sources(user):
        stations[0].note = f"{stations[0].note} · {hazard.source.name}"
    if hazard.state not in AT:
        return [*_reached(hazard, stations), Station(hazard.get_state_display(), _end_note(hazard), "now")]
    at = AT[State(hazard.state)]
    for station in stations[:at]:
        station.state = "done"
    if hazard.state == State.FIXED:
        stations[-1].state = _look_back_state(hazard)
    else:
        stations[at].state = "late" if hazard.is_overdue(today) else "now"
    return stations


def _all_stations(hazard: Hazard) -> list[Station]:
    due = pgettext("deadline", "due %(day)s") % {"day": day(hazard.due_on)} if hazard.due_on else ""
    return [
        Station(pgettext("step", "Reported"), day(hazard.reported_on)),
        Station(_("Accepted"), day(hazard.accepted_on) if hazard.accepted_on else ""),
        Station(_("Graded"), day(hazard.checked_on) if hazard.checked_on and hazard.grade else ""),
        Station(_("Rectifying"), due),
        Station(_("Re-inspected"), _re_inspected_note(hazard)),
        Station(_("Looked back"), _look_back_note(hazard)),
    ]


def _re_inspected_note(hazard: Hazard) -> str:
    if hazard.state == State.FIXED:
        return day(hazard.closed_on)
    if hazard.state == State.RECTIFIED:
        return _("waiting since %(day)s") % {"day": day(hazard.rectified_on)}
    return ""


def _look_back_note(hazard: Hazard) -> str:
    found = list(hazard.look_backs.all())
    waiting = next((row for row in found if not row.result), None)
    if waiting:
        return pgettext("deadline", "due %(day)s") % {"day": day(waiting.due_on)}
    return f"{day(found[-1].done_on)} · {found[-1].get_result_display()}" if found else ""


def _look_back_state(hazard: Hazard) -> str:
    found = list(hazard.look_backs.all())
    if any(not row.result for row in found):
        return "now"
    return "done" if found else ""


def _reached(hazard: Hazard, stations: list[Station]) -> list[Station]:
    """The stations it had passed before it ended."""
    passed = [True, bool(hazard.accepted_on), bool(hazard.grade), hazard.first_due_on is not None]
    reached = [station for station, is_passed in zip(stations, passed, strict=False) if is_passed]
    for station in reached:
        station.state = "done"
    return reached


def _end_note(hazard: Hazard) -> str:
    if hazard.state == State.TRANSFERRED:
        return hazard.transferred_to
    return day(hazard.closed_on) if hazard.closed_on else ""
