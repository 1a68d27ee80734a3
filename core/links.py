"""Addresses for mail, messages and paper: built from SITE_URL, never from the Host header a visitor sent (T16)."""

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def absolute(path: str) -> str:
    """A path of the portal as an address that works anywhere."""
    if not path.startswith("/"):
        raise ValueError(f"Not a path of the portal: {path!r}")
    return settings.SITE_URL + path


def site_of(hosts: Sequence[str], port: int) -> str:
    """SITE_URL where none is given: the first host others can reach, else the portal on its own computer."""
    names = (host.removeprefix(".") for host in hosts if host != "*" and host not in LOOPBACK)
    name = next(names, None)
    return f"https://{name}" if name else f"http://127.0.0.1:{port}"


def mail_domain(site_url: str) -> str:
    """What stands behind the @ of the portal's own mail addresses and Message-IDs (RFC 5321 4.1.3 for numbers)."""
    host = urlsplit(site_url).hostname or "localhost"
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.is_loopback:
        return "localhost"
    return f"[{'' if address.version == 4 else 'IPv6:'}{address}]"
