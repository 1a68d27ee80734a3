"""Middleware without a domain word."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.views import bad_request

NUL = "\x00"


class RefuseNulMiddleware:
    """Answer 400 to a NUL byte in the address or its parameters: PostgreSQL can't store one.

    Form fields refuse it by themselves, with a sentence at the field.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path or any(NUL in part for pair in request.GET.lists() for part in (pair[0], *pair[1])):
            return _refused(request)
        return self.get_response(request)


def _refused(request: HttpRequest) -> HttpResponse:
    """A program is answered in its own shape, with the same key as any other parameter it got wrong."""
    if not request.path.endswith(".json"):
        return bad_request(request)
    named = {name: [_("It holds a NUL byte.")] for name, values in request.GET.lists() if NUL in name + "".join(values)}
    return JsonResponse({"errors": named}, status=400)


class NoStoreMiddleware:
    """Pages of a signed-in person are never kept by a browser that others may use after them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class DomainErrorMiddleware:
    """A refusal by a service becomes a message on the page the person came from.

    A view that can keep what was typed catches `DomainError` itself and shows it in its form.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        messages.error(request, str(exception))
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            back = "/"
        return HttpResponseRedirect(back)
