import pytest

from campaigns.selectors.editions import edition_warnings

FITTING = {"year": 2026, "season": "month", "national": 25, "local": 33, "local_first_year": 1994}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"national": 24}, ["national_edition"]),
        ({"year": 2019, "national": 6, "local": None}, ["national_edition"]),
        ({"local": 34}, ["local_edition"]),
        ({"local": 34, "local_first_year": None}, []),
        ({"national": None, "local": None}, []),
        ({"season": "winter", "national": 3, "local": 1}, []),
    ],
)
def test_edition_warnings_name_the_fields_that_do_not_fit_the_year(changes, fields):
    assert list(edition_warnings(**FITTING | changes)) == fields


def test_an_edition_warning_says_what_would_fit():
    sentence = edition_warnings(**FITTING | {"national": 24})["national_edition"]

    assert sentence == "The year 2026 would be national edition 25 (year − 2001), not 24."
