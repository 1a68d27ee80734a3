import pytest
from django.core.exceptions import PermissionDenied

from accounts.tests.factories import UserFactory
from activities.models import Activity
from activities.selectors.history import history_of_activity
from activities.services import handing_in, review
from activities.tests.factories import ActivityFactory
from core.editing import EditConflict
from core.errors import DomainError
from notifications.models import Notification
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(county):
    return lambda state="submitted", **facts: ActivityFactory(
        **({"campaign": county.campaign, "unit": county.unit, "state": state} | facts)
    )


def state_of(activity):
    return Activity.objects.get(pk=activity.pk).state


def told():
    return [(row.post.person, row.text) for row in Notification.objects.select_related("post__person")]


def test_approve_locks_counts_and_tells_the_host(county, make):
    activity = make(title="Drill")

    review.approve_activity(activity, by=county.office, version=1)

    activity.refresh_from_db()
    assert (activity.state, activity.reviewed_by, activity.version) == ("approved", county.office, 2)
    assert told() == [(county.liaison, "Approved: Drill")]
    act = history_of_activity(activity)[0]
    assert (act.action, act.by) == ("Approved", county.office.name)


def test_return_says_why_in_record_history_thread_and_inbox(county, make):
    activity = make(title="Drill")

    review.return_activity(activity, by=county.office, why="The photos are missing")

    activity.refresh_from_db()
    act = history_of_activity(activity)[0]
    assert (activity.state, activity.returned_why) == ("returned", "The photos are missing")
    assert (act.action, act.why) == ("Returned", "The photos are missing")
    assert [remark.text for remark in activity.remarks.all()] == ["The photos are missing"]
    assert told() == [(county.liaison, "Returned: Drill. The photos are missing")]
    assert Notification.objects.get().subject == f"activity-{activity.pk}"


def test_return_without_a_reason_is_refused(county, make):
    activity = make()

    with pytest.raises(DomainError):
        review.return_activity(activity, by=county.office, why="   ")

    assert state_of(activity) == "submitted"


def test_returned_record_is_sent_again_with_an_answer(county, make):
    activity = make("returned")

    handing_in.submit_activity(activity, by=county.liaison, answer="Photos added")

    assert state_of(activity) == "submitted"
    assert [(remark.text, remark.by) for remark in activity.remarks.all()] == [("Photos added", county.liaison)]


def test_reopen_unlocks_with_a_reason(county, make):
    activity = make("approved", title="Drill")

    review.reopen_activity(activity, by=county.office, why="Counted twice")

    assert (state_of(activity), history_of_activity(activity)[0].why) == ("submitted", "Counted twice")
    assert told() == [(county.liaison, "Reopened: Drill. Counted twice")]


def test_withdrawn_record_can_be_taken_up_again(county, make):
    activity = make()

    handing_in.withdraw_activity(activity, by=county.liaison, why="Wrong unit")
    assert (state_of(activity), history_of_activity(activity)[0].why) == ("withdrawn", "Wrong unit")

    handing_in.resume_activity(activity, by=county.liaison)
    assert state_of(activity) == "draft"


def test_resume_beside_the_same_activity_logged_since_is_refused(county, make):
    gone = make("withdrawn", title="Drill")
    make("submitted", title="Drill")

    with pytest.raises(DomainError):
        handing_in.resume_activity(gone, by=county.liaison)

    assert state_of(gone) == "withdrawn"


STEPS = {
    "submit": (lambda row, by: handing_in.submit_activity(row, by=by), "draft"),
    "withdraw": (lambda row, by: handing_in.withdraw_activity(row, by=by, why="Why"), "submitted"),
    "resume": (lambda row, by: handing_in.resume_activity(row, by=by), "withdrawn"),
    "approve": (lambda row, by: review.approve_activity(row, by=by), "submitted"),
    "return": (lambda row, by: review.return_activity(row, by=by, why="Why"), "submitted"),
    "reopen": (lambda row, by: review.reopen_activity(row, by=by, why="Why"), "approved"),
}
OFFICE_STEPS = {"approve", "return", "reopen"}


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("role", ["leader", "inspector", "admin", "liaison", "office"])
def test_step_of_somebody_without_the_right_changes_nothing(county, make, name, role):
    """The liaison is another unit's, the office another county's."""
    step, state = STEPS[name]
    activity = make(state)
    place = {"liaison": UnitFactory(parent=county.campaign.area), "office": None}.get(role, county.unit)
    stranger = UserFactory(role=role, unit=place)

    with pytest.raises(PermissionDenied):
        step(activity, stranger)

    activity.refresh_from_db()
    assert (activity.state, activity.version) == (state, 1)


@pytest.mark.parametrize("name", STEPS)
def test_step_of_the_other_side_is_refused(county, make, name):
    step, state = STEPS[name]
    activity = make(state)

    with pytest.raises(PermissionDenied):
        step(activity, county.liaison if name in OFFICE_STEPS else county.office)

    assert state_of(activity) == state


@pytest.mark.parametrize("name", STEPS)
def test_step_in_an_archived_campaign_is_refused(county, make, name):
    step, state = STEPS[name]
    activity = make(state)
    county.campaign.state = "archived"
    county.campaign.save()

    with pytest.raises(PermissionDenied):
        step(activity, county.office if name in OFFICE_STEPS else county.liaison)

    assert state_of(activity) == state


@pytest.mark.parametrize("state", ["draft", "returned", "approved", "withdrawn"])
def test_only_a_waiting_record_can_be_approved_or_returned(county, make, state):
    activity = make(state)

    for name in ("approve", "return"):
        with pytest.raises(DomainError):
            STEPS[name][0](activity, county.office)

    assert state_of(activity) == state


def test_approved_record_cannot_be_withdrawn(county, make):
    activity = make("approved")

    with pytest.raises(DomainError):
        handing_in.withdraw_activity(activity, by=county.liaison, why="Why")

    assert state_of(activity) == "approved"


def test_decision_on_a_version_not_read_is_refused(county, make):
    activity = make()
    Activity.objects.filter(pk=activity.pk).update(version=2)

    with pytest.raises(EditConflict, match="after you opened it and is now: Waiting for review"):
        review.approve_activity(activity, by=county.office, version=1)

    assert state_of(activity) == "submitted"


def test_bulk_approval_takes_what_still_waits_as_seen_and_tells_once(county, make):
    first, second, changed, gone = make(), make(), make(), make("withdrawn")
    Activity.objects.filter(pk=changed.pk).update(version=2)
    seen = {row.pk: 1 for row in (first, second, changed, gone)}

    result = review.approve_many(county.campaign, seen, by=county.office)

    assert (result.done, result.skipped) == (2, 2)
    assert [state_of(row) for row in (first, second, changed, gone)] == [
        "approved",
        "approved",
        "submitted",
        "withdrawn",
    ]
    assert told() == [(county.liaison, f"2 activities of {county.unit} approved.")]


def test_bulk_approval_of_one_is_listed_on_its_page_and_of_many_on_none(county, make):
    first, *others = (make("submitted", title=name) for name in ("A", "B", "C"))
    review.approve_many(county.campaign, {first.pk: 1}, by=county.office)
    review.approve_many(county.campaign, {row.pk: 1 for row in others}, by=county.office)

    assert [row.subject for row in Notification.objects.order_by("pk")] == [f"activity-{first.pk}", ""]


def test_bulk_return_gives_all_the_same_reason(county, make):
    rows = [make(), make()]

    review.return_many(county.campaign, {row.pk: 1 for row in rows}, by=county.office, why="No photos")

    assert [Activity.objects.get(pk=row.pk).returned_why for row in rows] == ["No photos", "No photos"]


def test_bulk_decision_is_for_the_office_of_the_campaign_only(county, make):
    activity = make()

    for stranger in (county.liaison, UserFactory(role="office")):
        with pytest.raises(PermissionDenied):
            review.approve_many(county.campaign, {activity.pk: 1}, by=stranger)

    assert state_of(activity) == "submitted"


def test_remark_of_the_office_reaches_the_liaison_and_the_answer_the_reviewer(county, make):
    activity = make("returned", title="Drill", reviewed_by=county.office)

    handing_in.add_remark(activity, by=county.office, text="Which school?")
    handing_in.add_remark(activity, by=county.liaison, text="The first")

    assert [person for person, _text in told()] == [county.office, county.liaison]


def test_remark_of_another_unit_is_refused(county, make):
    activity = make()

    with pytest.raises(PermissionDenied):
        handing_in.add_remark(activity, by=UserFactory(role="liaison"), text="Hello")

    assert activity.remarks.count() == 0


def test_unit_without_a_liaison_is_told_at_its_superior(county, make):
    village = UnitFactory(parent=county.unit)

    review.approve_activity(make(unit=village, title="Drill"), by=county.office)

    assert told() == [(county.liaison, "Approved: Drill")]


def test_closing_campaign_lets_a_returned_record_be_finished_but_no_new_draft(county, make):
    draft, returned = make("draft"), make("returned")
    county.campaign.state = "closing"
    county.campaign.save()

    handing_in.submit_activity(returned, by=county.liaison)
    with pytest.raises(PermissionDenied):
        handing_in.submit_activity(draft, by=county.liaison)

    assert (state_of(returned), state_of(draft)) == ("submitted", "draft")
