"""Who owes a part of a figure and has not said."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from activities.models import Activity, IndicatorValue, Stand, StandValue
from activities.selectors.filtering import ActivityFilters, subtree_ids
from campaigns.models import AssignmentQuota, Campaign, Indicator, QuotaAnswer, UnitAssignment


@dataclass(frozen=True)
class Missing:
    """A unit that owes a part, and the record on which it would say it."""

    unit: str
    url: str


# Of a figure of a large city tens of thousands of parts may be owed; more than these are only said to be more.
MOST = 100


@dataclass(frozen=True)
class Owed:
    """Who owes parts of one figure; `is_cut` when there are more than were asked for."""

    parts: tuple[Missing, ...] = ()
    is_cut: bool = False


def missing_parts(
    campaign: Campaign,
    rows: QuerySet[Activity],
    filters: ActivityFilters,
    indicators: Iterable[Indicator],
    most: int | None = MOST,
) -> dict[int, Owed]:
    """{indicator id: who owes a part}: an activity asked and left open, a line of a grid not
    filled in, an open assignment whose quota asks for it and has no answer yet. The number of queries is fixed.

    At most so many parts of a figure, None for all.
    """
    wanted = [row.pk for row in indicators if row.addition != Indicator.Addition.DISTINCT]
    found: dict[int, dict[Missing, None]] = {pk: {} for pk in wanted}
    for indicator_id, missing in _parts(campaign, rows, filters, wanted, None if most is None else most + 1):
        if indicator_id in found:
            found[indicator_id][missing] = None
    return {
        pk: Owed(tuple(sorted(islice(parts, most), key=lambda part: part.unit)), most is not None and len(parts) > most)
        for pk, parts in found.items()
    }


def _parts(
    campaign: Campaign, rows: QuerySet[Activity], filters: ActivityFilters, wanted: list[int], most: int | None
) -> Iterable[tuple[int, Missing]]:
    pks = rows.values("pk")
    has_lines = Exists(Stand.objects.filter(activity=OuterRef("activity")))
    unsaid = IndicatorValue.objects.filter(activity__in=pks, value=None)
    unsaid = unsaid.exclude(has_lines, indicator__of_event=False).order_by("activity")
    columns = ("indicator", "activity", "activity__unit__name")
    for indicator, activity, unit in _first_of_each(unsaid, "indicator", wanted, columns, most):
        yield indicator, Missing(unit, reverse("activities:activity", args=[activity]))
    yield from _open_lines(pks)
    if not (filters.kinds or filters.linkages or filters.entries):
        yield from _open_quotas(campaign, filters, wanted, most)


def _first_of_each(
    rows: QuerySet[Any], name: str, wanted: list[int], columns: Iterable[str], most: int | None
) -> Iterable[Any]:
    """The first rows of each indicator, in one query."""
    parts = [rows.filter(**{name: pk}).values_list(*columns)[:most] for pk in wanted]
    return parts[0].union(*parts[1:], all=True) if parts else []


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


def _open_quotas(
    campaign: Campaign, filters: ActivityFilters, wanted: list[int], most: int | None
) -> Iterable[tuple[int, Missing]]:
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
    said = QuotaAnswer.objects.filter(
        unit_assignment=OuterRef("pk"), quota__indicator=OuterRef("assignment__quotas__indicator"), value__isnull=False
    )
    # A campaign asks few indicators by quota; looking for each of the others would read every share.
    quotas = AssignmentQuota.objects.filter(assignment__campaign=campaign, indicator__in=wanted)
    asking = list(quotas.order_by("indicator").values_list("indicator", flat=True).distinct())
    columns = ("assignment__quotas__indicator", "pk", "unit__name")
    asked = owed.exclude(Exists(said)).order_by("pk")
    for indicator, pk, unit in _first_of_each(asked, columns[0], asking, columns, most):
        yield indicator, Missing(unit, reverse("campaigns:unit_assignment", args=[campaign.slug, pk]))
