"""This year beside the year before, on the same day of the month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from campaigns.models import Campaign
from core.figures import Figure
from reports.selectors.figures import ACTIVITIES, FigureLine, View, figures
from reports.selectors.reach import view_of
from reports.selectors.years import filters_before


@dataclass(frozen=True)
class YearLine:
    name: str
    now: Figure
    now_url: str
    before: Figure
    before_url: str


@dataclass(frozen=True)
class Years:
    """`day` is the day of the year before up to which it is counted."""

    campaign: Campaign
    day: date
    lines: tuple[YearLine, ...]


def view_before(view: View, *, user: User | None, previous: Campaign, until: date | None = None) -> View | None:
    """The same unit and days a year back; None where the year before can't be asked so."""
    narrowed = view.filters.with_(day_to=until) if until else view.filters
    filters = filters_before(narrowed, view.campaign, previous)
    return view_of(user, previous, filters) if filters is not None else None


def years_of(view: View, codes: Iterable[str], *, user: User, today: date, previous: Campaign | None) -> Years | None:
    """Figures up to today of both years; those of this year leave out what is dated later."""
    if previous is None:
        return None
    until = min(day for day in (view.filters.day_to, today) if day)
    before = view_before(view, user=user, previous=previous, until=until)
    if before is None or before.filters.day_to is None:
        return None
    wanted = (ACTIVITIES, *codes)
    now = {line.code: line for line in figures(view.narrowed(day_to=until), wanted, with_missing=False)}
    then = {line.code: line for line in figures(before, wanted, with_missing=False)}
    return Years(previous, before.filters.day_to, tuple(_line(now, then, code) for code in wanted if code in now))


def _line(now: Mapping[str, FigureLine], then: Mapping[str, FigureLine], code: str) -> YearLine:
    return YearLine(now[code].name, now[code].figure, now[code].url, then[code].figure, then[code].url)
