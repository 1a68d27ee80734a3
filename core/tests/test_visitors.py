import pytest
from django.test import RequestFactory

from core.visitors import address_of, household_of


def request(near="10.0.0.9", forwarded=None):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return RequestFactory().get("/", headers=headers, REMOTE_ADDR=near)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "10.0.0.9"),
        (0, "192.0.2.1", "10.0.0.9"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "6.6.6.6, 192.0.2.1", "192.0.2.1"),
        (2, "6.6.6.6, 192.0.2.1,10.0.0.8", "192.0.2.1"),
        (2, "192.0.2.1", "10.0.0.9"),
        (1, None, "10.0.0.9"),
        (1, "unknown", "10.0.0.9"),
        (1, "::ffff:192.0.2.1", "192.0.2.1"),
        (1, "2001:DB8::0:1", "2001:db8::1"),
    ],
)
def test_address_is_the_one_our_outermost_proxy_saw(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies

    assert address_of(request(forwarded=forwarded)) == address


@pytest.mark.parametrize(("near", "address"), [("", None), ("fe80::1%eth0", "fe80::1")])
def test_address_of_a_socket_and_of_a_local_link(near, address):
    assert address_of(request(near)) == address


@pytest.mark.parametrize(
    ("near", "household"), [("192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("", "")]
)
def test_household_is_what_one_line_has(near, household):
    assert household_of(request(near)) == household
