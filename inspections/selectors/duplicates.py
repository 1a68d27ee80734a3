"""Which hazard a new report may repeat: the same unit, the same place, the same category."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from accounts.models import User
from inspections.models import Hazard

MOST = 5
# What is further back is rather a relapse than the same report twice.
BACK = timedelta(days=120)
# About 150 metres at the latitudes of the country.
NEAR_LATITUDE, NEAR_LONGITUDE = Decimal("0.00135"), Decimal("0.00170")
PREFIX = 4


@dataclass(frozen=True)
class Suggestion:
    hazard: Hazard
    grounds: list[str]


def others_of(hazard: Hazard, user: User) -> QuerySet[Hazard]:
    """What it may repeat: on the same ledger, not refused or a duplicate itself."""
    return Hazard.objects.visible_to(user).filter(campaign=hazard.campaign_id).on_ledger().exclude(pk=hazard.pk)


def suggestions_for(hazard: Hazard, user: User) -> list[Suggestion]:
    """The likeliest first: a place says more than a unit, a unit more than a category, and category alone nothing."""
    unit, place, near = _is_same_unit(hazard), _is_same_place(hazard), _is_near(hazard)
    since = hazard.reported_on - BACK
    rows = others_of(hazard, user).filter(reported_on__gte=since).filter(unit | place | near)
    category = Q(category=hazard.category_id) if hazard.category_id else NOTHING
    score = _points(place, 3) + _points(near, 3) + _points(unit, 2) + _points(category, 1)
    rows = rows.annotate(score=score).select_related("unit", "category", "source")
    found = rows.order_by("-score", "-reported_on", "-pk")[:MOST]
    return [Suggestion(row, _grounds(hazard, row)) for row in found]


def _points(rule: Q, points: int) -> Case:
    return Case(When(rule, then=Value(points)), default=Value(0), output_field=IntegerField())


NOTHING = Q(pk=None)


def _is_same_unit(hazard: Hazard) -> Q:
    return Q(unit=hazard.unit_id) if hazard.unit_id else NOTHING


def _is_same_place(hazard: Hazard) -> Q:
    """The same words, or a place that begins alike: people write the street first and the detail after it."""
    place = hazard.place.strip()
    if not place:
        return NOTHING
    begins = Q(place__istartswith=place[:PREFIX]) if len(place) >= PREFIX else NOTHING
    return Q(place__iexact=place) | begins


def _is_near(hazard: Hazard) -> Q:
    if hazard.latitude is None or hazard.longitude is None:
        return NOTHING
    north, east = hazard.latitude, hazard.longitude
    return Q(
        latitude__range=(north - NEAR_LATITUDE, north + NEAR_LATITUDE),
        longitude__range=(east - NEAR_LONGITUDE, east + NEAR_LONGITUDE),
    )


def _grounds(hazard: Hazard, other: Hazard) -> list[str]:
    """Why it is suggested, in words."""
    place = hazard.place.strip().casefold()
    found = []
    if hazard.unit_id and hazard.unit_id == other.unit_id:
        found.append(_("same unit"))
    if place and other.place.strip().casefold() == place:
        found.append(_("same place"))
    elif place and other.place.casefold().startswith(place[:PREFIX]):
        found.append(_("place begins alike"))
    if _is_close(hazard, other):
        found.append(_("within 150 metres"))
    if hazard.category_id and hazard.category_id == other.category_id:
        found.append(_("same category"))
    return found


def _is_close(hazard: Hazard, other: Hazard) -> bool:
    here, there = _point(hazard), _point(other)
    if here is None or there is None:
        return False
    return abs(here[0] - there[0]) <= NEAR_LATITUDE and abs(here[1] - there[1]) <= NEAR_LONGITUDE


def _point(hazard: Hazard) -> tuple[Decimal, Decimal] | None:
    if hazard.latitude is None or hazard.longitude is None:
        return None
    return hazard.latitude, hazard.longitude
