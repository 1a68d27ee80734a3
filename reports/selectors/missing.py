"""Who owes a part of a figure and has not said."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from activities.models import Activity, IndicatorValue, Stand, StandValue
from activities.selectors.filtering import ActivityFilters, subtree_ids
from campaigns.models import Campaign, Indicator, QuotaAnswer, UnitAssignment


@dataclass(frozen=True)
class Missing:
    """A unit that owes a part, and the record on which it would say it."""

    unit: str
    url: str


def missing_parts(
    campaign: Campaign, rows: QuerySet[Activity], filters: ActivityFilters, indicators: Iterable[Indicator]
) -> dict[int, list[Missing]]:
    """{indicator id: units that owe a part}: an activity asked and left open, a line of a grid not
    filled in, an open assignment whose quota asks for it and has no answer yet. The number of queries is fixed.
    """
    wanted = {row.pk for row in indicators if row.addition != Indicator.Addition.DISTINCT}
    found: dict[int, dict[Missing, None]] = {pk: {} for pk in wanted}
    for indicator_id, missing in _parts(campaign, rows, filters):
        if indicator_id in wanted:
            found[indicator_id][missing] = None
    return {pk: sorted(parts, key=lambda part: part.unit) for pk, parts in found.items()}


def _parts(campaign: Campaign, rows: QuerySet[Activity], filters: ActivityFilters) -> Iterable[tuple[int, Missing]]:
    pks = rows.values("pk")
    has_lines = Exists(Stand.objects.filter(activity=OuterRef("activity")))
    unsaid = (
        IndicatorValue.objects.filter(activity__in=pks, value=None)
        .exclude(has_lines, indicator__of_event=False)
        .order_by()
    )
    for indicator, activity, unit in unsaid.values_list("indicator", "activity", "activity__unit__name"):
        yield indicator, Missing(unit, reverse("activities:activity", args=[activity]))
    yield from _open_lines(pks)
    if not (filters.kinds or filters.linkages or filters.entries):
        yield from _open_quotas(campaign, filters)


def _open_lines(pks: QuerySet) -> Iterable[tuple[int, Missing]]:
    """Units of a grid none of whose stands says anything about an indicator its activity asks."""
    asked: dict[int, list[int]] = {}
    values = IndicatorValue.objects.filter(activity__in=pks, activity__stands__isnull=False).order_by()
    values = values.filter(indicator__of_event=False)
    for activity, indicator in values.values_list("activity", "indicator").distinct():
        asked.setdefault(activity, []).append(indicator)
    said = set(
        StandValue.objects.filter(stand__activity__in=pks, value__isnull=False)
        .order_by()
        .values_list("stand__activity", "stand__unit", "indicator")
        .distinct()
    )
    units = Stand.objects.filter(activity__in=pks).order_by().values_list("activity", "unit", "unit__name").distinct()
    for activity, unit, name in units:
        for indicator in asked.get(activity, []):
            if (activity, unit, indicator) not in said:
                yield indicator, Missing(name, reverse("activities:activity", args=[activity]))


def _open_quotas(campaign: Campaign, filters: ActivityFilters) -> Iterable[tuple[int, Missing]]:
    owed = UnitAssignment.objects.open().filter(assignment__campaign=campaign)
    if filters.unit:
        owed = owed.filter(unit__path__startswith=filters.unit.path)
    if filters.plan_item:
        owed = owed.filter(assignment__plan_item__in=subtree_ids(filters.plan_item))
    if filters.assignment:
        owed = owed.filter(assignment=filters.assignment)
    if filters.day_from:
        owed = owed.filter(assignment__due_at__date__gte=filters.day_from)
    if filters.day_to:
        owed = owed.filter(assignment__due_at__date__lte=filters.day_to)
    asked = owed.filter(assignment__quotas__indicator__isnull=False).order_by()
    said = set(
        QuotaAnswer.objects.filter(unit_assignment__in=owed.values("pk"), value__isnull=False).values_list(
            "unit_assignment", "quota__indicator"
        )
    )
    for indicator, pk, unit in asked.values_list("assignment__quotas__indicator", "pk", "unit__name"):
        if indicator is not None and (pk, indicator) not in said:
            yield indicator, Missing(unit, reverse("campaigns:unit_assignment", args=[campaign.slug, pk]))
