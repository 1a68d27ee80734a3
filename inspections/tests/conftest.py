import pytest
from django.utils import translation

from inspections.tests.ledgers import build_ledger
from inspections.tests.rewarding import build_case


@pytest.fixture(autouse=True)
def english():
    """Services and selectors answer in the active language; the tests read English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case(db):
    return build_case()


@pytest.fixture
def browser(client):
    """`browser(person)` is a browser in which this person has signed in."""

    def of(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return of


@pytest.fixture
def ledger(db):
    """The county with an office, a liaison of the education bureau, and an inspector of another unit."""
    return build_ledger()
