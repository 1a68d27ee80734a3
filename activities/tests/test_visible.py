"""Who sees which activities, whether few or many units lie below: what is found by keys is what is met on the way."""

import pytest

from accounts.tests.factories import UserFactory
from activities.models import Activity, Site, Stand
from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import CampaignFactory
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
# Of `units.models.FEW`: as if any number were many, and as it is.
FEW = [0, 100]


@pytest.fixture
def town():
    """A town and a village in it beside another town, and what they do alone, together and not any more."""
    campaign = CampaignFactory()
    town, other = UnitFactory(parent=campaign.area), UnitFactory(parent=campaign.area)
    village = UnitFactory(parent=town)
    made = {f"{state} of {name}": (unit, state, []) for name, unit in _named(town, village, other) for state in STATES}
    made |= {f"{state} with the village": (other, state, [village]) for state in STATES}
    made |= {f"{state} with a stand": (other, state, []) for state in STATES}
    made["approved with both"] = (town, "approved", [town, village])
    for title, (unit, state, guests) in made.items():
        activity = ActivityFactory(campaign=campaign, unit=unit, state=state, title=title)
        activity.co_organisers.set(guests)
        if title.endswith("stand"):
            site = Site.objects.create(activity=activity, name="Square")
            Stand.objects.create(activity=activity, site=site, unit=village)
    return town


STATES = ("draft", "approved", "withdrawn")


def _named(town, village, other):
    return [("the town", town), ("the village", village), ("another", other)]


def _titles(rows):
    return sorted(rows.values_list("title", flat=True))


@pytest.mark.parametrize("few", FEW)
def test_liaison_sees_what_the_own_units_take_part_in(town, few, monkeypatch):
    monkeypatch.setattr("units.models.FEW", few)
    liaison = UserFactory(role="liaison", unit=town)

    assert _titles(Activity.objects.visible_to(liaison)) == [
        "approved of the town",
        "approved of the village",
        "approved with a stand",
        "approved with both",
        "approved with the village",
        "draft of the town",
        "draft of the village",
        "draft with a stand",
        "withdrawn of the town",
        "withdrawn of the village",
    ]


@pytest.mark.parametrize("few", FEW)
def test_filter_of_a_unit_finds_hosts_and_co_organisers_once(town, few, monkeypatch):
    monkeypatch.setattr("units.models.FEW", few)

    assert _titles(Activity.objects.of_unit(town).filter(state="approved")) == [
        "approved of the town",
        "approved of the village",
        "approved with both",
        "approved with the village",
    ]
