"""What stands at the foot of a list that shows the column of an indicator: the figure of all its pages.

It is what totals know and what lies beside them; where they don't know it, that of no more activities than the cap allows,
and so "more than".
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from activities.models import Activity
from activities.models.activity import ActivityQuerySet
from activities.selectors.adding import figure_of, units_of
from activities.selectors.filtering import ActivityFilters
from activities.selectors.listing import beside_totals, filtered, known_as
from activities.selectors.totals import COUNTED_STATES, Totals, reads_all_counted, totals_of, totals_of_kind
from campaigns.models import Campaign, Indicator
from core.figures import UNKNOWN, Figure, Qualifier, total
from core.long_lists import LongPaginator
from core.pagination import CAP

Addition = Indicator.Addition


class Foot(NamedTuple):
    """`is_cut`: more activities are in the list than are added up."""

    figure: Figure = UNKNOWN
    is_cut: bool = False


def foot_of(
    campaign: Campaign, user: User, filters: ActivityFilters, indicator: Indicator, paginator: LongPaginator
) -> Foot:
    rows = filtered(campaign, user, filters)
    totals = _totals(campaign, user, known_as(user, filters).with_(indicator=None))
    if totals is not None and _knows(totals, indicator):
        beside = beside_totals(user, filters, rows)
        found = _units if indicator.addition == Addition.DISTINCT else _sum
        return _said(found(totals, indicator, [_first(part, CAP) for part in beside]), beside)
    if paginator.is_capped and indicator.addition != Addition.MAX:
        return _at_least(figure_of(_first(paginator.rows, paginator.cap), indicator))
    shown = rows if paginator.keys is None else Activity.objects.filter(pk__in=paginator.keys)
    return Foot(figure_of(shown, indicator))


def _totals(campaign: Campaign, user: User, filters: ActivityFilters) -> Totals | None:
    """Known of a unit and days, or of one kind."""
    if not reads_all_counted(campaign, user, filters.unit):
        return None
    counted = filters.with_(states=tuple(COUNTED_STATES.intersection(filters.states or COUNTED_STATES)))
    return totals_of(campaign, counted) or totals_of_kind(campaign, counted)


def _knows(totals: Totals, indicator: Indicator) -> bool:
    """The largest is no sum, and different units are kept without days."""
    return indicator.addition == Addition.SUM or (indicator.addition == Addition.DISTINCT and not totals.has_days)


def _sum(totals: Totals, indicator: Indicator, beside: Sequence[ActivityQuerySet]) -> Figure:
    known, _number = totals.known_figures([indicator])[indicator.code]
    return total([known, *(figure_of(part, indicator) for part in beside)]).figure


def _units(totals: Totals, _indicator: Indicator, beside: Sequence[ActivityQuerySet]) -> Figure:
    others = {unit for part in beside for unit in units_of(part)}
    return Figure(totals.units() + len(others - totals.counts_of_units(others).keys()) or None)


def _first(rows: QuerySet[Any], number: int) -> ActivityQuerySet:
    return Activity.objects.filter(pk__in=rows.order_by().values("pk")[:number])


def _said(figure: Figure, beside: Sequence[ActivityQuerySet]) -> Foot:
    has_more = any(part.order_by().values("pk")[CAP:].exists() for part in beside)
    return _at_least(figure) if has_more else Foot(figure)


def _at_least(figure: Figure) -> Foot:
    return Foot(Figure(figure.value, Qualifier.OVER), is_cut=True)
