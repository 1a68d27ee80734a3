import pytest
from django.utils import translation

from activities.tests.county import build_county


@pytest.fixture(autouse=True)
def english():
    """Services and selectors answer in the active language; the tests read English."""
    with translation.override("en"):
        yield


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
