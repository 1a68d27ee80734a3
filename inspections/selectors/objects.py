"""The objects of one round, narrowed, with what each team has found there."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from inspections.models import Hazard, Round, RoundObject, Visit
from inspections.selectors.filtering import ON_LEDGER
from inspections.selectors.frequency import level_order
from inspections.selectors.rounds import FIXED, Progress, objects_of
from units.models import Unit
from units.selectors import NOT_RATED


def narrowed_objects(user: User, round: Round, filters: dict[str, Any]) -> QuerySet[Any]:
    """As the form of the list says; what isn't covered first, the gravest risk first."""
    rows = objects_of(user, round).select_related("unit__parent", "unit__kind", "unit__industry", "team", "draw")
    if filters.get("q"):
        rows = rows.filter(unit__in=Unit.objects.named_like(filters["q"]).values("pk"))
    if filters.get("cover") in ("open", "covered"):
        rows = rows.filter(is_covered=filters["cover"] == "covered")
    elif filters.get("cover") == "no_team":
        rows = rows.filter(team=None)
    if filters.get("team"):
        rows = rows.filter(team=filters["team"])
    if filters.get("risk_level"):
        rows = rows.filter(unit__risk_level="" if filters["risk_level"] == NOT_RATED else filters["risk_level"])
    if filters.get("below"):
        rows = rows.filter(unit__path__startswith=filters["below"].path)
    return rows.order_by("is_covered", level_order("unit__"), "unit__sort_key", "pk")


def last_visits(user: User, round: Round, objects: Iterable[RoundObject]) -> dict[int, Visit]:
    """By unit the last visit of the round that wasn't dropped, as far as the person sees it."""
    units = [each.unit_id for each in objects]
    rows = Visit.objects.visible_to(user).filter(round=round, unit__in=units).exclude(state=Visit.State.DROPPED)
    return {visit.unit_id: visit for visit in rows.order_by("visited_on", "pk")}


def found_at(user: User, round: Round, objects: Iterable[RoundObject]) -> dict[int, Progress]:
    """By unit what was found and what is fixed; units without a finding are left out."""
    units = [each.unit_id for each in objects]
    rows = Hazard.objects.visible_to(user).filter(visit__round=round, unit__in=units, state__in=ON_LEDGER).order_by()
    counted = rows.values("unit").annotate(all=Count("pk"), fixed=Count("pk", filter=Q(state__in=FIXED)))
    return {
        unit: Progress(found=total, fixed=fixed) for unit, total, fixed in counted.values_list("unit", "all", "fixed")
    }
