"""What goes by every channel, whatever a person has chosen."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from notifications.duties import sources
from notifications.models import ReminderRule, stage_name


@dataclass(frozen=True)
class CompulsoryKind:
    name: str | Promise
    stages: Sequence[str]


def compulsory_kinds() -> list[CompulsoryKind]:
    """The kinds of duty with compulsory stages, in the order of the settings."""
    offsets: dict[str, list[int]] = defaultdict(list)
    for rule in ReminderRule.objects.filter(is_compulsory=True).order_by("offset"):
        offsets[rule.kind].append(rule.offset)
    return [
        CompulsoryKind(source.name, [stage_name(offset) for offset in offsets[source.kind]])
        for source in sources().values()
        if source.kind in offsets
    ]
