"""The rules of reminding, as the office reads them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.history import Change, Entry
from notifications.duties import Source, sources
from notifications.first_rules import first_stages
from notifications.models import Level, ReminderRule, stage_name

GROUPS: Mapping[str, str | Promise] = {
    "campaigns": gettext_lazy("Assignments, notices, meetings"),
    "activities": gettext_lazy("Activities"),
    "inspections": gettext_lazy("Hazards and rewards"),
    "notifications": gettext_lazy("Units"),
}
NEWEST_CHANGES = 50


@dataclass(frozen=True, order=True)
class Stage:
    """When and whom, whatever row it is kept in."""

    offset: int
    levels: tuple[str, ...]
    is_compulsory: bool = False


@dataclass(frozen=True)
class KindOfDuty:
    source: Source
    stages: Sequence[Stage]

    @property
    def sentences(self) -> list[tuple[str, str, bool]]:
        """Of each stage: when, whom, and whether it goes by every channel."""
        return [
            (when_words(stage.offset, self.source), levels_words(stage.levels), stage.is_compulsory)
            for stage in self.stages
        ]


@dataclass(frozen=True)
class Group:
    name: str | Promise
    kinds: Sequence[KindOfDuty]


def groups_of_rules() -> list[Group]:
    """All kinds by the part of the portal they come from, each with its stages; one query."""
    stages = _stages_by_kind()
    found = defaultdict(list)
    for path in settings.DUTY_SOURCES:
        for source in import_string(path):
            found[path.split(".")[0]].append(KindOfDuty(source, stages.get(source.kind, [])))
    return [Group(GROUPS.get(app, app), kinds) for app, kinds in found.items()]


def kind_of_duty(kind: str) -> KindOfDuty | None:
    source = sources().get(kind)
    return KindOfDuty(source, stages_of(kind)) if source else None


def stages_of(kind: str) -> list[Stage]:
    return _stages(ReminderRule.objects.filter(kind=kind))


def first_stages_of(kind: str) -> list[Stage]:
    """What a new portal starts with."""
    return [
        Stage(facts["offset"], tuple(facts["levels"]), facts.get("is_compulsory", False))
        for facts in first_stages(kind)
    ]


def levels_for(kind: str) -> list[str]:
    """Whom stages of this kind may name: what only the office owes has nobody below it to tell."""
    named = {level for stage in [*first_stages_of(kind), *stages_of(kind)] for level in stage.levels}
    if named and named <= {Level.OFFICE, Level.LEADER}:
        return [Level.OFFICE, Level.LEADER]
    return list(Level.values)


def offers_the_day_itself(source: Source) -> bool:
    """Where counting starts on the day that the matter comes up, that day's own stage would never be reached."""
    return not source.counts_from_start or any(stage.offset == 0 for stage in first_stages_of(source.kind))


def when_words(offset: int, source: Source) -> str:
    if not source.counts_from_start:
        return stage_name(offset)
    if offset == 0:
        return _("on the first day")
    return ngettext("after %(number)s working day", "after %(number)s working days", offset) % {"number": offset}


def levels_words(levels: Iterable[str]) -> str:
    """The levels in the order in which silence climbs."""
    chosen = set(levels)
    return _(", ").join(str(level.label) for level in Level if level in chosen)


def fingerprint(stages: Iterable[Stage]) -> str:
    """Equal for equal stages; a form carries it to learn whether somebody changed them meanwhile."""
    return ";".join(f"{stage.offset}:{'+'.join(stage.levels)}:{int(stage.is_compulsory)}" for stage in sorted(stages))


def changes_of(kind: str) -> list[Entry]:
    """What people changed in the stages of a kind, newest first, one entry for each saving."""
    source = sources()[kind]
    events = apps.get_model("notifications", "ReminderRuleEvent").objects.filter(kind=kind)
    known: dict[int, str] = {}
    saved: dict[tuple[int, datetime], list[Change]] = defaultdict(list)
    contexts = {}
    for event in events.select_related("pgh_context").order_by("pgh_id"):
        told = _("removed") if event.pgh_label == "delete" else _told(event)
        was, known[event.pgh_obj_id] = known.get(event.pgh_obj_id), told
        # The stages that a portal starts with are no news.
        if event.pgh_context:
            at = (event.pgh_context_id, event.pgh_created_at)
            saved[at].append(Change(when_words(event.offset, source), was, told))
            contexts[at] = event.pgh_context.metadata
    return [
        Entry(at[1], contexts[at].get("name", ""), contexts[at].get("why", ""), "update", tuple(changes))
        for at, changes in reversed(saved.items())
    ][:NEWEST_CHANGES]


def _told(row: Any) -> str:
    words = levels_words(row.levels)
    return _("%(levels)s (compulsory)") % {"levels": words} if row.is_compulsory else words


def _stages(rows: Iterable[ReminderRule]) -> list[Stage]:
    return sorted(Stage(row.offset, tuple(row.levels), row.is_compulsory) for row in rows)


def _stages_by_kind() -> dict[str, list[Stage]]:
    rows = defaultdict(list)
    for row in ReminderRule.objects.all():
        rows[row.kind].append(row)
    return {kind: _stages(of_kind) for kind, of_kind in rows.items()}
