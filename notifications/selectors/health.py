"""How the outbox is doing, for whoever looks after the portal: asked every few seconds, read from partial indexes."""

from datetime import datetime

from django.db.models import Min

from notifications.models import Delivery


def oldest_unsent(now: datetime) -> datetime | None:
    """Since when the message waits that should have gone first; one that rests until morning or the next try doesn't."""
    return Delivery.objects.due(now).aggregate(oldest=Min("next_at"))["oldest"]


def unclear_count() -> int:
    """Messages that may or may not have gone out, for a person to decide."""
    return Delivery.objects.filter(state=Delivery.State.UNCLEAR).count()
