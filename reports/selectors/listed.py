"""A line of what a person has to do, and of what waits for a decision."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from units.models import Unit

# Of the records of a decision; the others are on its page.
FEW_CASES = 3


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
class Case:
    """One record of a decision that can be settled by a press: `post` takes `fields` and does it."""

    title: str
    detail: str
    url: str
    act: str
    post: str
    fields: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Decision:
    """`url` opens the records; `post`, where a press is enough, acts on all of them. `cases` are the first few."""

    title: str
    detail: str
    url: str
    colour: str
    symbol: str
    act: str
    post: str = ""
    cases: tuple[Case, ...] = ()


def urge_address(campaign: Campaign, what: str, below: Unit | None) -> str:
    """Where a press urges all who are late with something."""
    page = reverse("reports:dashboard_urge", args=[campaign.slug, what])
    return f"{page}?unit={below.pk}" if below else page
