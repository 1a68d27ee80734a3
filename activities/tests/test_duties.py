from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from activities.models import Activity
from activities.selectors.duties import returned, to_review
from activities.services.handing_in import submit_activity
from activities.services.review import approve_activity, reopen_activity, return_activity
from activities.tests.factories import ActivityFactory
from campaigns.models import UnitAssignment
from campaigns.selectors.duties import assignments
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    CampaignFactory,
    UnitAssignmentFactory,
)
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def row(county, **facts):
    return ActivityFactory(campaign=county.campaign, unit=county.unit, **facts)


def items(source, **narrowed):
    return [duty.item for duty in source(**narrowed)]


def test_returned_activity_is_owed_by_its_unit_from_that_day_on(county):
    activity = row(county, state="returned", title="Drill")

    (duty,) = returned()

    assert (duty.kind, duty.subject, duty.item) == ("activity-returned", *[f"activity-{activity.pk}"] * 2)
    assert (duty.due_on, duty.since) == (date(2026, 6, 11), date(2026, 6, 11))
    assert (duty.unit_id, duty.area_path) == (county.unit.pk, county.campaign.area.path)
    assert (duty.name, str(duty.reason)) == ("Drill", "returned: Photos are missing")
    assert duty.url == f"/activities/{activity.pk}/"


def test_activity_sent_again_is_the_offices_from_that_day_on(county):
    activity = row(county, state="returned")
    submit_activity(activity, by=county.liaison)

    assert items(returned) == []
    assert [(duty.item, duty.due_on) for duty in to_review()] == [(f"activity-{activity.pk}", timezone.localdate())]


def test_handed_in_activity_waits_for_the_office_since_that_day(county):
    activity = row(county, state="submitted", title="Drill")

    (duty,) = to_review()

    assert (duty.kind, duty.item) == ("activity-review", f"activity-{activity.pk}")
    assert (duty.due_on, duty.since, duty.is_of_office) == (date(2026, 6, 10), date(2026, 6, 10), True)
    assert str(duty.reason) == f"{county.unit}: waiting for review since 10 June 2026"
    with translation.override("zh-hans"):
        assert str(duty.reason) == f"{county.unit}：自2026年6月10日起等待审核"


def test_reviewed_activity_is_nobodys_duty(county):
    activity = row(county, state="submitted")
    approve_activity(activity, by=county.office)

    assert items(to_review) + items(returned) == []


def test_reopened_activity_waits_since_it_was_opened_again(county):
    activity = row(county)
    reopen_activity(activity, by=county.office, why="The number is doubtful")

    (duty,) = to_review()

    assert duty.due_on == timezone.localdate()
    assert "opened again on" in str(duty.reason)


def test_activity_reopened_returned_and_sent_again_waits_since_the_last_sending(county):
    activity = row(county)
    reopen_activity(activity, by=county.office, why="The number is doubtful")
    return_activity(activity, by=county.office, why="Count again")
    submit_activity(activity, by=county.liaison)

    activity.refresh_from_db()
    assert activity.reopened_at is None
    assert "waiting for review since" in str(next(iter(to_review())).reason)


@pytest.mark.parametrize("state", ["draft", "approved", "withdrawn"])
def test_other_states_are_nobodys_duty(county, state):
    row(county, state=state)

    assert items(returned) + items(to_review) == []


@pytest.mark.parametrize(("state", "count"), [("draft", 0), ("running", 2), ("closing", 2), ("archived", 0)])
def test_only_running_and_closing_campaigns_wait(state, count):
    campaign = CampaignFactory(state=state)
    ActivityFactory(campaign=campaign, state="returned")
    ActivityFactory(campaign=campaign, state="submitted")

    assert len(items(returned) + items(to_review)) == count


def test_merged_unit_owes_nothing_and_its_records_are_reviewed_all_the_same(county):
    row(county, state="returned")
    waiting = row(county, state="submitted")
    Unit.objects.filter(pk=county.unit.pk).update(merged_into=UnitFactory())

    assert (items(returned), items(to_review)) == ([], [f"activity-{waiting.pk}"])


def test_activities_are_narrowed_by_day_item_and_path(county):
    back, waiting = row(county, state="returned"), row(county, state="submitted")
    area = county.campaign.area.path

    assert items(returned, until=date(2026, 6, 10)) == []
    assert items(returned, until=date(2026, 6, 11)) == [f"activity-{back.pk}"]
    assert items(to_review, items={f"activity-{waiting.pk}", f"activity-{back.pk}"}) == [f"activity-{waiting.pk}"]
    assert (items(returned, below=county.unit.path), items(to_review, below=county.unit.path)) == (
        [f"activity-{back.pk}"],
        [],
    )
    assert items(to_review, below=area) == [f"activity-{waiting.pk}"]


@pytest.mark.parametrize("number", [1, 20])
@pytest.mark.parametrize(("source", "state"), [(returned, "returned"), (to_review, "submitted")])
def test_each_kind_takes_one_query_for_any_number_of_rows(county, number, source, state, django_assert_num_queries):
    for _each in range(number):
        row(county, state=state)

    with django_assert_num_queries(1):
        assert len([str(duty.reason) for duty in source()]) == number


@pytest.fixture
def share(county):
    """Two activities are asked of the unit, one is approved."""
    assignment = AssignmentFactory(campaign=county.campaign, sent_at=datetime(2026, 6, 1, tzinfo=UTC))
    AssignmentQuotaFactory(assignment=assignment, at_least=2)
    row(county, assignment=assignment)
    return UnitAssignmentFactory(assignment=assignment, unit=county.unit)


def hand_in(county, share):
    activity = row(county, assignment=share.assignment, state="draft")
    return submit_activity(activity, by=county.liaison)


def test_share_that_is_handed_in_in_full_is_with_the_office(county, share):
    hand_in(county, share)

    share.refresh_from_db()
    assert share.is_with_office
    assert items(assignments) == []


def test_share_is_the_units_again_when_its_activity_is_returned(county, share):
    activity = hand_in(county, share)
    return_activity(activity, by=county.office, why="Photos")

    (duty,) = assignments()
    assert (duty.item, duty.since) == (f"share-{share.pk}", timezone.localdate())
    assert str(duty.reason) == "begun, but not all that was asked is handed in"


def test_share_that_lacks_an_activity_stays_the_units(county, share):
    share.assignment.quotas.update(at_least=3)
    hand_in(county, share)

    assert items(assignments) == [f"share-{share.pk}"]


def test_share_is_done_when_its_last_activity_is_approved(county, share):
    approve_activity(hand_in(county, share), by=county.office)

    share = UnitAssignment.objects.get()
    assert (share.state, share.enough_at, share.is_with_office) == ("done", None, False)


def test_share_is_with_the_office_again_when_an_approved_activity_is_reopened(county, share):
    activity = approve_activity(hand_in(county, share), by=county.office)
    reopen_activity(Activity.objects.get(pk=activity.pk), by=county.office, why="Doubtful")

    share.refresh_from_db()
    assert (share.state, share.is_with_office) == ("open", True)
