"""Units in trouble, by hand-counted records."""

from datetime import UTC, datetime

import pytest

from accounts.tests.factories import PostFactory, UserFactory
from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import AssignmentFactory, CampaignFactory, UnitAssignmentFactory
from reports.selectors.helping import Counts, as_unit_to_help, helping_counts, units_to_help
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
BEFORE, AFTER = datetime(2026, 6, 24, tzinfo=UTC), datetime(2026, 6, 26, tzinfo=UTC)


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026")


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(parent=campaign.area))


@pytest.fixture
def assignment(campaign):
    return AssignmentFactory(campaign=campaign)


def led(campaign, name):
    unit = UnitFactory(name=name, parent=campaign.area)
    PostFactory(person=UserFactory(), unit=unit)
    return unit


def named(campaign, user, now=BEFORE, why=""):
    return [row["unit__name"] for row in units_to_help(campaign, user=user, now=now, why=why)]


def test_unit_that_was_asked_and_logged_nothing_is_silent(campaign, office, assignment):
    unit = led(campaign, "柳湾镇")
    UnitAssignmentFactory(assignment=assignment, unit=unit)
    ActivityFactory(campaign=campaign, unit=unit, state="draft")

    assert named(campaign, office, why="silent") == ["柳湾镇"]


@pytest.mark.parametrize("state", ["submitted", "approved", "returned"])
def test_unit_that_handed_in_is_not_silent(campaign, office, assignment, state):
    unit = led(campaign, "柳湾镇")
    UnitAssignmentFactory(assignment=assignment, unit=unit)
    ActivityFactory(campaign=campaign, unit=unit, state=state)

    assert named(campaign, office) == []


def test_co_organiser_is_not_silent(campaign, office, assignment):
    unit = led(campaign, "柳湾镇")
    UnitAssignmentFactory(assignment=assignment, unit=unit)
    ActivityFactory(campaign=campaign, unit=led(campaign, "县教育局")).co_organisers.add(unit)

    assert named(campaign, office) == []


@pytest.mark.parametrize("facts", [{"state": "draft"}, {"campaign": None}])
def test_unit_not_asked_in_this_campaign_is_not_silent(campaign, office, facts):
    other = {"campaign": CampaignFactory(area=campaign.area, state="draft")} if "campaign" in facts else facts
    UnitAssignmentFactory(assignment=AssignmentFactory(**{"campaign": campaign, **other}), unit=led(campaign, "柳湾镇"))

    assert named(campaign, office) == []


def test_unit_let_off_is_not_silent(campaign, office, assignment):
    UnitAssignmentFactory(
        assignment=assignment, unit=led(campaign, "柳湾镇"), state="waived", waived_by=office, waived_why="Flood"
    )

    assert named(campaign, office) == []


def test_late_units_come_first(campaign, office):
    twice, once = led(campaign, "柳湾镇"), led(campaign, "县教育局")
    for unit in (twice, once, twice):
        UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=unit)

    assert named(campaign, office, now=AFTER, why="late") == ["柳湾镇", "县教育局"]


def test_unit_that_owes_without_a_liaison_is_named(campaign, office, assignment):
    UnitAssignmentFactory(assignment=assignment, unit=UnitFactory(name="河口镇", parent=campaign.area))
    UnitAssignmentFactory(assignment=assignment, unit=led(campaign, "柳湾镇"))

    assert named(campaign, office, why="unled") == ["河口镇"]


def test_counts_add_units_and_their_assignments(campaign, office):
    unled = UnitFactory(parent=campaign.area)
    done = led(campaign, "县教育局")
    ActivityFactory(campaign=campaign, unit=done)
    for _time in range(2):
        UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=unled)
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=done, state="done", done_at=BEFORE)

    found = helping_counts(campaign, user=office, now=AFTER)

    assert found == Counts(asked=2, silent=1, late=1, late_shares=2, unled=1, unled_shares=2)


def test_row_says_why(campaign, office, assignment):
    unit = UnitFactory(name="河口镇", parent=campaign.area)
    UnitAssignmentFactory(assignment=assignment, unit=unit)

    row = as_unit_to_help(units_to_help(campaign, user=office, now=AFTER).get())

    assert (row.name, row.asked, row.done, row.late, row.is_silent, row.is_led) == ("河口镇", 1, 0, 1, True, False)
