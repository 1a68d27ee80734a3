"""What the bell on every page shows."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from notifications.selectors.bell import unread_count


def inbox(request: HttpRequest) -> dict:
    return {"unread_count": SimpleLazyObject(lambda: unread_count(request.user))}
