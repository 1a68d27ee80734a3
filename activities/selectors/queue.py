"""What waits for the office, oldest first."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from activities.models import Activity
from campaigns.models import ActivityKind, Campaign
from units.models import Unit


def waiting_for_review(
    campaign: Campaign, user: User, *, unit: Unit | None = None, kind: ActivityKind | None = None
) -> QuerySet[Activity]:
    rows = Activity.objects.visible_to(user).filter(campaign=campaign, state=Activity.State.SUBMITTED)
    if unit:
        rows = rows.of_unit(unit)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("submitted_at", "pk")


def with_parts(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """What a reviewer looks at, in a fixed number of queries."""
    rows = rows.select_related("unit", "kind", "campaign__area", "submitted_by", "plan_item__campaign", "assignment")
    return rows.prefetch_related("values__indicator", "photos", "co_organisers", "linkages", "entries")


@dataclass(frozen=True)
class Place:
    """One record of the queue with its neighbours; `before` counts those that wait longer."""

    activity: Activity
    before: int
    number: int
    previous: int | None
    next: int | None


def place_in(rows: QuerySet[Activity], key: int | None) -> Place | None:
    """The record with this key, else the first; None for an empty queue."""
    current = with_parts(rows).filter(pk=key).first() if key else None
    current = current or with_parts(rows).first()
    if current is None:
        return None
    at = current.submitted_at
    earlier = rows.filter(Q(submitted_at__lt=at) | Q(submitted_at=at, pk__lt=current.pk))
    later = rows.filter(Q(submitted_at__gt=at) | Q(submitted_at=at, pk__gt=current.pk))
    neighbour = earlier.reverse().values_list("pk", flat=True).first()
    return Place(current, earlier.count(), rows.count(), neighbour, later.values_list("pk", flat=True).first())
