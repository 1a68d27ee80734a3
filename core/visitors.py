"""Where a request comes from: one answer for every limit. Nothing here is stored or logged."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The address that the outermost of our own proxies saw.

    What stands left of it in X-Forwarded-For was written by the visitor, and without proxies all
    of it. django-axes calls this by its name in the settings.
    """
    near = _plain(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.TRUSTED_PROXIES <= len(forwarded):
        return _plain(forwarded[-settings.TRUSTED_PROXIES]) or near
    return near


def household_of(request: HttpRequest) -> str:
    """What one line to the internet has: an IPv4 address, or all of an IPv6 /64."""
    address = address_of(request)
    if address and ":" in address:
        return str(ip_network((address, 64), strict=False))
    return address or ""


def _plain(text: str) -> str | None:
    try:
        address = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)
