"""The timeline with what is late."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce

from accounts.models import User
from campaigns.models import Campaign, TimelineEntry


@dataclass(frozen=True)
class TimelineLine:
    entry: TimelineEntry
    today: date

    @property
    def has_happened(self) -> bool:
        return self.entry.actual_on is not None and self.entry.actual_on <= self.today

    @property
    def is_late(self) -> bool:
        """The planned day has passed and nobody has said that it happened."""
        planned = self.entry.planned_on
        return self.entry.actual_on is None and planned is not None and planned < self.today

    @property
    def is_today(self) -> bool:
        return (self.entry.actual_on or self.entry.planned_on) == self.today

    @property
    def days_late(self) -> int:
        """How long after the planned day it happened, or how long it has been awaited; 0 when in time."""
        planned = self.entry.planned_on
        end = self.entry.actual_on or self.today
        return max((end - planned).days, 0) if planned is not None else 0

    @property
    def colour(self) -> str:
        if self.is_late:
            return "red"
        if self.has_happened:
            return "green"
        return "yellow" if self.is_today else "blue"


def timeline_of(campaign: Campaign, *, user: User, today: date, kind: str = "") -> list[TimelineLine]:
    """By the planned day; what was never planned stands at the day it happened."""
    entries = TimelineEntry.objects.visible_to(user).filter(campaign=campaign)
    if kind:
        entries = entries.filter(kind=kind)
    return [TimelineLine(entry, today) for entry in entries.order_by(Coalesce("planned_on", "actual_on"), "id")]
