from collections.abc import Iterator

import pytest
from django.utils import translation

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from units.tests.factories import UnitFactory


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The tests quote sentences as the code has them, whatever the default language."""
    with translation.override("en"):
        yield


@pytest.fixture
def campaign():
    return CampaignFactory()


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(parent=campaign.area))


@pytest.fixture
def unit(campaign):
    return UnitFactory(parent=campaign.area)


@pytest.fixture
def liaison(unit):
    return UserFactory(role="liaison", unit=unit)
