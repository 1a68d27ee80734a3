import pytest
from django.utils import translation

from activities.tests.county import build_county
from units.tests.factories import UnitFactory


@pytest.fixture(autouse=True)
def english():
    """Services and selectors answer in the active language; the tests read English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def county(db):
    return build_county()


@pytest.fixture
def signed_in(client, county):
    """A browser of the liaison; `signed_in(user)` makes it somebody else's."""

    def become(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    become(county.liaison)
    return become


@pytest.fixture
def phone(signed_in, client):
    return client


@pytest.fixture
def school_office(county):
    return UnitFactory(name="县教育局", parent=county.campaign.area, division_code="371522")
