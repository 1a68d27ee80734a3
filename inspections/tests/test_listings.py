from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.errors import DomainError
from core.history import history_of
from inspections.models import Listing
from inspections.selectors.deadlines import Terms
from inspections.selectors.listings import line_of
from inspections.services.listings import delist, list_hazard, note_listing
from inspections.tests.factories import HazardFactory
from notifications.models import Notification

pytestmark = pytest.mark.django_db
LISTED = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def july():
    with time_machine.travel("2026-07-15T09:00+08:00", tick=False):
        yield


def major(case, **facts):
    return HazardFactory(
        **{"campaign": case.campaign, "unit": case.unit, "grade": "major", "state": "rectifying"} | facts
    )


def listed(case, hazard=None, **facts):
    known = {"listed_by_unit": case.office.unit, "listed_on": LISTED, "document_no": "No. 3"}
    return list_hazard(hazard or major(case), by=case.office, **known | facts)


def closed(case, **facts):
    """Listed, and signed off on June 25."""
    row = listed(case, **facts)
    fixed = major(case, state="fixed")
    Listing.objects.filter(pk=row.pk).update(hazard=fixed)
    return Listing.objects.get(pk=row.pk)


def late(row, today):
    return [duty.code for duty in line_of(row, Terms.load(), today).late]


def test_listing_is_kept_and_told(case):
    row = listed(case)

    text = Notification.objects.get(post__person=case.liaison).text
    assert (row.document_no, row.listed_by_unit, row.by) == ("No. 3", case.office.unit, case.office)
    assert text == f"Listed for supervision by {case.office.unit.name}: {row.hazard} ({case.unit})"
    assert history_of(row)[0].by == case.office.name


def test_filing_is_late_after_three_working_days_and_publishing_after_five(case):
    row = listed(case)

    # June 10 is a Wednesday: Monday 15 is the third working day, Wednesday 17 the fifth.
    assert [late(row, date(2026, 6, day)) for day in (15, 16, 18)] == [
        [],
        ["listing_filed"],
        ["listing_filed", "listing_public"],
    ]


def test_over_the_national_day_the_terms_are_counted_by_the_calendar(case):
    with time_machine.travel("2026-10-20T09:00+08:00"):
        row = listed(case, listed_on=date(2026, 9, 30))

    # October 8 and 9, the worked Saturday 10; then Monday 12 and Tuesday 13.
    line = line_of(row, Terms.load(), date(2026, 10, 1))
    assert [duty.due_on for duty in line.duties] == [date(2026, 10, 10), date(2026, 10, 13)]


def test_what_is_noted_is_no_longer_due(case):
    row = note_listing(listed(case), by=case.office, filed_on=date(2026, 6, 12), public_on=date(2026, 6, 15))

    assert line_of(row, Terms.load(), date(2026, 7, 15)).duties == []


def test_only_a_major_hazard_is_listed(case):
    with pytest.raises(DomainError, match="Only a major hazard"):
        listed(case, major(case, grade="ordinary"))

    assert not Listing.objects.exists()


def test_a_mended_hazard_is_not_listed(case):
    with pytest.raises(DomainError, match="doesn't follow"):
        listed(case, major(case, state="fixed"))


def test_a_listed_hazard_is_not_listed_again(case):
    with pytest.raises(DomainError, match="listed already"):
        listed(case, listed(case).hazard)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"listed_on": date(2026, 7, 16)}, "lies ahead"),
        ({"filed_on": date(2026, 6, 9)}, "before it was listed"),
        ({"listed_on": date(2026, 6, 7)}, "before it was reported"),
    ],
)
def test_days_stand_in_their_order(case, facts, words):
    with pytest.raises(DomainError, match=words):
        listed(case, **facts)


def test_the_unit_lists_nothing(case):
    with pytest.raises(PermissionDenied):
        list_hazard(major(case), by=case.liaison, listed_by_unit=case.unit, listed_on=LISTED)

    assert not Listing.objects.exists()


def test_delisting_takes_a_proved_fix(case):
    row = listed(case)

    with pytest.raises(DomainError, match="only once it is re-inspected"):
        delist(row, by=case.office, delisted_on=date(2026, 7, 1), delisted_why="Mended")

    row.refresh_from_db()
    assert row.delisted_on is None


def test_delisted_with_grounds_the_result_is_due_in_five_working_days(case):
    row = delist(closed(case), by=case.office, delisted_on=date(2026, 7, 1), delisted_why="Re-inspected")

    duty = line_of(row, Terms.load(), date(2026, 7, 9)).duties[-1]
    assert (row.delisted_why, duty.code, duty.due_on) == ("Re-inspected", "result_public", date(2026, 7, 8))
    assert history_of(row)[0].why == "Re-inspected"


def test_delisting_without_grounds_is_refused(case):
    with pytest.raises(DomainError, match="Give a reason"):
        delist(closed(case), by=case.office, delisted_on=date(2026, 7, 1), delisted_why=" ")


def test_nothing_is_delisted_before_it_was_signed_off(case):
    with pytest.raises(DomainError, match="before it was signed off"):
        delist(closed(case), by=case.office, delisted_on=date(2026, 6, 24), delisted_why="Mended")


def test_the_result_is_made_public_after_delisting(case):
    with pytest.raises(DomainError, match="after de-listing"):
        note_listing(listed(case), by=case.office, result_public_on=date(2026, 7, 1))


@pytest.mark.parametrize(("due_on", "warned"), [(date(2027, 6, 10), False), (date(2027, 6, 11), True)])
def test_a_treatment_longer_than_a_year_is_warned_of(case, due_on, warned):
    row = listed(case, major(case, due_on=due_on))

    assert line_of(row, Terms.load(), date(2026, 7, 1)).is_too_long is warned


def test_the_table_refuses_two_listings_at_a_time(case):
    row = listed(case)

    with pytest.raises(IntegrityError, match="listing_one_at_a_time"), transaction.atomic():
        Listing.objects.create(hazard=row.hazard, listed_by_unit=case.unit, listed_on=LISTED, by=case.office)


@pytest.mark.parametrize("facts", [{"delisted_on": date(2026, 6, 1), "delisted_why": "x"}, {"delisted_on": LISTED}])
def test_the_table_refuses_an_end_without_order_or_grounds(case, facts):
    with pytest.raises(IntegrityError, match="listing_ends_after_start"), transaction.atomic():
        Listing.objects.filter(pk=listed(case).pk).update(**facts)


def test_the_office_lists_and_notes_on_pages(case, signed_in):
    hazard = major(case)
    typed = {"listed_by_unit": case.office.unit.pk, "listed_on": "2026-06-10", "document_no": "No. 7"}

    signed_in(case.office).post(reverse("inspections:hazard_list", args=[hazard.pk]), typed)
    row = Listing.objects.get()
    signed_in(case.office).post(reverse("inspections:listing_dates", args=[row.pk]), {"filed_on": "2026-06-12"})
    page = signed_in(case.office).get(reverse("inspections:listings", args=["2026"]))

    row.refresh_from_db()
    assert (row.hazard, row.filed_on, page.context["late"]) == (hazard, date(2026, 6, 12), 1)
