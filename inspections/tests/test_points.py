"""Codes that hang out there: who makes them, what their poster says."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.models import ReportPoint
from inspections.services.points import make_point, retire_point
from inspections.tests.reports import PointFactory
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CampaignFactory(slug="2026", area=CountyFactory(name="青岚县"), hotline="0000 12350").area


@pytest.fixture
def unit(county):
    return UnitFactory(parent=county, name="某厂")


@pytest.fixture
def office(county):
    return UserFactory(role="office", unit=UnitFactory(parent=county))


def test_each_code_has_a_token_of_its_own(unit, office):
    tokens = {make_point(unit, by=office, place="Gate").token for _ in range(3)}

    assert len(tokens) == 3


def test_liaison_makes_codes_for_the_own_side_alone(unit):
    liaison = UserFactory(role="liaison", unit=unit)

    make_point(unit, by=liaison)
    with pytest.raises(PermissionDenied):
        make_point(UnitFactory(parent=unit.parent), by=liaison)

    assert ReportPoint.objects.get().unit == unit


@pytest.mark.parametrize("role", ["leader", "inspector", "admin"])
def test_others_neither_make_nor_retire_codes(unit, role):
    point, other = PointFactory(unit=unit), UserFactory(role=role, unit=unit)

    for act in (lambda: make_point(unit, by=other), lambda: retire_point(point, by=other)):
        with pytest.raises(PermissionDenied):
            act()

    assert list(ReportPoint.objects.values_list("retired", flat=True)) == [False]


def test_office_of_another_county_retires_nothing(unit):
    with pytest.raises(PermissionDenied):
        retire_point(PointFactory(unit=unit), by=UserFactory(role="office", unit=UnitFactory()))


def test_poster_speaks_both_languages_whatever_the_reader_s(unit, office, signed_in):
    point = PointFactory(unit=unit, place="Gate")

    page = signed_in(office).get(f"/report-codes/{point.pk}/", HTTP_ACCEPT_LANGUAGE="en").content.decode()

    for words in ("发现隐患，扫码就报", "Scan and show us", "某厂", "Gate", "0000 12350", f"unit={point.token}"):
        assert words in page


def test_new_code_leads_to_its_poster(unit, office, signed_in):
    answer = signed_in(office).post("/campaigns/2026/report-codes/new/", {"unit": unit.pk, "place": "Gate"})

    point = ReportPoint.objects.get()
    assert answer["Location"] == f"/report-codes/{point.pk}/"
    assert (point.unit, point.place, point.made_by) == (unit, "Gate", office)


def test_poster_with_a_forged_host_is_refused_t16(unit, office, signed_in):
    point = PointFactory(unit=unit)

    answer = signed_in(office).get(f"/report-codes/{point.pk}/", HTTP_HOST="evil.example")

    assert answer.status_code == 400


def test_poster_asked_under_another_host_leads_to_the_site_t16(unit, office, signed_in, settings):
    settings.SITE_URL = "https://portal.example"
    point = PointFactory(unit=unit)

    page = signed_in(office).get(f"/report-codes/{point.pk}/", HTTP_HOST="localhost").content.decode()

    assert f"https://portal.example/report/?unit={point.token}" in page
    assert "localhost" not in page


def test_picture_is_a_file_to_take_away(unit, office, signed_in):
    answer = signed_in(office).get(f"/report-codes/{PointFactory(unit=unit).pk}/qr.png")

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("number", [1, 20])
def test_list_of_codes_asks_as_much_for_one_as_for_twenty(unit, office, signed_in, number, django_assert_num_queries):
    PointFactory.create_batch(number, unit=unit)
    browser = signed_in(office)
    browser.get("/campaigns/2026/report-codes/")

    with django_assert_num_queries(7):
        page = browser.get("/campaigns/2026/report-codes/")

    assert len(page.context["page_obj"].object_list) == number


def test_unit_is_not_told_how_many_reports_came_t3(unit, signed_in):
    PointFactory(unit=unit)

    page = signed_in(UserFactory(role="liaison", unit=unit)).get("/campaigns/2026/report-codes/")

    assert not hasattr(page.context["page_obj"].object_list[0], "received")
