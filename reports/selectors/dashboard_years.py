"""This year beside the year before, on the same day of the month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from campaigns.models import Campaign
from core.figures import Figure
from reports.selectors.figures import ACTIVITIES, FigureLine, View, figures
from reports.selectors.reach import view_of
from reports.selectors.years import filters_before, previous_campaign


@dataclass(frozen=True)
class YearLine:
    name: str
    now: Figure
    now_url: str
    before: Figure
    before_url: str


@dataclass(frozen=True)
class Years:
    """`day` is the day of the year before up to which it is counted; the lines are empty without such a year."""

    campaign: Campaign
    day: date
    lines: tuple[YearLine, ...]


def years_of(
    view: View, shown: Mapping[str, FigureLine], codes: Iterable[str], *, user: User, today: date
) -> Years | None:
    """The figures in view, which end today at the latest, beside those of the same days a year back."""
    previous = previous_campaign(view.campaign, user=user)
    if previous is None:
        return None
    until = min(day for day in (view.filters.day_to, today) if day)
    filters = filters_before(view.filters.with_(day_to=until), view.campaign, previous)
    if filters is None or filters.day_to is None:
        return None
    wanted = (ACTIVITIES, *codes)
    before = figures(view_of(user, previous, filters), wanted, with_missing=False)
    found = {line.code: line for line in before}
    lines = tuple(
        YearLine(shown[code].name, shown[code].figure, shown[code].url, found[code].figure, found[code].url)
        for code in wanted
        if code in found and code in shown
    )
    return Years(previous, filters.day_to, lines)
