"""What the bell on every page shows."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from notifications.models import Notification


def inbox(request: HttpRequest) -> dict:
    return {"unread_count": SimpleLazyObject(lambda: Notification.objects.visible_to(request.user).unread().count())}
