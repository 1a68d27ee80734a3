from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from campaigns.models import QuotaAnswer, UnitAssignment
from campaigns.selectors import assignments as reading
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    IndicatorFactory,
    UnitAssignmentFactory,
)
from core.figures import Figure, Qualifier
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 26, tzinfo=UTC)


@pytest.fixture
def share(campaign, unit):
    return UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=unit)


def test_owed_by_gives_quotas_and_progress(share, liaison):
    quota = AssignmentQuotaFactory(
        assignment=share.assignment, indicator=IndicatorFactory(code="materials"), at_least=500
    )
    AssignmentQuotaFactory(assignment=share.assignment)
    QuotaAnswer.objects.create(unit_assignment=share, quota=quota, value=400, qualifier="over")

    (owed,) = reading.owed_by(liaison, NOW.date())

    assert [(line.figure, line.is_met) for line in owed.lines] == [
        (Figure(400, Qualifier.OVER), False),
        (Figure(None), False),
    ]
    assert owed.lines[0].words == "Materials handed out: 400+ of 500"
    assert owed.lines[1].words == "Activities: 0 of 1"


def test_owed_by_says_what_is_late(share, liaison):
    assert [owed.is_late for owed in reading.owed_by(liaison, NOW.date())] == [True]
    assert [owed.is_late for owed in reading.owed_by(liaison, datetime(2026, 6, 20).date())] == [False]


def test_owed_by_leaves_out_drafts_done_waived_and_lower_units(campaign, unit, liaison, office):
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, state="draft"), unit=unit)
    done = AssignmentFactory(campaign=campaign)
    UnitAssignmentFactory(assignment=done, unit=unit, state="done", done_at=NOW)
    UnitAssignmentFactory(assignment=done, unit=UnitFactory(parent=unit))
    waived = AssignmentFactory(campaign=campaign)
    UnitAssignmentFactory(assignment=waived, unit=unit, state="waived", waived_by=office, waived_why="Merged")

    assert reading.owed_by(liaison, NOW.date()) == []


def test_owed_by_is_empty_for_the_office(share, office):
    assert reading.owed_by(office, NOW.date()) == []


@pytest.mark.parametrize("number", [1, 20])
def test_owed_by_asks_the_same_for_any_number(campaign, unit, liaison, number, django_assert_num_queries):
    for _each in range(number):
        quota = AssignmentQuotaFactory(assignment__campaign=campaign, indicator=IndicatorFactory(code="materials"))
        UnitAssignmentFactory(assignment=quota.assignment, unit=unit)
    assert liaison.post.unit == unit

    with django_assert_num_queries(3):
        assert len(reading.owed_by(liaison, timezone.localdate())) == number


def test_share_counts(campaign, office):
    assignment = AssignmentFactory(campaign=campaign)
    UnitAssignmentFactory(assignment=assignment)
    UnitAssignmentFactory(assignment=assignment, started_at=NOW)
    UnitAssignmentFactory(assignment=assignment, answered_at=NOW, answered_by=office)
    UnitAssignmentFactory(assignment=assignment, state="done", done_at=NOW)
    UnitAssignmentFactory(assignment=assignment, state="waived", waived_by=office, waived_why="Merged")

    counts = reading.share_counts(UnitAssignment.objects.all(), now=NOW)

    assert counts == reading.ShareCounts(total=5, done=1, waived=1, open=3, silent=1, waiting=1, late=3)
    assert reading.share_counts(UnitAssignment.objects.all(), now=NOW - timedelta(days=5)).late == 0


def test_assignments_for_office_count_a_subtree(campaign, office, unit):
    assignment = AssignmentFactory(campaign=campaign)
    UnitAssignmentFactory(assignment=assignment, unit=UnitFactory(parent=unit), state="done", done_at=NOW)
    UnitAssignmentFactory(assignment=assignment, unit=UnitFactory(parent=campaign.area))
    AssignmentFactory(campaign=campaign)

    rows = reading.assignments_for_office(office, campaign, reading.Part(unit))

    assert [(row.pk, row.asked, row.done, row.still_open) for row in rows] == [(assignment.pk, 1, 1, 0)]


def test_assignments_for_office_count_a_unit_without_those_below(campaign, office, unit):
    of_all, of_below = AssignmentFactory(campaign=campaign), AssignmentFactory(campaign=campaign)
    below, alone = UnitFactory(parent=unit), reading.Part(unit, is_alone=True)
    for assignment, asked in ((of_all, unit), (of_all, below), (of_below, below)):
        UnitAssignmentFactory(assignment=assignment, unit=asked)

    rows = reading.assignments_for_office(office, campaign, alone)

    assert [(row.pk, row.asked) for row in rows] == [(of_all.pk, 1)]
    assert reading.totals(rows, alone) == {"due": 1, "done": 0, "open": 1, "units": 1}


def test_totals_add_up_what_was_sent_without_the_waived(campaign, office, unit):
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, state="draft"), unit=unit)
    sent = AssignmentFactory(campaign=campaign)
    UnitAssignmentFactory(assignment=sent, state="done", done_at=NOW)
    UnitAssignmentFactory(assignment=sent)
    UnitAssignmentFactory(assignment=sent, state="waived", waived_by=office, waived_why="Merged")

    found = reading.totals(reading.assignments_for_office(office, campaign))

    assert found == {"due": 2, "done": 1, "open": 1, "units": 2}


def test_totals_below_a_unit_leave_out_the_others(campaign, office, unit):
    sent = AssignmentFactory(campaign=campaign)
    UnitAssignmentFactory(assignment=sent, unit=UnitFactory(parent=unit), state="done", done_at=NOW)
    UnitAssignmentFactory(assignment=sent)

    part = reading.Part(unit)
    found = reading.totals(reading.assignments_for_office(office, campaign, part), part)

    assert found == {"due": 1, "done": 1, "open": 0, "units": 1}


@pytest.mark.parametrize(
    ("standing", "found"),
    [("late", True), ("silent", True), ("open", True), ("waiting", False), ("done", False), ("waived", False)],
)
def test_having_units_finds_assignments_by_how_a_unit_stands(share, office, campaign, standing, found):
    rows = reading.having_units(reading.assignments_for_office(office, campaign), standing, NOW)

    assert [row.pk for row in rows] == ([share.assignment_id] if found else [])
