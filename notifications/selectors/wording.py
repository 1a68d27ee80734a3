"""What reminders say, in the active language."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notifications.models import Level
from notifications.selectors.planning import Line

FURTHER = {
    Level.HEAD: gettext_lazy("the head of your unit"),
    Level.SUPERIOR: gettext_lazy("your superior unit"),
    Level.OFFICE: gettext_lazy("the safety office"),
    Level.LEADER: gettext_lazy("the leaders"),
}


def further_words(levels: Iterable[str]) -> str:
    """That silence has gone further: whom else it was told; empty when nobody."""
    names = [str(FURTHER[Level(level)]) for level in levels if level in FURTHER]
    return _("It has been told to %(who)s.") % {"who": _(", ").join(names)} if names else ""


def name_for(line: Line) -> str:
    """The name of the duty; for whoever is told in another unit's place, with the unit it is about."""
    if line.unit_name and line.post.unit_id != line.duty.unit_id:
        return _("%(unit)s: %(name)s") % {"unit": line.unit_name, "name": line.duty.name}
    return line.duty.name


def headline(lines: Sequence[Line]) -> str:
    """The one sentence of the message: how many matters, and how many of them are past their day."""
    return matters(len(lines), sum(line.is_overdue for line in lines))


def matters(number: int, late: int) -> str:
    if late:
        words = ngettext(
            "%(number)s matter waits for you, %(late)s late", "%(number)s matters wait for you, %(late)s late", number
        )
    else:
        words = ngettext("%(number)s matter waits for you", "%(number)s matters wait for you", number)
    return words % {"number": number, "late": late}
