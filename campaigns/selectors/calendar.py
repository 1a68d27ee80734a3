"""A year of the working-day calendar, as a page shows it."""

import calendar as weeks
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.models import CalendarDay, CalendarYear
from core.workdays import ONE_DAY, Calendar, unannounced_years

NEWEST_CHANGES = 50
MONDAY_FIRST = weeks.Calendar(firstweekday=weeks.MONDAY)


@dataclass(frozen=True)
class Cell:
    day: date
    is_workday: bool
    named: CalendarDay | None


@dataclass(frozen=True)
class Stretch:
    """Days of a month one after another that have the same name and source, and are all off or all worked."""

    first: date
    last: date
    named: CalendarDay


@dataclass(frozen=True)
class Month:
    title: str
    weeks: list[list[Cell | None]]
    stretches: list[Stretch]
    worked: int


@dataclass(frozen=True)
class Year:
    year: int
    row: CalendarYear | None
    months: list[Month]
    holidays: int
    made_up: int

    @property
    def is_complete(self) -> bool:
        return self.row is not None and self.row.is_complete and bool(self.holidays)

    @property
    def worked(self) -> int:
        return sum(month.worked for month in self.months)


@dataclass(frozen=True)
class Change:
    """For components/history.html; says the day in words, also of one that is gone."""

    action: str
    at: datetime
    by: str
    why: str
    changes: tuple = ()


def calendar_year(year: int) -> Year:
    named = {row.day: row for row in CalendarDay.objects.filter(day__year=year)}
    made_up = sum(row.is_workday for row in named.values())
    row = CalendarYear.objects.filter(year=year).first()
    months = [_month(year, number, named) for number in range(1, 13)]
    return Year(year, row, months, len(named) - made_up, made_up)


def _month(year: int, number: int, named: dict[date, CalendarDay]) -> Month:
    count = Calendar({day: row.is_workday for day, row in named.items()})
    grid = [
        [Cell(day, count.is_workday(day), named.get(day)) if day.month == number else None for day in week]
        for week in MONDAY_FIRST.monthdatescalendar(year, number)
    ]
    own = [row for day, row in sorted(named.items()) if day.month == number]
    worked = sum(cell.is_workday for week in grid for cell in week if cell)
    return Month(
        date_format(date(year, number, 1), pgettext("month of a calendar", "F")), grid, _stretches(own), worked
    )


def _stretches(rows: list[CalendarDay]) -> list[Stretch]:
    found: list[Stretch] = []
    for row in rows:
        last = found[-1] if found else None
        if last and last.last + ONE_DAY == row.day and _facts(last.named) == _facts(row):
            found[-1] = Stretch(last.first, row.day, row)
        else:
            found.append(Stretch(row.day, row.day, row))
    return found


def _facts(row: CalendarDay) -> tuple:
    return row.is_workday, row.name_zh, row.name_en, row.source


def in_words(day: date) -> str:
    return date_format(day, pgettext("day of another year", "j F Y"))


def years_to_warn_of(shown: Year, today: date, *, is_keeper: bool) -> list[int]:
    """The shown year, and for whoever keeps the calendar this and the next one, where not all is known."""
    coming = unannounced_years(today) if is_keeper else []
    return sorted({*coming, *([] if shown.is_complete else [shown.year])})


def changes_of(year: int) -> list[Change]:
    """What people changed in the days of a year, newest first; the rows a portal starts with are no news."""
    events = apps.get_model("core", "CalendarDayEvent").objects.filter(day__year=year, pgh_context__isnull=False)
    words = {"insert": _("%(day)s added: %(name)s"), "delete": _("%(day)s removed: %(name)s")}
    return [
        Change(
            action=words.get(event.pgh_label, _("%(day)s changed: %(name)s"))
            % {"day": in_words(event.day), "name": CalendarDay(name_zh=event.name_zh, name_en=event.name_en).name},
            at=event.pgh_created_at,
            by=event.pgh_context.metadata.get("name", ""),
            why=event.pgh_context.metadata.get("why", ""),
        )
        for event in events.select_related("pgh_context").order_by("-pgh_id")[:NEWEST_CHANGES]
    ]
