"""This year beside the year before, on the same day of the month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from accounts.models import User
from campaigns.models import Campaign
from core.figures import Figure
from reports.selectors.figures import ACTIVITIES, FigureLine, View, figures
from reports.selectors.panels import counts_by_day
from reports.selectors.reach import view_of
from reports.selectors.years import filters_before, previous_campaign, years_back


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


def view_before(view: View, *, user: User | None) -> View | None:
    """The same unit and days a year back; None without such a year."""
    key = "previous", view.campaign.pk, user and user.standing
    previous = view.lists.kept.get(key, lambda: previous_campaign(view.campaign, user=user))
    filters = filters_before(view.filters, view.campaign, previous) if previous else None
    if previous is None or filters is None:
        return None
    return replace(view_of(user, previous, filters), reading=view.reading, lists=view.lists)


def years_of(
    view: View, before: View | None, shown: Mapping[str, FigureLine], codes: Iterable[str], *, today: date
) -> Years | None:
    """Figures up to today of both years; `shown` are those in view, of which what is dated later is left out."""
    if before is None:
        return None
    until, day = last_days(view, before, today)
    wanted = (ACTIVITIES, *codes)
    now = _until(view, until, wanted) if _goes_on(view, until) else shown
    then = _until(before, day if _goes_on(before, day) else None, wanted)
    return Years(before.campaign, day, tuple(_line(now, then, code) for code in wanted if code in now))


def last_days(view: View, before: View, today: date) -> tuple[date, date]:
    """Up to which both years are counted."""
    until = min(day for day in (view.filters.day_to, today) if day)
    return until, years_back(until, view.campaign.year - before.campaign.year)


def _goes_on(view: View, until: date) -> bool:
    return any(day > until for day in counts_by_day(view))


def _until(view: View, until: date | None, codes: Iterable[str]) -> dict[str, FigureLine]:
    seen = view.narrowed(day_to=until) if until else view
    return {line.code: line for line in figures(seen, codes, with_missing=False)}


def _line(now: Mapping[str, FigureLine], then: Mapping[str, FigureLine], code: str) -> YearLine:
    return YearLine(now[code].name, now[code].figure, now[code].url, then[code].figure, then[code].url)
