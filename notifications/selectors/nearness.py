"""How near a day is on which something is owed, in words and a colour."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.workdays import Calendar

SOON_DAYS = 3


@dataclass(frozen=True)
class Nearness:
    words: str
    colour: str
    is_late: bool = False


def nearness(due_on: date, today: date, calendar: Calendar, *, counts_from_start: bool = False) -> Nearness:
    """Calendar days before, working days after. Of what `counts_from_start` the day is when the waiting began."""
    if counts_from_start:
        return _waiting(calendar.workdays_between(due_on, today) if due_on < today else 0)
    left = (due_on - today).days
    if left < 0:
        return _late(calendar.workdays_between(due_on, today))
    if left == 0:
        return Nearness(_("today"), "red")
    words = ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return Nearness(words, "yellow" if left <= SOON_DAYS else "blue")


def _late(days: int) -> Nearness:
    if days == 0:
        # Over on a day off, and no working day since.
        return Nearness(_("late"), "red", is_late=True)
    words = ngettext("%(days)s working day late", "%(days)s working days late", days) % {"days": days}
    return Nearness(words, "red", is_late=True)


def _waiting(days: int) -> Nearness:
    if days == 0:
        return Nearness(_("since today"), "blue")
    words = ngettext("waits for %(days)s working day", "waits for %(days)s working days", days) % {"days": days}
    return Nearness(words, "yellow")
