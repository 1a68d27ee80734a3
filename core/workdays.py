"""Working days by the calendar that the office keeps: holidays off, make-up weekends worked.

Load the calendar once and count in loops without a query: `calendar = Calendar.load()`, then
`calendar.add_workdays(day, 20)`. The functions of the module are for a single question.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.db.models.functions import ExtractYear

from core.models import SATURDAY, CalendarDay, CalendarYear

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Plain data: the days that are named, worked or not, and the years in which no more will be named.

    A day that isn't named counts by its weekday, also in a year that nobody has announced yet;
    `is_complete_for` says whether that is certain.
    """

    named: Mapping[date, bool] = field(default_factory=dict)
    complete_years: frozenset[int] = frozenset()

    @classmethod
    def load(cls) -> "Calendar":
        """All of the table in one query: a few dozen rows for each year."""
        complete = CalendarYear.objects.filter(year=OuterRef("of_year"), is_complete=True)
        rows = list(
            CalendarDay.objects.order_by()
            .annotate(of_year=ExtractYear("day"), is_complete=Exists(complete))
            .values_list("day", "is_workday", "is_complete")
        )
        named = {day: is_workday for day, is_workday, _complete in rows}
        return cls(named, frozenset(day.year for day, _worked, is_complete in rows if is_complete))

    def is_workday(self, day: date) -> bool:
        return self.named.get(day, day.isoweekday() < SATURDAY)

    def is_complete_for(self, day: date) -> bool:
        """Whether the holidays of the day's year are all known."""
        return day.year in self.complete_years

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after the day, which itself doesn't count; before it for a negative n.

        0 gives the day itself, even a day off: see `next_workday`.
        """
        step = ONE_DAY if n > 0 else -ONE_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def next_workday(self, day: date) -> date:
        """The day itself, or the first working day after it: where a term of calendar days ends that ends on a day off."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def workdays_between(self, a: date, b: date) -> int:
        """Working days after a, up to and with b; negative (before a, down to and with b) if b is earlier.

        The inverse of adding: `workdays_between(a, add_workdays(a, n)) == n`.
        """
        step = ONE_DAY if b > a else -ONE_DAY
        steps = range(1, abs((b - a).days) + 1)
        count = sum(self.is_workday(a + step * number) for number in steps)
        return count if b > a else -count

    def unknown_years(self, first: date, last: date) -> list[int]:
        """The years between two days, theirs included, whose holidays aren't all known."""
        return [year for year in range(first.year, last.year + 1) if year not in self.complete_years]


def is_workday(day: date) -> bool:
    return Calendar.load().is_workday(day)


def add_workdays(day: date, n: int) -> date:
    return Calendar.load().add_workdays(day, n)


def workdays_between(a: date, b: date) -> int:
    return Calendar.load().workdays_between(a, b)


def unannounced_years(today: date) -> list[int]:
    """Of this and the next year those whose holidays aren't all known, for a warning to whoever keeps them."""
    return Calendar.load().unknown_years(today, date(today.year + 1, 1, 1))
