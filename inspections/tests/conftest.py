import pytest
from django.utils import translation

from accounts.tests.factories import UserFactory
from inspections.tests.factories import HazardFactory
from inspections.tests.ledgers import build_ledger
from inspections.tests.rewarding import build_case
from inspections.tests.rounding import build_drive
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
def case(db):
    return build_case()


@pytest.fixture
def drive(db):
    return build_drive()


@pytest.fixture
def signed_in(client):
    """`signed_in(person)` is a browser in which this person has signed in."""

    def of(person):
        client.force_login(person)
        return client

    return of


@pytest.fixture
def ledger(db):
    """The county with an office, a liaison of the education bureau, and an inspector of another unit."""
    return build_ledger()


@pytest.fixture
def inspector(case):
    """Of another unit than the one inspected."""
    return UserFactory(role="inspector", unit=UnitFactory(parent=case.campaign.area))


@pytest.fixture
def hazard_of(case):
    """A hazard at the liaison's unit, in any state."""

    def make(state="reported", **facts):
        return HazardFactory(**{"campaign": case.campaign, "unit": case.unit, "state": state} | facts)

    return make
