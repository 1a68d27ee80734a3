"""The menu says where one is, also on a record whose address names no campaign."""

import pytest

from accounts.tests.factories import UserFactory
from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import CampaignFactory
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026")


def current_sections(client, campaign, address):
    office = UserFactory(role="office", unit=UnitFactory(parent=campaign.area))
    client.force_login(office)
    sections = client.get(address).context["sections"]
    return [section.url for section in sections if section.is_current]


def test_activity_stands_under_activities(campaign, client):
    activity = ActivityFactory(campaign=campaign, unit=UnitFactory(parent=campaign.area))

    assert current_sections(client, campaign, activity.get_absolute_url()) == ["/campaigns/2026/activities/"]


def test_unit_stands_under_units(campaign, client):
    assert current_sections(client, campaign, campaign.area.get_absolute_url()) == ["/campaigns/2026/units/"]


@pytest.mark.parametrize("page", ["", "plan/", "timeline/"])
def test_page_of_the_campaign_stands_under_its_own_section(campaign, client, page):
    section = "plan/" if page == "timeline/" else page

    assert current_sections(client, campaign, f"/campaigns/2026/{page}") == [f"/campaigns/2026/{section}"]
