"""Round numbers for an axis."""

from datetime import date, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

TICKS = 4
MOST_DAYS_LABELLED = 7


def steps(largest: int, *, most: int = TICKS) -> list[int]:
    """From 0 to at least `largest` in at most `most` equal steps of 1, 2 or 5 times a power of ten."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor * most >= largest:
                size = step * factor
                count = max(-(-largest // size), 1)
                return [size * place for place in range(count + 1)]
        step *= 10


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(place) for place in range((last - first).days + 1)]


def day_labels(days: list[date]) -> dict[int, str]:
    """{place of the day: label}, few enough to stand side by side on a phone."""
    if not days:
        return {}
    if days[0].month == days[-1].month and len(days) <= 31:
        wanted = {0, len(days) - 1} | {place for place, day in enumerate(days) if day.day % 5 == 0}
        crowded = {place for place in wanted if place and len(days) - 1 - place in (1, 2)}
        crowded |= {place for place in wanted if place in (1, 2) and len(days) > 10}
        return {place: str(days[place].day) for place in sorted(wanted - crowded)}
    gap = max(-(-(len(days) - 1) // (MOST_DAYS_LABELLED - 1)), 1)
    return {place: short_day(days[place]) for place in range(0, len(days), gap)}


def short_day(day: date) -> str:
    return _short_day(day, get_language())


@lru_cache(maxsize=1024)
def _short_day(day: date, _language: str | None) -> str:
    return date_format(day, pgettext("day on the axis of a chart", "j M"))
