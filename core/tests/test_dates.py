import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.dates import parse_day, shift

JUNE_10 = dt.date(2026, 6, 10)
days = st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))


@pytest.mark.parametrize(
    "raw",
    [
        JUNE_10,
        dt.datetime(2026, 6, 10, 23, 59),
        dt.datetime(2026, 6, 9, 16, 0, tzinfo=dt.UTC),
        46183.0,
        46183.75,
        20260610,
        "2026-06-10",
        "2026-6-10",
        "2026/6/10",
        "2026.6.10",
        "２０２６－０６－１０",
        "20260610",
        "2026年6月10日",
        "2026 年 6 月 10 日",
        "6月10日",
        "6月10号",
        "06-10",
        "6.10",
        "6/10",
        "10 June 2026",
        "10 June",
        "June 10, 2026",
        "Jun 10",
        "2026-06-10 09:30",
        "2026-06-10T09:30:00",
    ],
)
def test_parse_day_reads_10_june_2026(raw):
    assert parse_day(raw, 2026) == JUNE_10


def test_parse_day_keeps_a_typed_year():
    assert parse_day("2025年6月10日", 2026) == dt.date(2025, 6, 10)


@pytest.mark.parametrize("raw", ["2026-06-31", "6月31日", "2-29", "13-01", "31 June"])
def test_parse_day_says_that_a_day_does_not_exist(raw):
    with pytest.raises(ValueError) as refusal:
        parse_day(raw, 2026)

    assert str(refusal.value) == f"“{raw}” does not exist in the calendar."


@pytest.mark.parametrize("raw", ["", "soon", "10/6/2026", "26-06-10", "Junk 10", "2026-06", "六月十日", "4万余"])
def test_parse_day_refuses_what_is_no_day(raw):
    with pytest.raises(ValueError) as refusal:
        parse_day(raw, 2026)

    assert str(refusal.value) == (f"“{raw}” isn't a date. Write it as 2026-06-10, or as 06-10 for the campaign's year.")


@pytest.mark.parametrize("raw", [None, True, 0, -3.5, 1e18, float("nan"), float("inf"), dt.time(9)])
def test_parse_day_refuses_odd_values(raw):
    with pytest.raises(ValueError, match="isn't a date"):
        parse_day(raw, 2026)


@pytest.mark.parametrize("raw", ["1999-12-31", "2101-01-01", dt.date(1900, 1, 1), 2.0])
def test_parse_day_refuses_years_out_of_reach(raw):
    with pytest.raises(ValueError, match="is not between the years 2000 and 2100."):
        parse_day(raw, 2026)


@given(days, st.sampled_from(["{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日"]))
def test_parse_day_reads_every_day_of_the_calendar(day, shape):
    assert parse_day(shape.format(day), 2026) == day


@given(days, st.sampled_from(["{0.month}月{0.day}日", "{0:%m-%d}"]))
def test_parse_day_without_a_year_takes_the_campaigns(day, shape):
    assert parse_day(shape.format(day), day.year) == day


@given(st.text(max_size=30))
def test_parse_day_never_fails_otherwise(text):
    try:
        day = parse_day(text, 2026)
    except ValueError:
        return
    assert 2000 <= day.year <= 2100


def test_shift_moves_a_day_to_the_same_weekday_of_next_year():
    moved = shift(JUNE_10, dt.date(2026, 6, 1), dt.date(2027, 6, 1))

    assert moved == dt.date(2027, 6, 9)
    assert moved.isoweekday() == JUNE_10.isoweekday() == 3


@given(days, days, days, days)
def test_shift_keeps_weekdays_and_distances(day, other, old_start, new_start):
    assume(abs((new_start - old_start).days) < 3000)

    moved = shift(day, old_start, new_start)

    assert moved.isoweekday() == day.isoweekday()
    assert shift(other, old_start, new_start) - moved == other - day
    assert abs((shift(old_start, old_start, new_start) - new_start).days) <= 3
