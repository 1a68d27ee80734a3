"""Counted by hand on the calendar of 2026: May 1 to 5 off, Saturday May 9 worked; October 1 to 7 off, Sunday
September 20 and Saturday October 10 worked; September 25 to 27 off."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from accounts.tests.factories import UserFactory
from core.history import history_of
from core.workdays import Calendar
from inspections.models import DeadlineRule, Extension, Hazard, Listing, LookBack, Report
from inspections.selectors.deadlines import Terms, duties_of, end_of, with_duties
from inspections.services.lists import update_time_limit
from inspections.tests.factories import HazardFactory

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("start", "due_on"),
    [
        # Thursday: Friday 8, worked Saturday 9, Monday 11.
        (date(2026, 5, 7), date(2026, 5, 11)),
        # The day before the holiday: Wednesday 6, Thursday 7, Friday 8.
        (date(2026, 4, 30), date(2026, 5, 8)),
        # Friday before the worked Sunday: Sunday 20, Monday 21, Tuesday 22.
        (date(2026, 9, 18), date(2026, 9, 22)),
        # The day before the National Day: Thursday 8, Friday 9, worked Saturday 10.
        (date(2026, 9, 30), date(2026, 10, 10)),
    ],
)
def test_accepting_is_due_three_working_days_after_the_report(start, due_on):
    assert Terms.load().due("accept_days", start) == due_on


@pytest.mark.parametrize(
    ("start", "due_on"),
    [
        # Ten days after April 21 is May 1, a holiday: Wednesday 6 is the next working day.
        (date(2026, 4, 21), date(2026, 5, 6)),
        # Saturday May 9 is worked, so the term ends on it.
        (date(2026, 4, 29), date(2026, 5, 9)),
        # Ten days after September 25 is October 5: Thursday 8.
        (date(2026, 9, 25), date(2026, 10, 8)),
        # Sunday September 20 is worked.
        (date(2026, 9, 10), date(2026, 9, 20)),
        (date(2026, 6, 1), date(2026, 6, 11)),
    ],
)
def test_ten_days_end_on_a_working_day(start, due_on):
    assert Terms.load().due("tell_reporter_days", start) == due_on


def test_what_is_dangerous_is_mended_by_the_day_that_was_said():
    assert Terms.load().due("ordinary_days", date(2026, 9, 20)) == date(2026, 10, 5)


@pytest.mark.parametrize(
    ("end", "last"),
    [
        # June 12 back: June 12 to 8 (5), 5 to 1 (10), May 29 to 25 (15), 22 to 18 (20); the weekend before counts nothing.
        (date(2026, 6, 12), date(2026, 5, 17)),
        # Friday May 22 back: 22 to 18 (5), 15 to 11 (10), Saturday 9, 8, 7, 6 (14), April 30 to 27 (18), 24, 23 (20).
        (date(2026, 5, 22), date(2026, 4, 22)),
        # October 20 back: 20, 19 (2), 16 to 12 (7), Saturday 10, 9, 8 (10), September 30, 29, 28 (13), 24 to 21 (17),
        # Sunday 20 (18), 18, 17 (20).
        (date(2026, 10, 20), date(2026, 9, 16)),
        # A deadline on a Sunday has its last working day on Friday.
        (date(2026, 6, 14), date(2026, 5, 17)),
    ],
)
def test_an_extension_is_asked_twenty_working_days_ahead(end, last):
    terms = Terms.load()

    assert terms.latest_start("extension_ask_before", end) == last
    assert [terms.calendar.workdays_between(last + timedelta(days=n), end) for n in (0, 1)] == [20, 19]


@given(start=DAYS, value=st.integers(1, 200), moves_on=st.booleans())
def test_a_term_of_days_ends_at_most_a_holiday_later(start, value, moves_on):
    rule = DeadlineRule(value=value, unit="days", moves_on=moves_on)
    calendar = Calendar.load()

    end = end_of(rule, start, calendar)

    assert 0 <= (end - start).days - value <= (9 if moves_on else 0)
    assert calendar.is_workday(end) or not moves_on


@given(start=DAYS, more=st.integers(0, 60), code=st.sampled_from(["accept_days", "tell_reporter_days", "look_back"]))
def test_who_starts_later_is_never_due_earlier(start, more, code):
    terms = Terms.load()

    assert terms.due(code, start) <= terms.due(code, start + timedelta(days=more))


@given(end=DAYS)
def test_the_last_regular_day_leaves_exactly_the_term(end):
    terms = Terms.load()
    last = terms.latest_start("extension_ask_before", end)

    assert terms.calendar.workdays_between(last, end) == 20
    assert terms.calendar.workdays_between(last + timedelta(days=1), end) == 19


def due(hazard):
    row = with_duties(Hazard.objects.filter(pk=hazard.pk)).get()
    return [(duty.code, duty.due_on) for duty in duties_of(row, Terms.load())]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("reported", [("accept_days", date(2026, 6, 11))]),
        ("accepted", []),
        ("rectifying", [("rectify", date(2026, 6, 20))]),
        # Filed on June 18; ten days later is Sunday 28.
        ("rectified", [("acceptance_visit", date(2026, 6, 29))]),
        ("fixed", []),
    ],
)
def test_each_state_has_its_duty(state, found):
    assert due(HazardFactory(state=state)) == found


def test_a_public_case_is_checked_in_sixty_days():
    hazard = HazardFactory(state="accepted")
    report(hazard)

    # Sixty days after June 9 is Saturday, August 8.
    assert due(hazard) == [("public_case_days", date(2026, 8, 10))]


def test_the_reporter_is_told_ten_days_after_closing():
    hazard = HazardFactory(state="fixed")
    report(hazard)

    # Closed on June 25; ten days later is Sunday, July 5.
    assert due(hazard) == [("tell_reporter_days", date(2026, 7, 6))]


def test_listings_extensions_and_look_backs_have_theirs():
    hazard = HazardFactory(state="rectifying", grade="major")
    person = UserFactory()
    Listing.objects.create(hazard=hazard, listed_by_unit=hazard.unit, listed_on=date(2026, 9, 29), by=person)
    Extension.objects.create(
        hazard=hazard,
        old_due_on=date(2026, 6, 20),
        new_due_on=date(2026, 7, 20),
        why="Parts",
        asked_on=date(2026, 6, 8),
        asked_by=person,
        answer_due_on=date(2026, 6, 23),
    )
    fixed = HazardFactory(state="fixed")
    for row in (hazard, fixed):
        LookBack.objects.create(hazard=row, reason="office", due_on=date(2026, 12, 1))

    assert due(hazard) == [
        ("rectify", date(2026, 6, 20)),
        ("extension_answer", date(2026, 6, 23)),
        ("listing_filed", date(2026, 10, 9)),
        ("listing_public", date(2026, 10, 12)),
    ]
    assert due(fixed) == [("look_back", date(2026, 12, 1))]


def test_duties_of_many_take_the_queries_of_one(django_assert_num_queries):
    for _number in range(20):
        report(HazardFactory(state="fixed"))
    terms = Terms.load()

    with django_assert_num_queries(5):
        found = [duties_of(row, terms) for row in with_duties(Hazard.objects.all())]

    assert len(found) == 20


def test_a_changed_limit_says_who_changed_it():
    office, rule = UserFactory(role="office"), DeadlineRule.objects.get(code="accept_days")

    update_time_limit(rule, by=office, value=5, unit="working_days")

    assert Terms.load().due("accept_days", date(2026, 6, 1)) == date(2026, 6, 8)
    assert history_of(rule)[0].by == office.name


def test_a_liaison_changes_no_limit():
    rule = DeadlineRule.objects.get(code="accept_days")

    with pytest.raises(PermissionDenied):
        update_time_limit(rule, by=UserFactory(role="liaison"), value=50)

    rule.refresh_from_db()
    assert rule.value == 3


def report(hazard):
    number = f"{hazard.pk:06d}"[-6:]
    return Report.objects.create(
        hazard=hazard, description="x", locator=number, secret_hash="x", received_on=hazard.reported_on
    )
