"""How far units are with what was asked of them, counted from their approved activities."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q

from activities.models import Activity, IndicatorValue
from campaigns.models import AssignmentQuota, Campaign, Indicator, UnitAssignment
from campaigns.services.quotas import Reached, settle_quotas
from core.bulk import among
from core.figures import Figure, largest, total

STARTED_STATES = {Activity.State.SUBMITTED, Activity.State.RETURNED, Activity.State.APPROVED}
COUNTED = (Activity.State.APPROVED,)
# What would count if the office approved all that it has before it.
HANDED_IN = (Activity.State.APPROVED, Activity.State.SUBMITTED)
Link = Activity.co_organisers.through
AT_ONCE = 1000


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
    shares = list(rows.select_related("assignment", "unit"))
    for start in range(0, len(shares), AT_ONCE):
        some = shares[start : start + AT_ONCE]
        work = Work(some)
        settle_quotas([_reached(share, work) for share in some])


def _reached(share: UnitAssignment, work: "Work") -> Reached:
    states = work.states_of(share)
    waiting = work.progress_of(share, HANDED_IN) if Activity.State.SUBMITTED in states else {}
    return Reached(share, work.progress_of(share), bool(states & STARTED_STATES), waiting)


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


class Work:
    """What answers some shares, read for all of them at once.

    That is what the unit hosted or co-organised for the assignment; a unit below answers for itself.
    """

    def __init__(self, shares: Iterable[UnitAssignment]) -> None:
        asked = {(share.assignment_id, share.unit_id) for share in shares}
        assignments = {assignment for assignment, _unit in asked}
        units = {unit for _assignment, unit in asked}
        joined = Link.objects.filter(unit__in=units).values("activity")
        theirs = Activity.objects.filter(assignment__in=assignments).filter(Q(unit__in=units) | Q(pk__in=joined))
        self._states: dict[int, str] = {}
        self._took_part: dict[int, set[int]] = {}
        assignment_of: dict[int, int | None] = {}
        for pk, assignment, unit, state in theirs.order_by("pk").values_list("pk", "assignment", "unit", "state"):
            assignment_of[pk], self._took_part[pk], self._states[pk] = assignment, {unit}, state
        for pk, unit in Link.objects.filter(among("activity_id", assignment_of)).values_list("activity", "unit"):
            self._took_part[pk].add(unit)
        self._activities: dict[tuple[int | None, int], list[int]] = defaultdict(list)
        for pk, took_part in self._took_part.items():
            for unit in took_part:
                self._activities[assignment_of[pk], unit].append(pk)
        self._read_figures(assignments)

    def _read_figures(self, assignments: set[int]) -> None:
        self._quotas: dict[int, list[AssignmentQuota]] = defaultdict(list)
        for quota in AssignmentQuota.objects.filter(assignment__in=assignments).select_related("indicator"):
            self._quotas[quota.assignment_id].append(quota)
        indicators = {quota.indicator_id for quotas in self._quotas.values() for quota in quotas} - {None}
        self._figures: dict[tuple[int, int], Figure] = {}
        for value in IndicatorValue.objects.filter(among("activity_id", self._states), indicator__in=indicators):
            self._figures[value.activity_id, value.indicator_id] = value.figure

    def states_of(self, share: UnitAssignment) -> set[str]:
        return {self._states[pk] for pk in self._activities[share.assignment_id, share.unit_id]}

    def progress_of(self, share: UnitAssignment, states: Collection[str] = COUNTED) -> dict[int, Figure]:
        """A figure for each quota: of the activities in these states."""
        of_share = self._activities[share.assignment_id, share.unit_id]
        counted = [pk for pk in of_share if self._states[pk] in states]
        return {quota.pk: self._reached(quota, counted) for quota in self._quotas[share.assignment_id]}

    def _reached(self, quota: AssignmentQuota, counted: list[int]) -> Figure:
        if quota.indicator is None:
            return Figure(len(counted))
        if quota.indicator.addition == Indicator.Addition.DISTINCT:
            return Figure(len(set().union(*(self._took_part[pk] for pk in counted))))
        said = [self._figures[pk, quota.indicator.pk] for pk in counted if (pk, quota.indicator.pk) in self._figures]
        return largest(said) if quota.indicator.addition == Indicator.Addition.MAX else total(said).figure
