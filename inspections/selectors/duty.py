"""Where an inspector's teams are to go next."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from campaigns.models import Campaign
from inspections.models import Round, RoundObject, TeamMember, Visit
from inspections.selectors.frequency import level_order
from inspections.selectors.rounds import with_cover

MOST_SHOWN = 50


@dataclass(frozen=True)
class Duties:
    """`rows` are the first of `count` objects, those of the round that ends first and the gravest risk first.

    Each has the `visit` that is going on there, or None.
    """

    rows: list[RoundObject]
    count: int


def duties_of(user: User, campaign: Campaign) -> Duties:
    rows = waiting_for(user, campaign)
    first = rows.select_related("unit__parent", "unit__industry", "round__campaign", "team")
    order = ("round__ends_on", level_order("unit__"), "unit__sort_key")
    found = list(first.order_by(*order)[:MOST_SHOWN])
    going_on = Visit.objects.visible_to(user).filter(
        state=Visit.State.GOING_ON, round__in=[row.round_id for row in found], unit__in=[row.unit_id for row in found]
    )
    visits = {(visit.round_id, visit.unit_id): visit for visit in going_on}
    for row in found:
        row.visit = visits.get((row.round_id, row.unit_id))
    return Duties(found, rows.count())


def waiting_for(user: User, campaign: Campaign) -> QuerySet[Any]:
    """Objects of running rounds that the person's own teams haven't covered."""
    teams = TeamMember.objects.filter(person=user).values("team")
    rows = RoundObject.objects.filter(round__campaign=campaign, round__state=Round.State.RUNNING, team__in=teams)
    return with_cover(rows).filter(is_covered=False)
