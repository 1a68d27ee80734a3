"""Addresses of pages, and where to go on after an act, as the form or the address says."""

from functools import lru_cache

from django.http import HttpRequest
from django.urls import URLResolver, get_resolver, get_script_prefix, get_urlconf, reverse
from django.utils.http import url_has_allowed_host_and_scheme


def address(name: str, *args: str | int) -> str:
    """As `reverse`, put together once: a page has fifty addresses, and they stay while a process runs."""
    return _reversed(get_resolver(get_urlconf()), get_script_prefix(), name, *args)


@lru_cache(maxsize=4096, typed=True)
def _reversed(_resolver: URLResolver, _prefix: str, name: str, *args: str | int) -> str:
    return reverse(name, args=args)


def own_address(request: HttpRequest, wanted: str) -> str:
    """The wanted path if it lies in the portal, else "".

    Must begin with a slash: `redirect` takes anything else for the name of a view.
    """
    safe = url_has_allowed_host_and_scheme(wanted, None, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else ""
