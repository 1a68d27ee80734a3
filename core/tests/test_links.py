"""T16: what the portal sends leads to SITE_URL, whatever host a visitor names."""

import pytest

from core.links import absolute, mail_domain, site_of


def test_address_is_built_from_the_settings(settings):
    settings.SITE_URL = "https://portal.example"

    assert absolute("/hazards/7/") == "https://portal.example/hazards/7/"


@pytest.mark.parametrize("path", ["@evil.example/", "evil.example", ".evil.example/", "https://evil.example/", ""])
def test_what_is_no_path_makes_no_address_T16(path):
    with pytest.raises(ValueError, match="Not a path of the portal"):
        absolute(path)


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        (["portal.example"], "https://portal.example"),
        (["127.0.0.1", "localhost", "[::1]"], "http://127.0.0.1:8123"),
        (["localhost", "*", "portal.example", "other.example"], "https://portal.example"),
        ([".county.example"], "https://county.example"),
        (["*"], "http://127.0.0.1:8123"),
    ],
)
def test_site_is_the_first_host_that_others_can_reach(hosts, expected):
    assert site_of(hosts, 8123) == expected


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("https://portal.example", "portal.example"),
        ("http://127.0.0.1:8000", "localhost"),
        ("http://10.1.2.3:8000", "[10.1.2.3]"),
    ],
)
def test_mail_comes_from_the_host_of_the_site(site, expected):
    assert mail_domain(site) == expected
