"""How the outbox is doing, for whoever looks after the portal: asked every few seconds, read from partial indexes."""

from datetime import datetime

from django.db.models import Count, Min

from notifications.models import Delivery


def oldest_unsent(now: datetime) -> datetime | None:
    """Since when the message waits that should have gone first; one that rests until morning or the next try doesn't."""
    return Delivery.objects.due(now).aggregate(oldest=Min("next_at"))["oldest"]


def unclear_count() -> int:
    """Messages that may or may not have gone out, for a person to decide."""
    return Delivery.objects.filter(state=Delivery.State.UNCLEAR).count()


def counts_since(moment: datetime) -> dict[str, int]:
    """What became of the messages queued since then: each state, also those that none is in."""
    rows = Delivery.objects.filter(created_at__gte=moment).order_by().values_list("state").annotate(Count("pk"))
    return dict.fromkeys(Delivery.State.values, 0) | dict(rows)
