from datetime import date

import pytest
from django.utils import timezone, translation

from campaigns.models import UnitAssignment
from campaigns.selectors.duties import assignments
from campaigns.services import answers
from campaigns.services.assignments import add_units, withdraw_assignment
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    CampaignFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from campaigns.tests.moments import days_from_now, on
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(campaign):
    item = PlanItemFactory(campaign=campaign, number=3)
    return AssignmentFactory(campaign=campaign, title="Drills", plan_item=item, sent_at=on(6, 1), due_at=on(6, 25))


@pytest.fixture
def share(assignment, unit):
    return UnitAssignmentFactory(assignment=assignment, unit=unit)


def owed(**narrowed):
    return [(duty.item, duty.unit_id, str(duty.reason)) for duty in assignments(**narrowed)]


def test_open_share_is_owed_by_its_unit(share, campaign):
    (duty,) = assignments()

    assert (duty.kind, duty.subject, duty.item) == (
        "assignment",
        f"assignment-{share.assignment_id}",
        f"share-{share.pk}",
    )
    assert (duty.due_on, duty.due_at, duty.since) == (date(2026, 6, 25), on(6, 25), date(2026, 6, 1))
    assert (duty.unit_id, duty.area_path, duty.people) == (share.unit_id, campaign.area.path, ())
    assert (duty.name, duty.number, str(duty.reason)) == ("Drills", "3", "not answered yet")
    assert duty.url == f"/campaigns/{campaign.slug}/assignments/units/{share.pk}/"


def test_due_day_is_that_of_the_county(assignment, share):
    type(assignment).objects.update(due_at=on(6, 25, hour=17))

    assert [duty.due_on for duty in assignments()] == [date(2026, 6, 26)]


def test_reason_is_in_the_readers_language(share):
    (duty,) = assignments()

    with translation.override("zh-hans"):
        assert str(duty.reason) == "还没有答复"


def test_done_and_waived_shares_are_not_owed(assignment, office):
    UnitAssignmentFactory(assignment=assignment, state="done", done_at=timezone.now())
    UnitAssignmentFactory(assignment=assignment, state="waived", waived_by=office, waived_why="Merged")

    assert owed() == []


def test_drafts_and_withdrawn_assignments_ask_nothing(campaign, share, office):
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, state="draft"), unit=share.unit)
    withdraw_assignment(share.assignment, by=office, why="Not needed")

    assert owed() == []


@pytest.mark.parametrize(("state", "count"), [("draft", 0), ("running", 1), ("closing", 1), ("archived", 0)])
def test_only_running_and_closing_campaigns_ask(state, count):
    UnitAssignmentFactory(assignment__campaign=CampaignFactory(state=state))

    assert len(owed()) == count


def test_units_that_ended_or_were_merged_owe_nothing(assignment):
    today = timezone.localdate()
    ended, merged, ending = (UnitAssignmentFactory(assignment=assignment) for _number in range(3))
    Unit.objects.filter(pk=ended.unit_id).update(active_until=days_from_now(-1).date())
    Unit.objects.filter(pk=merged.unit_id).update(merged_into=ending.unit)
    Unit.objects.filter(pk=ending.unit_id).update(active_until=today)

    assert owed() == [(f"share-{ending.pk}", ending.unit_id, "not answered yet")]


def test_answer_passes_the_duty_to_the_office(share, liaison):
    UnitAssignment.objects.update(answered_at=on(6, 20), answered_by=liaison, started_at=on(6, 20))

    (duty,) = assignments()

    assert (duty.item, duty.unit_id, duty.is_of_office) == (f"answers-{share.assignment_id}", None, True)
    assert (duty.due_on, duty.since) == (date(2026, 6, 25), date(2026, 6, 20))
    assert str(duty.reason) == "1 answer waits for the office"
    assert duty.url == f"{share.assignment.get_absolute_url()}?state=waiting"


def test_answers_are_told_to_the_office_once_for_each_assignment(share, liaison):
    for day in (20, 18):
        UnitAssignmentFactory(assignment=share.assignment, answered_at=on(6, day), answered_by=liaison)

    found = list(assignments())

    assert [duty.item for duty in found] == [f"share-{share.pk}", f"answers-{share.assignment_id}"]
    assert (str(found[1].reason), found[1].since) == ("2 answers wait for the office", date(2026, 6, 18))


def test_returned_answer_is_owed_again_since_that_day_with_the_reason(share, liaison, office):
    UnitAssignment.objects.update(answered_at=on(6, 20), answered_by=liaison, started_at=on(6, 20))
    answers.return_answer(share, by=office, why="The list is missing")

    (duty,) = assignments()

    assert (duty.item, str(duty.reason)) == (f"share-{share.pk}", "returned: The list is missing")
    assert duty.since == timezone.localdate()


def test_accepted_answer_is_nobodys_duty(share, liaison, office):
    UnitAssignment.objects.update(answered_at=on(6, 20), answered_by=liaison)
    answers.accept_answer(share, by=office)

    assert owed() == []


def test_waiver_taken_back_is_owed_since_that_day(share, office):
    answers.waive(share, by=office, why="No site")
    answers.take_back_waiver(share, by=office, why="There is one")

    assert [duty.since for duty in assignments()] == [timezone.localdate()]


def test_unit_added_later_owes_since_that_day(share, office, campaign):
    late = UnitFactory(parent=campaign.area)
    add_units(share.assignment, [late], by=office)

    assert {duty.unit_id: duty.since for duty in assignments()} == {
        share.unit_id: date(2026, 6, 1),
        late.pk: timezone.localdate(),
    }


def test_begun_share_says_that_something_is_missing(share):
    AssignmentQuotaFactory(assignment=share.assignment, at_least=2)
    UnitAssignment.objects.update(started_at=on(6, 10))

    assert owed() == [(f"share-{share.pk}", share.unit_id, "begun, but not all that was asked is handed in")]


def test_share_that_waiting_activities_would_fill_is_left_to_their_review(share):
    UnitAssignment.objects.update(started_at=on(6, 10), enough_at=on(6, 10))

    assert owed() == []


def test_until_is_the_last_day_that_counts(share, campaign):
    later = UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, due_at=on(6, 25, hour=16)))

    assert [item for item, *_ in owed(until=date(2026, 6, 25))] == [f"share-{share.pk}"]
    assert [item for item, *_ in owed(until=date(2026, 6, 26))] == [f"share-{share.pk}", f"share-{later.pk}"]


def test_items_are_those_asked_for_only(share, liaison):
    UnitAssignmentFactory(assignment=share.assignment, answered_at=on(6, 20), answered_by=liaison)
    UnitAssignmentFactory(assignment=share.assignment)
    answered = f"answers-{share.assignment_id}"

    assert [item for item, *_ in owed(items={f"share-{share.pk}"})] == [f"share-{share.pk}"]
    assert [item for item, *_ in owed(items={answered, "share-0"})] == [answered]
    assert owed(items={"receipt-1", "share-x"}) == []


def test_below_is_the_units_under_a_path_and_the_office_of_this_very_area(share, campaign, liaison):
    lower = UnitAssignmentFactory(assignment=share.assignment, unit=UnitFactory(parent=share.unit))
    UnitAssignmentFactory(
        assignment=share.assignment, unit=share.unit.parent, answered_at=on(6, 20), answered_by=liaison
    )

    mine = [f"share-{share.pk}", f"share-{lower.pk}"]
    assert [item for item, *_ in owed(below=share.unit.path)] == mine
    assert [item for item, *_ in owed(below=campaign.area.path)] == [*mine, f"answers-{share.assignment_id}"]


@pytest.mark.parametrize("number", [1, 20])
def test_assignments_take_two_queries_for_any_number_of_rows(campaign, liaison, number, django_assert_num_queries):
    for _each in range(number):
        row = AssignmentFactory(campaign=campaign)
        UnitAssignmentFactory(assignment=row)
        UnitAssignmentFactory(assignment=row, answered_at=on(6, 20), answered_by=liaison)

    with django_assert_num_queries(2):
        assert len([str(duty.reason) for duty in assignments()]) == 2 * number
