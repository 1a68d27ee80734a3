"""What waits to be sorted, oldest first, and what waits for another pair of eyes."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from accounts.models import User
from campaigns.models import Campaign
from inspections.models import Hazard, HazardSource
from inspections.selectors.filtering import EVERYTHING
from inspections.selectors.hazard import with_names
from inspections.selectors.listing import filtered

TO_SORT = EVERYTHING.with_(states=(Hazard.State.REPORTED,))
WAITING = EVERYTHING.with_(waiting=True)


def to_sort(campaign: Campaign, user: User, today: date, source: HazardSource | None = None) -> QuerySet[Hazard]:
    filters = TO_SORT.with_(sources=(source,) if source else ())
    return filtered(campaign, user, filters, today=today).order_by("reported_on", "pk")


@dataclass(frozen=True)
class SourceCount:
    source: HazardSource
    number: int


def counted_by_source(rows: QuerySet[Hazard]) -> list[SourceCount]:
    numbers: dict[int, int] = dict(rows.order_by().values_list("source").annotate(of_source=Count("pk")))
    return [SourceCount(source, numbers[source.pk]) for source in HazardSource.objects.filter(pk__in=numbers)]


@dataclass(frozen=True)
class Place:
    """One report of the inbox with its neighbours; `before` counts those that wait longer."""

    hazard: Hazard
    before: int
    number: int
    previous: int | None
    next: int | None


def place_in(rows: QuerySet[Hazard], key: int | None) -> Place | None:
    """The report with this key, else the first; None for an empty inbox."""
    current = with_names(rows).filter(pk=key).first() if key else None
    current = current or with_names(rows).first()
    if current is None:
        return None
    at = current.reported_on
    earlier = rows.filter(Q(reported_on__lt=at) | Q(reported_on=at, pk__lt=current.pk))
    later = rows.filter(Q(reported_on__gt=at) | Q(reported_on=at, pk__gt=current.pk))
    neighbour = earlier.reverse().values_list("pk", flat=True).first()
    return Place(current, earlier.count(), rows.count(), neighbour, later.values_list("pk", flat=True).first())


def to_reinspect(campaign: Campaign, user: User, today: date) -> QuerySet[Hazard]:
    """What waits for re-inspection: one's own first, then the longest waiting."""
    rows = filtered(campaign, user, WAITING, today=today)
    own = Case(When(reinspector=user, then=Value(0)), default=Value(1), output_field=IntegerField())
    if user.is_inspector:
        rows = rows.filter(Q(reinspector=user) | Q(found_by=user))
    return with_names(rows).order_by(own, "rectified_on", "pk")
