"""A city above the county: what the city prepares is its own, what it sends is seen by those it was sent to."""

import pytest

from accounts.tests.factories import UserFactory
from campaigns.models import Assignment, Campaign, Notice
from campaigns.tests.factories import (
    AssignmentFactory,
    CampaignFactory,
    NoticeFactory,
    ReceiptFactory,
    UnitAssignmentFactory,
)
from units.tests.factories import CountyFactory, UnitFactory, UnitKindFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return UnitFactory(name="兰台市", kind=UnitKindFactory(code="city"))


@pytest.fixture
def county(city):
    return CountyFactory(name="青岚县", parent=city)


@pytest.fixture(params=["office", "leader"])
def reader(request, county):
    return UserFactory(role=request.param, unit=UnitFactory(parent=county))


@pytest.fixture
def city_campaign(city):
    return CampaignFactory(slug="city", area=city)


def test_campaign_the_city_prepares_is_not_seen_in_the_county(city_campaign, reader):
    CampaignFactory(slug="next", area=city_campaign.area, state="draft")

    assert list(Campaign.objects.visible_to(reader)) == [city_campaign]


def test_assignments_of_the_city_are_seen_where_they_were_sent(city_campaign, county, reader):
    beside = CountyFactory(parent=city_campaign.area)
    here = UnitAssignmentFactory(assignment__campaign=city_campaign, unit=county).assignment
    UnitAssignmentFactory(assignment__campaign=city_campaign, unit=beside)
    AssignmentFactory(campaign=city_campaign, state="draft").units.create(unit=county)

    assert list(Assignment.objects.visible_to(reader)) == [here]


def test_notices_of_the_city_are_seen_where_they_were_sent(city_campaign, county, reader):
    beside = CountyFactory(parent=city_campaign.area)
    here = ReceiptFactory(notice__campaign=city_campaign, unit=county).notice
    ReceiptFactory(notice__campaign=city_campaign, unit=beside)
    NoticeFactory(campaign=city_campaign)

    assert list(Notice.objects.visible_to(reader)) == [here]


def test_drafts_of_a_county_are_not_seen_in_the_city(city, county):
    reader = UserFactory(role="office", unit=city)
    campaign = CampaignFactory(slug="county", area=county)
    NoticeFactory(campaign=campaign)
    issued = ReceiptFactory(notice__campaign=campaign, unit=county).notice

    assert list(Notice.objects.visible_to(reader)) == [issued]
