"""Rows set aside on disk and written by one COPY."""

import datetime as dt

import pytest
from django.db import IntegrityError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.bulk import RowFile, among
from core.models import CalendarDay
from tests.drawn import examples

FIELDS = ["day", "is_workday", "name_zh", "name_en", "source"]
DAY = dt.date(2026, 6, 10)


class TestRowFile(TestCase):
    @settings(max_examples=examples(30), deadline=None)
    @given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20))
    def test_text_is_written_as_it_is(self, text):
        with RowFile(CalendarDay, FIELDS) as rows:
            rows.add([(DAY, False, "节", "Day", text)])
            rows.write()

        assert CalendarDay.objects.values_list(*FIELDS).get(day=DAY) == (DAY, False, "节", "Day", text)


@pytest.mark.django_db
def test_nothing_is_written_before_the_end():
    with RowFile(CalendarDay, FIELDS) as rows:
        rows.add((DAY + dt.timedelta(days=days), False, "节", "Day", "made up") for days in range(3))
        assert not CalendarDay.objects.filter(source="made up").exists()

        rows.write()

    assert CalendarDay.objects.filter(source="made up").count() == 3


@pytest.mark.django_db
def test_among_finds_the_rows_of_these_keys():
    one, _other, third = (
        CalendarDay.objects.create(day=DAY.replace(day=n), name_zh="节", name_en="Day") for n in (1, 2, 3)
    )

    assert set(CalendarDay.objects.filter(among("pk", [one.pk, third.pk]))) == {one, third}
    assert not CalendarDay.objects.filter(among("pk", [])).exists()


@pytest.mark.django_db
def test_a_row_that_breaks_a_constraint_is_an_error_as_of_any_write():
    with RowFile(CalendarDay, FIELDS) as rows, pytest.raises(IntegrityError):
        rows.add([(DAY, False, "节", "Day", "")] * 2)
        rows.write()
