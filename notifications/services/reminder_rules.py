"""The only writers of the rules of reminding and of the hours."""

from collections.abc import Collection
from datetime import time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.editing import lock_for_edit, refuse_broken_constraints
from core.errors import DomainError, Outdated
from core.history import because
from notifications.duties import sources
from notifications.models import Level, ReminderRule, SendingHours
from notifications.rules import may_edit_rules
from notifications.selectors.reminder_rules import Stage, fingerprint, first_stages_of, stages_of


def save_stages(kind: str, stages: Collection[Stage], *, seen: str, by: User, why: str = "") -> list[Stage]:
    """Make these the stages of a kind; none switches it off. `seen`: fingerprint of those the person saw.

    Raises Outdated when somebody else saved others meanwhile.
    """
    with because(why, by=by), transaction.atomic():
        _begin(kind, by)
        if fingerprint(stages_of(kind)) != seen:
            raise Outdated(_("Somebody else has saved this in the meantime. Nothing of yours is saved yet."))
        return _replace(kind, stages)


def restore_first_stages(kind: str, *, by: User, why: str) -> list[Stage]:
    """Back to the stages that a new portal starts with."""
    with because(why, by=by), transaction.atomic():
        _begin(kind, by)
        return _replace(kind, first_stages_of(kind))


def update_hours(
    hours: SendingHours, *, by: User, version: int, daily_at: time, brief_at: time, quiet_from: time, quiet_until: time
) -> SendingHours:
    with because(by=by), transaction.atomic():
        _refuse_others(by)
        hours = lock_for_edit(hours, version=version)
        hours.daily_at, hours.brief_at = daily_at, brief_at
        hours.quiet_from, hours.quiet_until = quiet_from, quiet_until
        refuse_broken_constraints(hours)
        hours.save()
        return hours


def _begin(kind: str, by: User) -> None:
    """The hours' row stands for all rules: a kind without stages has no row of its own to lock."""
    _refuse_others(by)
    if kind not in sources():
        raise DomainError(_("Nothing of this kind is reminded of."))
    SendingHours.objects.select_for_update().get(pk=SendingHours.ONLY)


def _replace(kind: str, stages: Collection[Stage]) -> list[Stage]:
    """Rows that stay the same leave no trace in the history."""
    rows = {row.offset: row for row in ReminderRule.objects.filter(kind=kind)}
    ReminderRule.objects.filter(kind=kind).exclude(offset__in=[stage.offset for stage in stages]).delete()
    for stage in stages:
        row = rows.get(stage.offset) or ReminderRule(kind=kind, offset=stage.offset)
        facts = ([level for level in Level.values if level in stage.levels], stage.is_compulsory)
        if row.pk and (row.levels, row.is_compulsory) == facts:
            continue
        row.levels, row.is_compulsory = facts
        refuse_broken_constraints(row)
        row.save()
    return stages_of(kind)


def _refuse_others(by: User) -> None:
    if not may_edit_rules(by):
        raise PermissionDenied
