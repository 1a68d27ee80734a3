"""While PostgreSQL is away every page says so kindly, and asks to come back in a moment."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from core import views

SECONDS_TO_COME_BACK = 10


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler for what nobody caught, in middleware as well as in views."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return views.server_error(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Made without the database: no person, no session, the language from the browser."""
    with translation.override(translation.get_language_from_request(request)):
        page = render_to_string("503.html")
    return HttpResponse(
        page, status=503, headers={"Retry-After": str(SECONDS_TO_COME_BACK), "Cache-Control": "no-store"}
    )
