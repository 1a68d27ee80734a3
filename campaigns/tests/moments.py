"""Moments of the tests about what is owed."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone


def on(month: int, day: int, hour: int = 10) -> datetime:
    """In 2026, in UTC; at ten it is six in the evening in the county."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def days_from_now(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)
