from datetime import date

import pytest
from django.db import IntegrityError

from core.calendar import load_calendar
from core.models import CalendarDay, CalendarYear

pytestmark = pytest.mark.django_db


def test_loading_again_changes_nothing_the_office_changed():
    CalendarDay.objects.filter(day=date(2026, 5, 9)).delete()
    CalendarYear.objects.filter(year=2027).update(is_complete=True)

    load_calendar()

    assert not CalendarDay.objects.filter(day=date(2026, 5, 9)).exists()
    assert CalendarYear.objects.get(year=2027).is_complete


def test_loading_adds_a_year_that_is_missing():
    CalendarYear.objects.all().delete()
    CalendarDay.objects.all().delete()

    load_calendar()

    assert list(CalendarYear.objects.values_list("year", "is_complete")) == [
        (2024, True),
        (2025, True),
        (2026, True),
        (2027, False),
    ]
    assert CalendarDay.objects.get(day=date(2026, 5, 9)).is_workday


def test_loading_leaves_a_day_that_stands_without_its_year():
    CalendarYear.objects.filter(year=2026).delete()
    CalendarDay.objects.filter(day__year=2026).exclude(day=date(2026, 1, 1)).delete()
    CalendarDay.objects.filter(day=date(2026, 1, 1)).update(name_en="Ours")

    load_calendar()

    assert CalendarDay.objects.get(day=date(2026, 1, 1)).name_en == "Ours"


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "劳动节"), ("en", "Labour Day")])
def test_a_day_is_named_in_the_language_of_the_page(language, name):
    assert CalendarDay.objects.get(day=date(2026, 5, 1)).name_in(language) == name


def test_a_day_is_named_once():
    with pytest.raises(IntegrityError, match="day"):
        CalendarDay.objects.create(day=date(2026, 5, 1), name_zh="甲", name_en="A")


def test_only_a_weekend_is_worked_to_make_up():
    with pytest.raises(IntegrityError, match="calendar_work_makes_up_on_weekends"):
        CalendarDay.objects.create(day=date(2026, 7, 1), is_workday=True, name_zh="甲", name_en="A")


def test_a_complete_year_says_what_it_rests_on():
    with pytest.raises(IntegrityError, match="calendar_year_complete_has_source"):
        CalendarYear.objects.create(year=2030, is_complete=True, source_zh="通知")


@pytest.mark.parametrize("year", [1999, 2101])
def test_a_year_is_one_that_days_can_be_typed_in(year):
    with pytest.raises(IntegrityError, match="calendar_year_is_one"):
        CalendarYear.objects.create(year=year)


def test_a_year_is_there_once():
    with pytest.raises(IntegrityError, match="year"):
        CalendarYear.objects.create(year=2026)
