"""What goes by every channel, whatever a person has chosen."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from accounts.models import Role, User
from notifications.duties import sources
from notifications.models import Level, ReminderRule
from notifications.selectors.reminder_rules import when_words

UNIT = [Level.LIAISON, Level.HEAD, Level.SUPERIOR]
LEVELS: dict[str, list[Level]] = {Role.OFFICE: [Level.OFFICE], Role.LEADER: [Level.LEADER]}


@dataclass(frozen=True)
class CompulsoryKind:
    name: str | Promise
    stages: Sequence[str]


def compulsory_kinds(user: User) -> list[CompulsoryKind]:
    """The kinds of duty with compulsory stages that reach the person's role, in the order of the settings."""
    offsets: dict[str, list[int]] = defaultdict(list)
    levels = LEVELS.get(str(user.role), UNIT)
    for rule in ReminderRule.objects.filter(is_compulsory=True, levels__overlap=levels).order_by("offset"):
        offsets[rule.kind].append(rule.offset)
    return [
        CompulsoryKind(source.name, [when_words(offset, source) for offset in offsets[source.kind]])
        for source in sources().values()
        if source.kind in offsets
    ]
