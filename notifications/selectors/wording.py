"""What reminders say, in the active language."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.models import Level
from notifications.selectors.planning import Line

FURTHER = {
    Level.HEAD: lambda: _("The head of your unit has been told."),
    Level.SUPERIOR: lambda: _("Your superior unit has been told."),
    Level.OFFICE: lambda: _("The safety office has been told."),
    Level.LEADER: lambda: _("The leaders have been told."),
}


def further_words(levels: Iterable[str]) -> str:
    """That silence has gone further: whom else this message reached."""
    return _(" ").join(FURTHER[Level(level)]() for level in levels if level in FURTHER)


def name_for(line: Line) -> str:
    """The name of the duty; for whoever is told in another unit's place, with the unit it is about."""
    if line.unit_name and line.post.unit_id != line.duty.unit_id:
        return _("%(unit)s: %(name)s") % {"unit": line.unit_name, "name": line.duty.name}
    return line.duty.name


def headline(lines: Sequence[Line], day: date) -> str:
    """The one sentence of the message: how many matters, and how many of them are past their day."""
    number = len(lines)
    words = ngettext("%(number)s matter waits for you", "%(number)s matters wait for you", number) % {"number": number}
    late = sum(line.is_overdue for line in lines)
    if not late:
        return words
    return _("%(words)s, %(late)s of them late") % {"words": words, "late": late}
