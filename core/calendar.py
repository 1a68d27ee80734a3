"""The calendar a new portal starts with: `data/calendar.yaml`."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

SOURCE = Path(__file__).parent / "data" / "calendar.yaml"


def load_calendar(get_model: Callable[[str, str], Any] = apps.get_model) -> None:
    """Add the years that are missing, each with its days; a year that is there stays as the office has it."""
    years, days = get_model("core", "CalendarYear"), get_model("core", "CalendarDay")
    known = set(years.objects.values_list("year", flat=True))
    taken = set(days.objects.values_list("day", flat=True))
    for year, facts in yaml.safe_load(SOURCE.read_text(encoding="utf-8")).items():
        if year in known:
            continue
        years.objects.create(year=year, is_complete=facts["complete"], source_zh=facts["zh"], source_en=facts["en"])
        days.objects.bulk_create(
            days(day=day, is_workday=is_workday, name_zh=holiday["zh"], name_en=holiday["en"])
            for holiday in facts["days"]
            for day, is_workday in _days_of(holiday)
            if day not in taken
        )


def span(first: date, last: date) -> Iterator[date]:
    """Each day from the first to the last, both included."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _days_of(holiday: dict[str, Any]) -> Iterator[tuple[date, bool]]:
    yield from ((day, False) for day in span(*holiday["rest"]))
    yield from ((day, True) for day in holiday.get("worked", ()))
