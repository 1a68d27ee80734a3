"""Days as each language says them."""

from datetime import date, datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

JUNE_10 = datetime(2026, 6, 10, 9, 5)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "10 June 2026", "10 June 2026, 09:05"),
        ("zh-hans", "2026年6月10日", "2026年6月10日 09:05"),
    ],
)
def test_days_are_said_one_way_in_a_language(language, day, moment):
    with translation.override(language):
        assert date_format(date(2026, 6, 10), "DATE_FORMAT") == day
        assert date_format(JUNE_10, "DATETIME_FORMAT") == moment
