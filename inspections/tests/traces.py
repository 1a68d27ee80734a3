"""What an act leaves behind."""

from core.history import history_of
from notifications.models import Notification


def last_entry(hazard):
    """Who changed it last, and why."""
    entry = history_of(hazard)[0]
    return entry.by, entry.why


def told(person):
    return list(Notification.objects.filter(post__person=person).values_list("text", flat=True))
