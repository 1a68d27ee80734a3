"""While PostgreSQL is away every page says so kindly, and asks to come back in a moment."""

import sys

from django.db import InterfaceError, OperationalError
from django.utils import translation

from core import views

SECONDS_TO_COME_BACK = 10


def server_error(request):
    """Django's handler for what nobody caught, in middleware as well as in views."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return views.server_error(request)
    # Without the database the person's language is unknown; the browser's is not.
    with translation.override(translation.get_language_from_request(request)):
        response = views.unavailable(request)
    response["Retry-After"] = str(SECONDS_TO_COME_BACK)
    response["Cache-Control"] = "no-store"
    return response
