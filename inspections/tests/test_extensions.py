"""Counted by hand: the deadline Friday, June 12, 2026 has its twentieth working day back on Monday, May 18."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.tests.factories import UserFactory
from core.errors import DomainError
from core.history import history_of
from inspections.models import Extension, Hazard
from inspections.services.extensions import ask_extension, decide_extension
from inspections.tests.factories import HazardFactory
from notifications.models import Notification

pytestmark = pytest.mark.django_db
DUE, LATER = date(2026, 6, 12), date(2026, 7, 10)


def hazard_of(case, **facts):
    known = {"campaign": case.campaign, "unit": case.unit, "state": "rectifying", "reported_on": date(2026, 4, 1)}
    return HazardFactory(**known | {"due_on": DUE} | facts)


def asked(case, hazard=None, day="2026-05-15", **facts):
    with time_machine.travel(f"{day}T09:00+08:00", tick=False):
        return ask_extension(
            hazard or hazard_of(case), by=case.liaison, **{"new_due_on": LATER, "why": "Parts"} | facts
        )


def told(person):
    return list(Notification.objects.filter(post__person=person).order_by("pk").values_list("text", flat=True))


def test_twenty_working_days_ahead_needs_no_further_reason(case):
    # The Sunday before that Monday still leaves twenty.
    row = asked(case, day="2026-05-17", late_why="Not needed")

    assert (row.old_due_on, row.late_why, row.granted) == (DUE, "", None)


def test_nineteen_working_days_ahead_says_why_so_late(case):
    with pytest.raises(DomainError, match="later than the rule allows"):
        asked(case, day="2026-05-18")

    assert not Extension.objects.exists()


def test_the_override_with_a_reason_is_kept(case):
    assert asked(case, day="2026-05-18", late_why="The flood").late_why == "The flood"


@pytest.mark.parametrize(
    ("due_on", "last", "too_late"),
    [
        # May 22 back over the holiday: 22-18, 15-11, worked Saturday 9, 8-6, April 30-27, 24, 23.
        (date(2026, 5, 22), "2026-04-22", "2026-04-23"),
        # October 20 back: 20, 19, 16-12, worked Saturday 10, 9, 8, September 30-28, 24-21, worked Sunday 20, 18, 17.
        (date(2026, 10, 20), "2026-09-16", "2026-09-17"),
    ],
)
def test_holidays_and_make_up_days_count_as_they_are(case, due_on, last, too_late):
    facts = {"new_due_on": date(2026, 12, 1)}

    assert asked(case, hazard_of(case, due_on=due_on), day=last, **facts).asked_on == date.fromisoformat(last)
    with pytest.raises(DomainError, match="later than the rule allows"):
        asked(case, hazard_of(case, due_on=due_on), day=too_late, **facts)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        # Ten working days after Wednesday, April 22: 23, 24, 27 to 30, May 6, 7, 8 and the worked Saturday 9.
        ("2026-04-22", date(2026, 5, 9)),
        # After Wednesday, September 16: 17, 18, worked Sunday 20, 21 to 24, 28, 29, 30.
        ("2026-09-16", date(2026, 9, 30)),
        ("2026-05-15", date(2026, 5, 29)),
    ],
)
def test_the_office_answers_within_ten_working_days(case, day, answer):
    hazard = hazard_of(case, due_on=date(2026, 12, 10))

    assert asked(case, hazard, day=day, new_due_on=date(2026, 12, 20)).answer_due_on == answer


def test_granted_moves_the_deadline_and_keeps_the_first(case):
    row = asked(case)

    decide_extension(row, by=case.office, granted=True, decision="Doors on order")

    hazard = Hazard.objects.get(pk=row.hazard_id)
    row.refresh_from_db()
    assert (hazard.due_on, hazard.first_due_on, row.granted, row.decided_by) == (LATER, DUE, True, case.office)
    entry = history_of(hazard)[0]
    assert (entry.by, entry.why) == (case.office.name, "Doors on order")
    assert told(case.liaison) == [f"Extended to 10 July: {hazard} ({case.unit})"]


def test_the_office_is_told_of_the_request(case):
    hazard = asked(case).hazard

    assert told(case.second) == [f"More time asked for until 10 July: {hazard} ({case.unit})"]


def test_refused_leaves_the_deadline_and_gives_the_reason(case):
    row = asked(case)

    decide_extension(row, by=case.office, granted=False, decision="Danger to life")

    hazard = Hazard.objects.get(pk=row.hazard_id)
    assert hazard.due_on == DUE
    assert told(case.liaison) == [f"Not extended, the deadline stays 12 June: {hazard} ({case.unit}). Danger to life"]


def test_a_refusal_without_a_reason_is_refused(case):
    row = asked(case)

    with pytest.raises(DomainError, match="Give a reason"):
        decide_extension(row, by=case.office, granted=False, decision=" ")

    row.refresh_from_db()
    assert row.granted is None


def test_a_second_request_waits_for_the_answer_to_the_first(case):
    hazard = asked(case).hazard

    with pytest.raises(DomainError, match="asked for already"):
        asked(case, hazard)


@pytest.mark.parametrize("new", [DUE, date(2026, 6, 1)])
def test_the_new_deadline_is_later_than_the_present_one(case, new):
    with pytest.raises(DomainError, match="later than the present one"):
        asked(case, new_due_on=new)


def test_an_overdue_hazard_is_not_extended_into_the_past(case):
    with pytest.raises(DomainError, match="has to lie ahead"):
        asked(case, day="2026-07-20", late_why="Forgotten")


def test_a_completion_that_was_filed_comes_before_the_request(case):
    with pytest.raises(DomainError, match="doesn't follow"):
        asked(case, hazard_of(case, state="rectified"))


@pytest.mark.parametrize("role", ["liaison", "inspector", "leader"])
def test_nobody_but_unit_and_office_asks(case, role):
    hazard = hazard_of(case)

    with pytest.raises(PermissionDenied):
        ask_extension(hazard, by=UserFactory(role=role), new_due_on=LATER, why="Parts")

    assert not Extension.objects.exists()


def test_the_unit_does_not_answer_itself(case):
    row = asked(case)

    with pytest.raises(PermissionDenied):
        decide_extension(row, by=case.liaison, granted=True)

    assert Hazard.objects.get(pk=row.hazard_id).due_on == DUE


def test_a_request_is_decided_once(case):
    row = asked(case)
    decide_extension(row, by=case.office, granted=True)

    with pytest.raises(DomainError, match="decided in the meantime"):
        decide_extension(row, by=case.second, granted=False, decision="No")


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"new_due_on": DUE}, "extension_later_than_before"),
        ({"granted": True}, "extension_decided_means_who_and_when"),
        ({"granted": False, "decided_on": DUE}, "extension_decided_means_who_and_when"),
    ],
)
def test_the_table_refuses(case, facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        raw(case, **facts)


def test_the_table_refuses_a_refusal_without_a_reason(case):
    with pytest.raises(IntegrityError, match="extension_refused_means_why"), transaction.atomic():
        raw(case, granted=False, decided_on=DUE, decided_by=case.office)


def test_the_table_refuses_two_open_requests(case):
    first = raw(case)

    with pytest.raises(IntegrityError, match="extension_one_open_per_hazard"), transaction.atomic():
        raw(case, hazard=first.hazard)


def raw(case, **facts):
    known = {"old_due_on": DUE, "new_due_on": LATER, "why": "Parts", "asked_on": DUE, "answer_due_on": DUE}
    known |= {"asked_by": case.liaison} | facts
    return Extension.objects.create(**{"hazard": known.pop("hazard", None) or hazard_of(case)} | known)


@time_machine.travel("2026-05-15T09:00+08:00", tick=False)
def test_the_form_says_the_last_regular_day(case, signed_in):
    page = signed_in(case.liaison).get(reverse("inspections:hazard_extend", args=[hazard_of(case).pk]))

    assert (page.context["term"].last_day, page.context["term"].is_late) == (date(2026, 5, 17), False)
    assert "late_why" not in page.context["form"].fields


@time_machine.travel("2026-05-20T09:00+08:00", tick=False)
def test_the_form_of_a_late_request_asks_why_and_keeps_what_was_typed(case, signed_in):
    address = reverse("inspections:hazard_extend", args=[hazard_of(case).pk])

    page = signed_in(case.liaison).post(address, {"new_due_on": "2026-07-10", "why": "Parts", "late_why": ""})

    assert list(page.context["form"].errors) == ["late_why"]
    assert page.context["form"]["why"].value() == "Parts"


@time_machine.travel("2026-05-15T09:00+08:00", tick=False)
def test_the_unit_asks_and_the_office_answers_on_pages(case, signed_in):
    hazard = hazard_of(case)
    ask = {"new_due_on": "2026-07-10", "why": "Parts"}
    signed_in(case.liaison).post(reverse("inspections:hazard_extend", args=[hazard.pk]), ask)

    page = signed_in(case.office).get(reverse("inspections:extensions", args=["2026"]))
    row = page.context["waiting"][0]
    signed_in(case.office).post(reverse("inspections:extension_decide", args=[row.pk]), {"granted": "yes"})

    hazard.refresh_from_db()
    assert (hazard.due_on, page.context["late"]) == (LATER, 0)


@time_machine.travel("2026-06-01T09:00+08:00", tick=False)
def test_an_answer_that_is_overdue_is_red(case, signed_in):
    asked(case)

    page = signed_in(case.office).get(reverse("inspections:extensions", args=["2026"]))

    assert page.context["late"] == 1
    assert "tag red" in page.content.decode()
