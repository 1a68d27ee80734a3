"""What the case is on a day."""

from datetime import date

import pytest
from django.utils import translation

from campaigns.models import Campaign
from reports.selectors.decisions_given import Waiting
from reports.selectors.headline import (
    eyebrow_parts,
    helping_headline,
    overview_headline,
    own_headline,
    period,
    span,
    time_gone,
)
from reports.selectors.helping import Counts
from reports.selectors.todo import ToDo, ToDoList

NOTHING_WAITS = Waiting(0, None)


def june(**changes):
    facts = {"state": "running", "starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 30), "national_edition": 25}
    return Campaign(**{**facts, **changes})


def headline(day, *, counts=None, waiting=NOTHING_WAITS, **changes):
    return overview_headline(june(**changes), today=day, counts=counts or Counts(asked=20, silent=6), waiting=waiting)


@pytest.mark.parametrize(
    "day, sentence",
    [
        (date(2026, 5, 27), "It starts in 5 days. 20 units have assignments."),
        (date(2026, 5, 31), "It starts tomorrow. 20 units have assignments."),
        (date(2026, 6, 18), "12 days left. 6 units have logged nothing yet."),
        (date(2026, 6, 29), "1 day left. 6 units have logged nothing yet."),
        (date(2026, 6, 30), "Today is the last day. 6 units have logged nothing yet."),
        (date(2026, 7, 1), "It ended yesterday. 6 units have logged nothing yet."),
    ],
)
def test_headline_follows_the_calendar(day, sentence):
    assert headline(day) == sentence


def test_headline_without_assignments_says_so():
    assert headline(date(2026, 6, 18), counts=Counts()) == "12 days left. No assignment has been given yet."


def test_headline_when_all_have_logged_says_so():
    assert headline(date(2026, 6, 18), counts=Counts(asked=3)) == "12 days left. Every unit asked has logged something."


def test_headline_after_the_end_names_what_waits():
    waiting = Waiting(1, None)

    assert headline(date(2026, 7, 10), waiting=waiting) == "It ended 10 days ago. 1 activity still waits for review."


def test_headline_of_an_archived_campaign_says_only_that():
    sentence = "This campaign is archived; its records can only be read."

    assert headline(date(2026, 6, 18), state="archived") == sentence


def test_headline_in_chinese_joins_without_a_space():
    with translation.override("zh-hans"):
        assert headline(date(2026, 6, 18)) == "还剩12天。6个单位尚未填报任何活动。"


def test_own_headline_counts_what_is_late():
    items = [ToDo("A", "", "/", "flag", is_late=True), ToDo("B", "", "/", "flag")]

    found = own_headline(june(), today=date(2026, 6, 18), todo=ToDoList(items, 2, 2))

    assert found == "12 days left. 2 things to do, 1 late."


@pytest.mark.parametrize(
    "language, parts",
    [
        ("en", ["Day 18 of 30", "1–30 June 2026", "25th national Safety Production Month"]),
        ("zh-hans", ["第18天，共30天", "2026年6月1日至30日", "第25个全国安全生产月"]),
    ],
)
def test_eyebrow_says_day_period_and_edition(language, parts):
    with translation.override(language):
        assert eyebrow_parts(june(), date(2026, 6, 18)) == parts


def test_period_over_two_months_names_both():
    assert period(june(ends_on=date(2026, 7, 5))) == "1 June 2026 – 5 July 2026"


def test_one_day_is_named_once():
    assert span(date(2026, 6, 18), date(2026, 6, 18)) == "18 June 2026"


@pytest.mark.parametrize(
    "counts, sentence",
    [
        (Counts(), "No assignment has been given yet."),
        (Counts(asked=20), "20 units asked: none is late, silent or without a liaison"),
        (Counts(asked=1, unled=1), "1 unit asked: 1 owing without a liaison"),
        (Counts(asked=20, late=3, silent=6), "20 units asked: 3 late, 6 with nothing logged"),
    ],
)
def test_units_to_help_are_headed_by_the_troubles_there_are(counts, sentence):
    assert helping_headline(counts) == sentence


@pytest.mark.parametrize("day, share", [((5, 31), None), ((6, 1), 1 / 30), ((6, 18), 0.6), ((6, 30), 1), ((8, 1), 1)])
def test_time_gone_is_a_share_of_the_days(day, share):
    assert time_gone(june(), date(2026, *day)) == share
