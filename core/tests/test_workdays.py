from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import span
from core.models import CalendarDay, CalendarYear
from core.workdays import Calendar, add_workdays, is_workday, unannounced_years, workdays_between

LABOUR_DAY = dict.fromkeys(span(date(2026, 5, 1), date(2026, 5, 5)), False) | {date(2026, 5, 9): True}
NATIONAL_DAY = dict.fromkeys(span(date(2026, 10, 1), date(2026, 10, 7)), False)
NATIONAL_DAY |= {date(2026, 9, 20): True, date(2026, 10, 10): True}
MID_AUTUMN = dict.fromkeys(span(date(2026, 9, 25), date(2026, 9, 27)), False)
CALENDAR = Calendar(LABOUR_DAY | MID_AUTUMN | NATIONAL_DAY, frozenset({2026}))
# Any weekend may be worked and any weekday be off, several in a row too.
CALENDARS = st.dictionaries(st.dates(date(2026, 4, 1), date(2026, 6, 30)), st.booleans(), max_size=40).map(Calendar)
DAYS = st.dates(date(2026, 3, 1), date(2026, 7, 31))


# Thursday 30 April; off from Friday 1 to Tuesday 5 May; Wednesday 6, Thursday 7, Friday 8, Saturday 9 worked, Sunday 10
# off; Monday 11.
@pytest.mark.parametrize(
    ("n", "day"),
    [(1, (5, 6)), (3, (5, 8)), (4, (5, 9)), (5, (5, 11)), (9, (5, 15)), (10, (5, 18)), (-1, (4, 29)), (-4, (4, 24))],
)
def test_working_days_from_the_eve_of_the_may_holiday(n, day):
    assert CALENDAR.add_workdays(date(2026, 4, 30), n) == date(2026, *day)


# Wednesday 30 September; off from 1 to 7 October; Thursday 8, Friday 9, Saturday 10 worked, Sunday 11 off; Monday 12.
@pytest.mark.parametrize(
    ("n", "day"), [(1, (10, 8)), (2, (10, 9)), (3, (10, 10)), (4, (10, 12)), (8, (10, 16)), (9, (10, 19))]
)
def test_working_days_from_the_eve_of_the_october_holiday(n, day):
    assert CALENDAR.add_workdays(date(2026, 9, 30), n) == date(2026, *day)


def test_a_make_up_sunday_counts_as_the_first_working_day():
    friday, sunday, monday = date(2026, 9, 18), date(2026, 9, 20), date(2026, 9, 21)

    assert (CALENDAR.add_workdays(friday, 1), CALENDAR.add_workdays(friday, 2)) == (sunday, monday)


def test_a_make_up_sunday_is_the_last_working_day_before_monday():
    assert CALENDAR.add_workdays(date(2026, 9, 21), -1) == date(2026, 9, 20)


@pytest.mark.parametrize(("asked", "left"), [(date(2026, 9, 14), 20), (date(2026, 9, 15), 19)])
def test_nineteen_are_told_from_twenty_working_days_before_an_end(asked, left):
    """15-18, Sunday 20, 21-24, 28-30 September are 12, then 8, 9, Saturday 10, 12-16 October are 8."""
    end = date(2026, 10, 16)

    assert (CALENDAR.workdays_between(asked, end), CALENDAR.add_workdays(asked, left)) == (left, end)


def test_twenty_working_days_before_an_end():
    assert CALENDAR.add_workdays(date(2026, 10, 16), -20) == date(2026, 9, 14)


def test_no_working_days_more_is_the_day_itself_even_in_a_holiday():
    assert CALENDAR.add_workdays(date(2026, 5, 2), 0) == date(2026, 5, 2)


@pytest.mark.parametrize(("day", "next_day"), [((5, 1), (5, 6)), ((5, 9), (5, 9)), ((5, 10), (5, 11))])
def test_next_workday_is_the_day_itself_unless_it_is_off(day, next_day):
    assert CALENDAR.next_workday(date(2026, *day)) == date(2026, *next_day)


def test_between_counts_the_end_and_not_the_start():
    assert CALENDAR.workdays_between(date(2026, 4, 30), date(2026, 5, 11)) == 5


def test_between_is_negative_towards_an_earlier_day():
    assert CALENDAR.workdays_between(date(2026, 5, 11), date(2026, 4, 30)) == -5


@given(CALENDARS, DAYS, st.integers(-60, 60))
def test_between_takes_back_what_was_added(calendar, day, n):
    assert calendar.workdays_between(day, calendar.add_workdays(day, n)) == n


@given(CALENDARS, DAYS, st.integers(-60, 60))
def test_added_days_end_on_a_working_day(calendar, day, n):
    assert n == 0 or calendar.is_workday(calendar.add_workdays(day, n))


@given(CALENDARS, DAYS, st.integers(0, 30), st.integers(0, 30))
def test_adding_twice_is_adding_the_sum(calendar, day, n, m):
    assert calendar.add_workdays(calendar.add_workdays(day, n), m) == calendar.add_workdays(day, n + m)


@given(CALENDARS, DAYS, DAYS)
def test_one_day_later_is_one_more_if_it_is_worked(calendar, a, b):
    start, end = sorted((a, b))
    later = end + timedelta(days=1)

    grown = calendar.workdays_between(start, later) - calendar.workdays_between(start, end)
    assert grown == calendar.is_workday(later)


def test_an_unknown_year_is_counted_monday_to_friday_and_says_so():
    friday = date(2031, 5, 2)

    assert (CALENDAR.add_workdays(friday, 1), CALENDAR.is_complete_for(friday)) == (date(2031, 5, 5), False)


def test_the_unknown_years_of_a_span_are_named():
    assert CALENDAR.unknown_years(date(2025, 12, 1), date(2027, 1, 4)) == [2025, 2027]


@pytest.mark.django_db
def test_the_calendar_is_loaded_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar = Calendar.load()
        found = [calendar.is_workday(date(2026, 1, 1) + timedelta(days=number)) for number in range(365)]

    assert sum(found) == 248


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "worked"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_first_table_has_the_working_days_of_the_year(year, worked):
    """Days of the year without weekends, less the weekdays off, with the weekends worked."""
    assert workdays_between(date(year - 1, 12, 31), date(year, 12, 31)) == worked


@pytest.mark.django_db
def test_single_questions_read_the_table():
    assert (is_workday(date(2026, 5, 9)), add_workdays(date(2026, 4, 30), 5)) == (True, date(2026, 5, 11))


@pytest.mark.django_db
def test_next_year_is_unannounced_until_its_table_is_complete():
    before = unannounced_years(date(2026, 11, 1))
    CalendarYear.objects.filter(year=2027).update(is_complete=True)

    assert (before, unannounced_years(date(2026, 11, 1))) == ([2027], [])


@pytest.mark.django_db
def test_a_year_called_complete_without_a_single_day_is_not_believed():
    CalendarYear.objects.create(year=2030, is_complete=True, source_zh="通知", source_en="Notice")

    assert Calendar.load().is_complete_for(date(2030, 1, 2)) is False


@pytest.mark.django_db
def test_the_table_of_2027_has_only_the_days_fixed_by_law():
    found = CalendarDay.objects.filter(day__year=2027)

    assert (found.count(), found.filter(is_workday=True).count()) == (13, 0)
