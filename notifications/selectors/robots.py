"""Group robots as those who keep them see them: what they did last, never their addresses."""

from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.models import User
from notifications.models import Delivery, OutboundHost, Robot


def robots_of(user: User) -> QuerySet[Robot]:
    """With `last_state`, `last_error` of the last message, and whether it `is_used`; without the sealed columns."""
    mine = Delivery.objects.filter(robot=OuterRef("pk"))
    tried = mine.exclude(state=Delivery.State.QUEUED, attempts=0).order_by("-id")
    return (
        Robot.objects.visible_to(user)
        .select_related("unit")
        .defer("sealed_address", "sealed_secret")
        .annotate(
            last_state=Subquery(tried.values("state")[:1]),
            last_error=Subquery(tried.values("error")[:1]),
            is_used=Exists(mine),
        )
    )


def hosts_by_kind() -> Mapping[str, Sequence[str]]:
    """The chat servers that an administrator has written down."""
    found: dict[str, list[str]] = {kind: [] for kind in Robot.Kind.values}
    for row in OutboundHost.objects.all():
        found[row.kind].append(row.host)
    return found
