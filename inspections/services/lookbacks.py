"""A fixed hazard is looked at again."""

from datetime import timedelta

from django.utils import timezone

from inspections.models import DeadlineRule, Hazard, LookBack


def ensure_look_back(hazard: Hazard, *, reason: str) -> LookBack:
    """The open look-back of the hazard, made when there is none; due the usual time after today."""
    days = DeadlineRule.objects.get(code="look_back").value
    due_on = timezone.localdate() + timedelta(days=days)
    row, _made = LookBack.objects.get_or_create(hazard=hazard, result="", defaults={"reason": reason, "due_on": due_on})
    return row
