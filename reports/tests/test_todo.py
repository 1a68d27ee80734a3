"""What a liaison's phone lists."""

from datetime import UTC, datetime

import pytest

from accounts.tests.factories import UserFactory
from activities.models import Site, Stand
from activities.tests.factories import ActivityFactory
from campaigns.models import Receipt
from campaigns.selectors.assignments import owed_by
from campaigns.tests.factories import AssignmentFactory, CampaignFactory, NoticeFactory, UnitAssignmentFactory
from reports.selectors.todo import to_do
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 26, tzinfo=UTC)


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026")


@pytest.fixture
def liaison(campaign):
    return UserFactory(role="liaison", unit=UnitFactory(name="柳湾镇", parent=campaign.area))


def titles(user, campaign):
    return [item.title for item in to_do(user, campaign, now=NOW).items]


def issued(campaign, **facts):
    return NoticeFactory(campaign=campaign, state="issued", issued_at=NOW, issued_by=UserFactory(), **facts)


def test_open_assignments_stand_by_due_time_and_late_ones_are_marked(campaign, liaison):
    for day, title in ((28, "Second"), (25, "First")):
        assignment = AssignmentFactory(campaign=campaign, title=title, due_at=datetime(2026, 6, day, 10, tzinfo=UTC))
        UnitAssignmentFactory(assignment=assignment, unit=liaison.unit)

    found = to_do(liaison, campaign, now=NOW)

    assert [(item.title, item.is_late) for item in found.items] == [("First", True), ("Second", False)]
    assert (found.asked, found.owed, found.late) == (2, 2, 1)


def test_done_assignment_is_counted_and_not_listed(campaign, liaison):
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=liaison.unit, state="done", done_at=NOW)

    found = to_do(liaison, campaign, now=NOW)

    assert (found.items, found.asked, found.owed) == ([], 1, 0)


@pytest.mark.parametrize("handed_in", ["answered_at", "enough_at"])
def test_what_lies_before_the_office_is_not_for_the_unit_to_do(campaign, liaison, handed_in):
    facts = {handed_in: NOW} | ({"answered_by": liaison} if handed_in == "answered_at" else {})
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=liaison.unit, **facts)

    found = to_do(liaison, campaign, now=NOW)

    assert (found.items, found.asked, found.owed) == ([], 1, 0)
    assert owed_by(liaison, NOW.date()) == []


def test_other_units_work_is_not_listed(campaign, liaison):
    below, beside = UnitFactory(parent=liaison.unit), UnitFactory(parent=campaign.area)
    for unit in (below, beside):
        UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=unit)

    assert titles(liaison, campaign) == []


def test_unsigned_notice_is_listed(campaign, liaison):
    notice = issued(campaign, title="Plan of the month", sign_by=datetime(2026, 6, 20, tzinfo=UTC))
    Receipt.objects.create(notice=notice, unit=liaison.unit, reason="kind")

    [item] = to_do(liaison, campaign, now=NOW).items

    assert (item.title, item.is_late) == ("Sign for the notice: Plan of the month", True)
    assert item.url == f"/campaigns/2026/notices/{notice.pk}/"


def test_returned_activity_comes_first_with_the_reason(campaign, liaison):
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, title="Asked"), unit=liaison.unit)
    ActivityFactory(campaign=campaign, unit=liaison.unit, title="Drill", state="returned")

    first, second = to_do(liaison, campaign, now=NOW).items

    assert (first.title, first.quote, second.title) == ("Sent back: Drill", "Photos are missing", "Asked")


def test_line_of_a_grid_is_listed_until_filled(campaign, liaison):
    event = ActivityFactory(campaign=campaign, title="Consulting day", state="submitted")
    site = Site.objects.create(activity=event, name="朝阳路口")
    stand = Stand.objects.create(activity=event, site=site, unit=liaison.unit)

    [item] = to_do(liaison, campaign, now=NOW).items
    assert (item.title, item.detail) == ("Fill in your line: Consulting day", "朝阳路口")
    assert item.url == f"/activities/{event.pk}/grid/{liaison.unit.pk}/"

    Stand.objects.filter(pk=stand.pk).update(filled_at=NOW, filled_by=liaison)
    assert titles(liaison, campaign) == []


def test_drafts_are_one_line(campaign, liaison):
    for _time in range(2):
        ActivityFactory(campaign=campaign, unit=liaison.unit, state="draft")

    assert titles(liaison, campaign) == ["2 drafts not handed in"]


def test_archived_campaign_asks_nothing(campaign, liaison):
    ActivityFactory(campaign=campaign, unit=liaison.unit, state="draft")
    campaign.state = "archived"

    assert titles(liaison, campaign) == []
