"""What the office owes: on July 1, 2026, a Wednesday."""

from datetime import date, timedelta
from functools import partial

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from inspections.models import Hazard, Report
from inspections.selectors.deadlines import Terms
from inspections.selectors.late import OF_OFFICE, first_start_in_time, late_lines, late_with_office
from inspections.selectors.timeline import timeline_of
from inspections.services.checks import extend_check
from inspections.services.extensions import ask_extension, decide_extension
from inspections.services.listings import list_hazard
from inspections.services.lookbacks import ensure_look_back
from inspections.services.relapses import record_look_back
from inspections.tests.factories import HazardFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)


def late(case):
    terms = Terms.load()
    rows = late_with_office(case.campaign, case.office, TODAY, terms)
    return [(line.hazard.pk, [duty.code for duty in line.duties]) for line in late_lines(rows, TODAY, terms)]


def one(case, **facts):
    return HazardFactory(**{"campaign": case.campaign, "unit": case.unit} | facts)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        # Three working days after Thursday, June 25: Friday 26, Monday 29, Tuesday 30.
        ({"state": "reported", "reported_on": date(2026, 6, 25)}, "accept_days"),
        # Ten days after June 20 is Tuesday, June 30.
        ({"state": "rectified", "rectified_on": date(2026, 6, 20)}, "acceptance_visit"),
    ],
)
def test_a_day_later_it_is_late(case, facts, code):
    hazard = one(case, **facts)
    in_time = {name: day + timedelta(1) for name, day in facts.items() if name != "state"}
    one(case, state=facts["state"], **in_time)

    assert late(case) == [(hazard.pk, [code])]


def test_a_reporter_who_is_not_told_in_ten_days_is_late(case):
    hazard = case.reported(closed_on=date(2026, 6, 20))
    told = case.reported(closed_on=date(2026, 6, 20))
    Report.objects.filter(hazard=told).update(told_on=TODAY, told_by=case.office)

    assert late(case) == [(hazard.pk, ["tell_reporter_days"])]


def test_a_reporter_is_told_anew_when_the_case_is_closed_again_and_so_is_who_reported_it_too(case):
    first = case.reported(closed_on=date(2026, 6, 20))
    again = case.reported(state="duplicate", duplicate_of=first)
    Report.objects.update(told_on=date(2026, 6, 19), told_by=case.office)

    assert late(case) == [(first.pk, ["tell_reporter_days"]), (again.pk, ["tell_reporter_days"])]
    Report.objects.update(told_on=date(2026, 6, 20))
    assert late(case) == []


def test_a_public_case_that_is_not_checked_in_sixty_days_is_late(case):
    hazard = case.reported(state="accepted", accepted_on=date(2026, 4, 30))

    assert late(case) == [(hazard.pk, ["public_case_days"])]


def test_a_longer_check_is_late_thirty_days_after_the_first_end(case):
    # Sixty days after April 10 is June 9, thirty more July 9; after April 1 it is May 31, a Sunday: June 1, then July 1.
    for accepted_on in (date(2026, 4, 10), date(2026, 4, 1), date(2026, 3, 31)):
        hazard = case.reported(state="accepted", accepted_on=accepted_on)
        extend_check(hazard, by=case.office, approved_by="City office", why="Test in the laboratory")

    # After March 31 it is May 30, a Saturday: June 1 as well.
    assert late(case) == []
    Hazard.objects.filter(pk=hazard.pk).update(accepted_on=date(2026, 3, 27))
    assert late(case) == [(hazard.pk, ["public_case_days"])]


def test_the_reporter_reads_why_the_check_takes_longer(case):
    hazard = case.reported(state="accepted")

    extend_check(hazard, by=case.office, approved_by="City office", why="Test in the laboratory")

    report = Report.objects.get(hazard=hazard)
    assert [(each.text, each.by) for each in report.messages.all()] == [("Test in the laboratory", case.office)]
    assert report.check_approved_by == "City office"


@pytest.mark.parametrize("facts", [{"approved_by": " ", "why": "x"}, {"approved_by": "City office", "why": " "}])
def test_a_longer_check_needs_approval_and_reason(case, facts):
    hazard = case.reported(state="accepted")

    with pytest.raises(DomainError):
        extend_check(hazard, by=case.office, **facts)

    assert Report.objects.get(hazard=hazard).check_extended_on is None


def test_a_check_is_extended_once(case):
    hazard = case.reported(state="accepted")
    extend_check(hazard, by=case.office, approved_by="City office", why="Test")

    with pytest.raises(DomainError, match="extended already"):
        extend_check(hazard, by=case.second, approved_by="City office", why="Again")


def test_only_what_the_public_reported_has_a_check_to_extend(case):
    with pytest.raises(DomainError, match="Only the check of a report"):
        extend_check(one(case, state="accepted"), by=case.office, approved_by="City office", why="Test")


def test_the_unit_extends_no_check(case):
    hazard = case.reported(state="accepted", unit_sees=True)

    with pytest.raises(PermissionDenied):
        extend_check(hazard, by=case.liaison, approved_by="City office", why="Test")

    assert Report.objects.get(hazard=hazard).check_extended_on is None


def test_the_table_refuses_a_longer_check_that_nobody_approved(case):
    hazard = case.reported(state="accepted")

    with pytest.raises(IntegrityError, match="report_longer_check_is_approved"), transaction.atomic():
        Report.objects.filter(hazard=hazard).update(check_extended_on=TODAY)


@given(today=st.dates(date(2024, 2, 1), date(2027, 11, 30)), code=st.sampled_from(OF_OFFICE))
def test_the_first_start_in_time_parts_late_from_in_time(today, code):
    terms = Terms.load()
    start = first_start_in_time(partial(terms.due, code), today)

    assert terms.due(code, start) >= today > terms.due(code, start - timedelta(1))


@time_machine.travel("2026-07-01T09:00+08:00", tick=False)
def test_the_office_reads_what_is_late_with_its_source(case, signed_in):
    hazard = one(case, state="reported", reported_on=date(2026, 6, 25), reported_at=None)

    page = signed_in(case.office).get(reverse("inspections:late", args=["2026"]))
    panel = signed_in(case.office).get(hazard.get_absolute_url()).context["panels"]["duties"].duties

    assert [line.hazard for line in page.context["lines"]] == [hazard]
    assert [(duty.due_on, duty.rule.code) for duty in panel] == [(date(2026, 6, 30), "accept_days")]


def test_the_unit_is_not_told_what_the_office_owes(case, signed_in):
    hazard = one(case, state="rectified")

    assert signed_in(case.liaison).get(hazard.get_absolute_url()).context["panels"]["duties"] is None


@time_machine.travel("2026-04-20T09:00+08:00", tick=False)
def test_the_timeline_tells_of_extensions_listings_and_look_backs(case):
    hazard = one(case, state="rectifying", grade="major", reported_on=date(2026, 4, 1))
    asked = ask_extension(hazard, by=case.liaison, new_due_on=date(2026, 8, 1), why="Parts")
    decide_extension(asked, by=case.office, granted=False, decision="Danger")
    list_hazard(hazard, by=case.office, listed_by_unit=case.unit, listed_on=date(2026, 4, 20), document_no="No. 3")
    fixed = one(case, state="fixed")
    record_look_back(ensure_look_back(fixed, reason="major"), by=case.office, result="holds", note="Clear")

    titles = [(each.title, each.quote, each.by) for each in timeline_of(Hazard.objects.get(pk=hazard.pk), case.liaison)]
    again = [(each.title, each.quote) for each in timeline_of(Hazard.objects.get(pk=fixed.pk), case.office)]
    assert ("Extension refused", "Danger", case.office.name) in titles
    assert ("Listed for supervision", "No. 3", case.office.name) in titles
    assert ("More time asked for until 1 August", "Parts", case.liaison.name) in titles
    assert ("Looked back: the fix holds", "Clear") in again
