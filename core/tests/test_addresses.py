import pytest
from django.test import RequestFactory

from core.addresses import own_address


@pytest.mark.parametrize("wanted", ["/", "/campaigns/2026/plan/?q=<b>&{{7*7}}", "/长" * 300])
def test_a_path_of_the_portal_is_kept(wanted):
    assert own_address(RequestFactory().get("/"), wanted) == wanted


@pytest.mark.parametrize("wanted", ["", "nonsense", "99:99", "//elsewhere.example/", "https://elsewhere.example/"])
def test_other_addresses_and_names_of_views_are_refused(wanted):
    assert own_address(RequestFactory().get("/"), wanted) == ""
