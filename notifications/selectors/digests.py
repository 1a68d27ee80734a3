"""What a group robot says: how much of which kind each unit owes, by name of unit and kind alone.

Chat groups live on other people's servers, so neither what a matter is about nor anybody's name goes there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.links import absolute
from notifications.channels.robots import Digest, Line
from notifications.duties import sources, still_open
from notifications.models import Delivery, Notification, Reminder, Robot
from units.models import Unit


@dataclass(frozen=True)
class UnitOwes:
    """What one unit owes still, by kind."""

    pk: int
    name: str
    kinds: Counter[str]
    late: int

    @property
    def line(self) -> Line:
        parts = [
            _("%(kind)s %(number)s") % {"kind": sources()[kind].name, "number": number}
            for kind, number in self.kinds.items()
        ]
        words = _("%(unit)s: %(matters)s") % {"unit": self.name, "matters": _(", ").join(parts)}
        if self.late:
            words = _("%(words)s; %(late)s late") % {"words": words, "late": self.late}
        return Line(words, absolute(reverse("units:unit", args=[self.pk])))


@dataclass(frozen=True)
class Said:
    """One call's message, and the rows that have a part in it; the others have nothing left to say."""

    digest: Digest
    rows: frozenset[int]


def digest_of(robot: Robot, rows: Sequence[Delivery]) -> Said | None:
    """All that waits for a robot as one message, in the active language; None when nothing is left to say."""
    urgent = {row.pk: row.notification for row in rows if row.notification is not None}
    trials = [row for row in rows if row.notification is None and row.is_urgent]
    days = [row for row in rows if row.notification is None and not row.is_urgent]
    owed = {row.pk: owed_on(robot, row.day) for row in days}
    units = {unit.pk: unit for found in owed.values() for unit in found}
    lines = [*map(_urgent_line, urgent.values()), *(Line(_("The portal reaches this group.")) for _row in trials[:1])]
    lines += [unit.line for unit in units.values()]
    if not lines:
        return None
    with_part = {*urgent, *(row.pk for row in trials)} | {pk for pk, found in owed.items() if found}
    title = _title(len(urgent), len(units))
    return Said(Digest(title, lines, absolute(reverse("notifications:inbox"))), frozenset(with_part))


def owed_on(robot: Robot, day: date) -> list[UnitOwes]:
    """Of the lines told on a day those that are owed still, by unit; who is latest comes first."""
    told = Reminder.objects.filter(notification__day=day, unit__path__startswith=robot.unit.path)
    rows = list(told.order_by("unit__sort_key", "unit", "rank", "id").select_related("unit"))
    open_keys = still_open([(row.kind, row.item, row.due_on) for row in rows])
    single = {(row.kind, row.item, row.due_on): row for row in rows}
    by_unit = _by_unit(row for key, row in single.items() if key in open_keys)
    found = [
        UnitOwes(unit.pk, unit.name, Counter(row.kind for row in of_unit), sum(row.offset > 0 for row in of_unit))
        for unit, of_unit in by_unit.items()
    ]
    return sorted(found, key=lambda owes: -owes.late)


def _by_unit(rows: Iterable[Reminder]) -> dict[Unit, list[Reminder]]:
    found: dict[Unit, list[Reminder]] = defaultdict(list)
    for row in rows:
        if row.unit:
            found[row.unit].append(row)
    return found


def _urgent_line(message: Notification) -> Line:
    words = _("%(unit)s: an urgent message is in the portal") % {"unit": message.post.unit.name}
    return Line(words, absolute(message.url) if message.url else "")


def _title(urgent: int, units: int) -> str:
    if urgent:
        return ngettext("%(number)s urgent message", "%(number)s urgent messages", urgent) % {"number": urgent}
    if units:
        return ngettext("%(number)s unit has something due", "%(number)s units have something due", units) % {
            "number": units
        }
    return _("Trial message")
