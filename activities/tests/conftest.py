import pytest
from django.utils import translation

from accounts.tests.factories import UserFactory
from activities.models import Site
from activities.tests.county import build_county
from activities.tests.factories import ActivityFactory
from activities.tests.grids import arrange
from campaigns.models import ActivityKind
from campaigns.tests.factories import ActivityKindFactory
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
        client.force_login(user)
        return client

    become(county.liaison)
    return become


@pytest.fixture
def phone(signed_in, client):
    return client


@pytest.fixture
def school_office(county):
    return UnitFactory(name="县教育局", parent=county.campaign.area, division_code="371522")


@pytest.fixture
def day(county):
    """Waiting for review, hosted by the liaison's unit; two more units take part."""
    row = ActivityFactory(
        campaign=county.campaign,
        unit=county.unit,
        kind=ActivityKindFactory(code="consulting"),
        state="submitted",
        figures={"sites": 2, "consulted": None, "materials": None},
    )
    ActivityKind.objects.filter(pk=row.kind.pk).update(has_grid=True)
    row.refresh_from_db()
    return row


@pytest.fixture
def schools(county):
    return UnitFactory(name="县教育局", parent=county.campaign.area)


@pytest.fixture
def teacher(schools):
    return UserFactory(role="liaison", unit=schools)


@pytest.fixture
def arranged(county, day, schools):
    """Host at both sites, the other unit at the second."""
    arrange(day, county.liaison, sites=["中心广场", "汽车站"], units=[schools])
    first, second = Site.objects.order_by("position")
    places = {(first.pk, county.unit.pk), (second.pk, county.unit.pk), (second.pk, schools.pk)}
    arrange(day, county.liaison, names={first.pk: "中心广场", second.pk: "汽车站"}, units=[schools], places=places)
    return day
