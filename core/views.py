"""Answers when something went wrong: what happened, what was kept, what to do.

All but 403 and 404 use no request context, so they work without database and session.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from core.errors import DomainError

PHOTO_HEADERS = {
    "Cache-Control": "private, max-age=86400, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": 'inline; filename="photo.jpg"',
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


def _plain(status, message=""):
    return HttpResponse(render_to_string(f"{status}.html", {"message": message}), status=status)


def bad_request(request, exception=None):
    return _plain(400)


def forbidden(request, exception=None):
    return render(request, "403.html", {"message": str(exception or "")}, status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def csrf_failure(request, reason=""):
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


def too_large(request, message=""):
    return _plain(413, message)


def too_many(request, message=""):
    return _plain(429, message)


def wrong_secret(request, limit):
    """No page is at this address; whoever tries many is told to wait. A `core.throttle.Limit` counts."""
    verdict = limit.hit(request)
    if verdict.allowed:
        raise Http404
    answer = too_many(request)
    answer["Retry-After"] = verdict.retry_after
    return answer


def server_error(request):
    return _plain(500)


def unavailable(request, message=""):
    return _plain(503, message)


def order_answer(save):
    """Nothing to show, or the refusal as text for the script that dragged."""
    try:
        save()
    except DomainError as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


def photo_answer(file):
    """A stored photo's file or thumbnail; the caller has found its row among those that the person sees."""
    try:
        with file.open("rb") as content:
            return HttpResponse(content.read(), content_type="image/jpeg", headers=PHOTO_HEADERS)
    except FileNotFoundError:
        raise Http404 from None
