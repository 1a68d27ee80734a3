import pytest

from accounts.tests.factories import UserFactory
from activities.services import handing_in, review
from activities.services.progress import Work, settle_shares
from activities.tasks import settle_merged_units
from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    CampaignFactory,
    IndicatorFactory,
    UnitAssignmentFactory,
)
from core.figures import Figure, Qualifier
from units.services.merging import merge_units
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def share():
    """One unit asked for one thing; quotas are added by the test."""
    campaign = CampaignFactory()
    unit = UnitFactory(parent=campaign.area)
    return UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=unit)


@pytest.fixture
def office(share):
    return UserFactory(role="office", unit=UnitFactory(parent=share.assignment.campaign.area))


def log(share, **facts):
    facts = {"unit": share.unit, "state": "approved"} | facts
    return ActivityFactory(campaign=share.assignment.campaign, assignment=share.assignment, **facts)


def quota(share, code=None, at_least=1):
    indicator = IndicatorFactory(code=code) if code else None
    return AssignmentQuotaFactory(assignment=share.assignment, indicator=indicator, at_least=at_least)


def test_progress_adds_known_figures_of_approved_activities_only(share):
    materials = quota(share, "materials")
    log(share, figures={"materials": 300})
    log(share, figures={"materials": (40000, "over")})
    log(share, figures={"materials": None})
    log(share, figures={"materials": 7000}, state="submitted")
    ActivityFactory(campaign=share.assignment.campaign, unit=share.unit, figures={"materials": 90000})

    assert Work([share]).progress_of(share) == {materials.pk: Figure(40300, Qualifier.OVER)}


def test_progress_of_figures_nobody_knows_is_unknown(share):
    materials = quota(share, "materials")
    log(share, figures={"materials": None})

    assert Work([share]).progress_of(share) == {materials.pk: Figure(None)}


def test_progress_without_an_indicator_counts_activities_hosted_or_co_organised(share):
    plain = quota(share)
    log(share)
    log(share, unit=UnitFactory()).co_organisers.add(share.unit)
    log(share, unit=UnitFactory())
    log(share, state="returned")

    assert Work([share]).progress_of(share) == {plain.pk: Figure(2)}


def test_progress_of_distinct_units_ignores_typed_numbers(share):
    present = quota(share, "units_present")
    first, second = UnitFactory(), UnitFactory()
    log(share, figures={"units_present": 99}).co_organisers.add(first, second)
    log(share, figures={"units_present": 50}).co_organisers.add(second)

    assert Work([share]).progress_of(share) == {present.pk: Figure(3)}


def test_approval_closes_the_share_and_reopening_opens_it_again(share, office):
    quota(share, "materials", at_least=500)
    log(share, figures={"materials": 300})
    waiting = log(share, figures={"materials": 200}, state="submitted")

    review.approve_activity(waiting, by=office)
    share.refresh_from_db()
    assert (share.state, share.answers.get().value) == ("done", 500)

    review.reopen_activity(waiting, by=office, why="Two sheets counted twice")
    share.refresh_from_db()
    assert (share.state, share.answers.get().value) == ("open", 300)


def test_approval_counts_for_the_co_organiser_too(share, office):
    quota(share)
    other = UnitAssignmentFactory(assignment=share.assignment, unit=UnitFactory(parent=office.area))
    joint = log(share, state="submitted")
    joint.co_organisers.add(other.unit)

    review.approve_activity(joint, by=office)

    other.refresh_from_db()
    assert other.state == "done"


def test_submitting_starts_the_share_and_withdrawing_ends_that(share, office):
    quota(share)
    liaison = UserFactory(role="liaison", unit=share.unit)
    draft = log(share, state="draft")

    handing_in.submit_activity(draft, by=liaison)
    share.refresh_from_db()
    assert share.started_at is not None

    handing_in.withdraw_activity(draft, by=liaison, why="Logged by mistake")
    share.refresh_from_db()
    assert share.started_at is None


def test_merged_units_activities_count_for_the_keeper(share, office):
    quota(share, "drills", at_least=2)
    double = UnitFactory(parent=share.unit.parent)
    log(share, figures={"drills": 1})
    log(share, unit=double, figures={"drills": 1})
    merge_units(double, by=office, keeper=share.unit, why="Entered twice")

    settle_merged_units()
    settle_merged_units()

    share.refresh_from_db()
    assert (share.state, [answer.value for answer in share.answers.all()]) == ("done", [2])


def test_many_shares_are_settled_with_as_many_questions_as_one(share, django_assert_num_queries):
    quota(share, "materials", at_least=5)
    others = [
        UnitAssignmentFactory(assignment=share.assignment, unit=UnitFactory(parent=share.unit.parent))
        for _time in "123"
    ]
    for each in (share, *others):
        log(each, unit=each.unit, figures={"materials": 7})

    for keys in ([share.pk], [each.pk for each in others]):
        with django_assert_num_queries(10):
            settle_shares(keys)

    assert set(share.assignment.units.values_list("state", flat=True)) == {"done"}
