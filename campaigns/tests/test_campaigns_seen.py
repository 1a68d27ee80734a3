"""The campaign that every page begins with."""

import itertools

import pytest
from django.http import Http404

from accounts.models import User
from accounts.tests.factories import UserFactory
from campaigns.models import Campaign
from campaigns.selectors import campaign_or_404, current_campaign
from campaigns.tests.factories import CampaignFactory
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
ROLES = ["office", "admin", "leader", "liaison", "inspector"]


@pytest.fixture
def units():
    """A county, a town of it with a shop, a county within the county with a shop, and another county."""
    county, other = CountyFactory(), CountyFactory()
    town, inner = UnitFactory(parent=county), CountyFactory(parent=county)
    return [county, other, town, inner, UnitFactory(parent=town), UnitFactory(parent=inner)]


@pytest.fixture
def campaigns(units):
    areas = [unit for unit in units if unit.kind.is_area] + [units[2]]
    return [
        CampaignFactory(area=area, state=state, slug=f"{area.pk}-{state}")
        for area, state in itertools.product(areas, Campaign.State.values)
    ]


@pytest.mark.parametrize("role", ROLES)
def test_without_an_address_what_runs_comes_first_then_the_newest(units, campaigns, role):
    state = Campaign.State
    for hidden in ((), (state.RUNNING,), (state.RUNNING, state.CLOSING, state.DRAFT)):
        Campaign.objects.filter(state__in=hidden).delete()
        for user in [UserFactory(role=role, unit=unit) for unit in units]:
            rows = Campaign.objects.visible_to(user)
            newest = rows.filter(state=state.RUNNING).first() or rows.exclude(state=state.ARCHIVED).first()

            assert current_campaign(user) == (newest or rows.first())


def test_nobody_without_a_post_finds_a_campaign(campaigns, django_assert_num_queries):
    user = User.objects.create_user("none", name="None")

    with pytest.raises(Http404):
        campaign_or_404(user, campaigns[0].slug)
    assert current_campaign(user) is None


def test_its_area_and_entry_set_come_along(campaigns, units, django_assert_num_queries):
    office = UserFactory(role="office", unit=units[0])
    asked = Campaign.objects.select_related("area", "entry_set").get(pk=campaigns[0].pk)
    assert current_campaign(office, asked.slug) == asked

    with django_assert_num_queries(1):
        found = current_campaign(office, asked.slug)
        along = [columns(row) for row in (found, found.area, found.entry_set)]

    assert along == [columns(row) for row in (asked, asked.area, asked.entry_set)]


def columns(row):
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]
