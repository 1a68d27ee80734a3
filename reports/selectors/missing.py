"""Who owes a part of a figure and has not said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from activities.models import Activity, IndicatorValue, Stand, StandValue
from activities.selectors.filtering import ActivityFilters, subtree_ids
from activities.selectors.unsaid import Unsaid
from campaigns.models import AssignmentQuota, Campaign, Indicator, QuotaAnswer, UnitAssignment


class Missing(NamedTuple):
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
    kept: Unsaid | None = None,
) -> dict[int, Owed]:
    """{indicator id: who owes a part}: an activity asked and left open, a line of a grid not
    filled in, an open assignment whose quota asks for it and has no answer yet. The number of queries is fixed.

    At most so many parts of a figure, None for all. `kept` says of the same rows what isn't said, where it is known.
    """
    wanted = [row for row in indicators if row.addition != Indicator.Addition.DISTINCT]
    found: dict[int, dict[Missing, None]] = {row.pk: {} for row in wanted}
    for indicator_id, missing in _parts(campaign, rows, filters, wanted, None if most is None else most + 1, kept):
        if indicator_id in found:
            found[indicator_id][missing] = None
    by_unit = attrgetter("unit")
    return {
        pk: Owed(tuple(sorted(islice(parts, most), key=by_unit)), most is not None and len(parts) > most)
        for pk, parts in found.items()
    }


def _parts(
    campaign: Campaign,
    rows: QuerySet[Activity],
    filters: ActivityFilters,
    wanted: list[Indicator],
    most: int | None,
    kept: Unsaid | None,
) -> Iterable[tuple[int, Missing]]:
    if not wanted:
        return
    url_of = _addresses("activities:activity")
    for indicator, activity, unit in kept.first(wanted, most) if kept else _unsaid(rows, wanted, most):
        yield indicator, Missing(unit, url_of(activity))
    for indicator, activity, unit in _open_lines(rows.values("pk")):
        yield indicator, Missing(unit, url_of(activity))
    if not (filters.kinds or filters.linkages or filters.entries):
        url_of = _addresses("campaigns:unit_assignment", campaign.slug)
        for indicator, share, unit in _open_quotas(campaign, filters, [row.pk for row in wanted], most):
            yield indicator, Missing(unit, url_of(share))


def _addresses(name: str, *given: str) -> Callable[[int], str]:
    """Addresses that differ in their key, which comes last, resolved once."""
    start, end = reverse(name, args=[*given, 0]).rsplit("0", 1)
    return lambda key: f"{start}{key}{end}"


def _unsaid(rows: QuerySet[Activity], wanted: list[Indicator], most: int | None) -> Iterable[tuple[int, int, str]]:
    """As `Unsaid.first`, of any activities."""
    has_lines = Exists(Stand.objects.filter(activity=OuterRef("activity")))
    unsaid = IndicatorValue.objects.filter(activity__in=rows.values("pk"), value=None, indicator__in=wanted)
    unsaid = unsaid.exclude(has_lines, indicator__of_event=False).order_by("indicator", "activity")
    if most is not None:
        nth = Window(RowNumber(), partition_by=F("indicator"), order_by=F("activity").asc())
        unsaid = unsaid.annotate(nth=nth).filter(nth__lte=most)
    return unsaid.values_list("indicator", "activity", "activity__unit__name")


def _first_of_each(
    rows: QuerySet[Any], name: str, wanted: list[int], columns: Iterable[str], most: int | None
) -> Iterable[Any]:
    """The first rows of each indicator, in one query."""
    parts = [rows.filter(**{name: pk}).values_list(*columns)[:most] for pk in wanted]
    return parts[0].union(*parts[1:], all=True) if parts else []


def _open_lines(pks: QuerySet) -> Iterable[tuple[int, int, str]]:
    """Units of a grid none of whose stands says anything about an indicator its activity asks."""
    units = Stand.objects.filter(activity__in=pks).order_by().values_list("activity", "unit", "unit__name").distinct()
    lines = list(units)
    if not lines:
        return
    asked: dict[int, list[int]] = {}
    values = IndicatorValue.objects.filter(activity__in={line[0] for line in lines}, indicator__of_event=False)
    for activity, indicator in values.order_by().values_list("activity", "indicator").distinct():
        asked.setdefault(activity, []).append(indicator)
    said = set(
        StandValue.objects.filter(stand__activity__in=asked, value__isnull=False)
        .order_by()
        .values_list("stand__activity", "stand__unit", "indicator")
        .distinct()
    )
    for activity, unit, name in lines:
        for indicator in asked.get(activity, []):
            if (activity, unit, indicator) not in said:
                yield indicator, activity, name


def _open_quotas(
    campaign: Campaign, filters: ActivityFilters, wanted: list[int], most: int | None
) -> Iterable[tuple[int, int, str]]:
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
    yield from _first_of_each(asked, columns[0], asking, columns, most)
