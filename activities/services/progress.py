"""How far units are with what was asked of them, counted from their approved activities."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import QuerySet

from activities.models import Activity, IndicatorValue
from campaigns.models import AssignmentQuota, Campaign, Indicator, UnitAssignment
from campaigns.services.assignments import settle_quotas
from core.figures import Figure, largest, total

STARTED_STATES = {Activity.State.SUBMITTED, Activity.State.RETURNED, Activity.State.APPROVED}
COUNTED = (Activity.State.APPROVED,)
# What would count if the office approved all that it has before it.
HANDED_IN = (Activity.State.APPROVED, Activity.State.SUBMITTED)


def shares_of(activities: Iterable[Activity]) -> set[int]:
    """Keys of what host and co-organisers of these activities were asked and answer with them."""
    rows = [row for row in activities if row.assignment_id]
    links = Activity.co_organisers.through.objects.filter(activity__in=rows).values_list("activity_id", "unit_id")
    assignment_of = {row.pk: row.assignment_id for row in rows}
    pairs = {(row.assignment_id, row.unit_id) for row in rows}
    pairs |= {(assignment_of[activity], unit) for activity, unit in links}
    if not pairs:
        return set()
    shares = UnitAssignment.objects.filter(
        assignment__in={assignment for assignment, _unit in pairs}, unit__in={unit for _assignment, unit in pairs}
    )
    found = shares.values_list("pk", "assignment_id", "unit_id")
    return {pk for pk, assignment, unit in found if (assignment, unit) in pairs}


def settle_shares(keys: Iterable[int]) -> None:
    """Count these shares again.

    They are locked before anything is counted, and in one order: of two approvals at once
    the second counts the first.
    """
    rows = UnitAssignment.objects.select_for_update(of=("self",)).filter(pk__in=list(keys)).order_by("pk")
    for share in rows.select_related("assignment", "unit"):
        states = states_of(share)
        waiting = progress_of(share, HANDED_IN) if Activity.State.SUBMITTED in states else None
        settle_quotas(share, progress_of(share), bool(states & STARTED_STATES), waiting)


def settle_activities(activities: Iterable[Activity]) -> None:
    settle_shares(shares_of(activities))


@transaction.atomic
def settle_merged_units() -> None:
    """Count again what was asked of units that others were merged into.

    The register lies below and moves activities without knowing of quotas; running this
    twice changes nothing.
    """
    running = [Campaign.State.RUNNING, Campaign.State.CLOSING]
    rows = UnitAssignment.objects.sent().filter(assignment__campaign__state__in=running, unit__merged__isnull=False)
    settle_shares(set(rows.values_list("pk", flat=True)))


def states_of(share: UnitAssignment) -> set[str]:
    return set(_activities_for(share).order_by().values_list("state", flat=True).distinct())


def progress_of(share: UnitAssignment, states: Collection[str] = COUNTED) -> dict[int, Figure]:
    """A figure for each quota: of the activities in these states that the unit hosted or co-organised for it."""
    counted = _activities_for(share).filter(state__in=states)
    quotas = list(AssignmentQuota.objects.filter(assignment=share.assignment_id).select_related("indicator"))
    figures: dict[int, list[Figure]] = {quota.indicator_id: [] for quota in quotas if quota.indicator_id}
    for value in IndicatorValue.objects.filter(activity__in=counted, indicator__in=figures):
        figures[value.indicator_id].append(value.figure)
    return {quota.pk: _reached(quota, counted, figures.get(quota.indicator_id or 0, [])) for quota in quotas}


def _reached(quota: AssignmentQuota, counted: QuerySet[Activity], figures: list[Figure]) -> Figure:
    if quota.indicator is None:
        return Figure(counted.count())
    if quota.indicator.addition == Indicator.Addition.DISTINCT:
        return Figure(_distinct_units(counted))
    if quota.indicator.addition == Indicator.Addition.MAX:
        return largest(figures)
    return total(figures).figure


def _distinct_units(activities: QuerySet[Activity]) -> int:
    units = set(activities.values_list("unit_id", flat=True))
    links = Activity.co_organisers.through.objects.filter(activity__in=activities)
    return len(units | set(links.values_list("unit_id", flat=True)))


def _activities_for(share: UnitAssignment) -> QuerySet[Activity]:
    """Of the assignment, with the unit as host or co-organiser; a unit below answers for itself."""
    rows = Activity.objects.filter(assignment=share.assignment_id)
    shared = Activity.co_organisers.through.objects.filter(unit=share.unit_id).values("activity")
    return rows.filter(unit=share.unit_id) | rows.filter(pk__in=shared)
