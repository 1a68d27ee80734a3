"""A line of what a person has to do, and of what waits for a decision."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone


@dataclass(frozen=True)
class ToDo:
    """One thing to do; `due_at` is None where nothing sets a time. `quote` is what the office wrote."""

    title: str
    detail: str
    url: str
    symbol: str
    due_at: datetime | None = None
    is_late: bool = False
    quote: str = ""

    @property
    def due_on(self) -> date | None:
        return timezone.localtime(self.due_at).date() if self.due_at else None


@dataclass(frozen=True)
class Decision:
    title: str
    detail: str
    url: str
    colour: str
    symbol: str
    act: str
