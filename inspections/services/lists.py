"""The only writers of time limits and reward rules."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.editing import apply, refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import DeadlineRule, RewardRule


def update_time_limit(rule: DeadlineRule, *, by: User, **facts: Any) -> DeadlineRule:
    """Terms that run now are counted by the new limit; a day that was promised to somebody stays."""
    _refuse_others(by)
    with because(by=by), transaction.atomic():
        row = DeadlineRule.objects.select_for_update().get(pk=rule.pk)
        apply(row, facts)
        row.save()
        return row


def add_reward_rule(*, by: User, **facts: Any) -> RewardRule:
    """A new version: what a reward was computed by is never changed."""
    _refuse_others(by)
    row = RewardRule(**facts)
    refuse_broken_constraints(row)
    with because(by=by), transaction.atomic():
        # One after another, so that a day has one version.
        list(RewardRule.objects.select_for_update().order_by("pk"))
        if RewardRule.objects.filter(valid_from=row.valid_from).exists():
            raise DomainError(_("A version that is valid from this day exists already. Choose another day."))
        row.save()
        return row


def _refuse_others(by: User) -> None:
    if not rules.may_keep_lists(by):
        raise PermissionDenied
