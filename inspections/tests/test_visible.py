"""Who sees which hazards, whether few or many units lie below: what is found by keys is what is met on the way."""

import pytest

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.models import Hazard
from inspections.tests.factories import HazardFactory
from inspections.tests.visit_factories import VisitFactory, team_of
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    """A town with a village: what is given to it, what it supervises, what it isn't shown, and what concerns others."""
    campaign = CampaignFactory()
    town, other = UnitFactory(parent=campaign.area), UnitFactory(parent=campaign.area)
    village = UnitFactory(parent=town)
    made = {
        "given": {"unit": village, "unit_sees": True},
        "supervised": {"unit": other, "supervising": town, "unit_sees": True},
        "given and supervised": {"unit": town, "supervising": village, "unit_sees": True},
        "not shown": {"unit": village, "unit_sees": False},
        "of another": {"unit": other, "unit_sees": True},
    }
    for description, facts in made.items():
        HazardFactory(campaign=campaign, description=description, **facts)
    return town


def _seen(person):
    return sorted(Hazard.objects.visible_to(person).values_list("description", flat=True))


@pytest.mark.parametrize("few", [0, 100])
def test_liaison_sees_what_is_shown_to_the_own_units(town, few, monkeypatch):
    monkeypatch.setattr("units.models.FEW", few)

    assert _seen(UserFactory(role="liaison", unit=town)) == ["given", "given and supervised", "supervised"]


@pytest.mark.parametrize("few", [0, 100])
def test_inspector_sees_what_was_found_and_what_is_to_be_inspected_again(town, few, monkeypatch):
    monkeypatch.setattr("units.models.FEW", few)
    inspector = UserFactory(role="inspector", unit=town)
    Hazard.objects.filter(description="not shown").update(found_by=inspector)
    campaign = Hazard.objects.first().campaign
    visit = VisitFactory(team=team_of(campaign, inspector), campaign=campaign)
    Hazard.objects.filter(description="of another").update(visit=visit)

    assert _seen(inspector) == ["given", "given and supervised", "not shown", "of another", "supervised"]
