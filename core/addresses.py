"""Where to go on after an act, as the form or the address says."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, wanted: str) -> str:
    """The wanted path if it lies in the portal, else "".

    Must begin with a slash: `redirect` takes anything else for the name of a view.
    """
    safe = url_has_allowed_host_and_scheme(wanted, None, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else ""
