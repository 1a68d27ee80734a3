"""The units directly below the one in view, each with a few figures: towns on one screen.

They stand in the order of the register, never by their figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from activities.selectors.filtering import ActivityFilters
from campaigns.selectors.progress import Progress
from core.addresses import address
from reports.rules import may_count_records
from reports.selectors import tallies
from reports.selectors.figures import View
from reports.selectors.panels import Below, counts_by_unit_below, hazards_by_unit_below, progress_by_unit_below
from reports.selectors.tallies import number_of
from units.models import Unit

# More would not be one screen; the tables have all of them.
MOST = 60
# Where an address names the unit.
THE_UNIT = "unit=0"


@dataclass(frozen=True)
class UnitLine:
    """`url` opens the unit's own dashboard, the others the records; what can't be told is None."""

    unit: Unit
    url: str
    activities: int | None
    activities_url: str
    progress: Progress
    assignments_url: str
    hazards_open: int | None
    hazards_open_url: str
    hazards_overdue: int | None
    hazards_overdue_url: str


def lines_of_units(view: View, *, now: datetime, units: Sequence[Unit] | None = None) -> list[UnitLine]:
    """Those that have units below them themselves; where none has, all of them. `units` are these, if known."""
    if units is None:
        units = units_below(view)
    if not units:
        return []
    below, is_counted = parted(units), may_count_records(view.reader)
    activities = counts_by_unit_below(view, below)
    progress = progress_by_unit_below(view, now, below)
    hazards = hazards_by_unit_below(view, below)
    urls = _addresses(view)
    return [
        UnitLine(
            unit=unit,
            activities=activities.get(unit.pk, 0) if is_counted else None,
            progress=progress.get(unit.pk, Progress()),
            hazards_open=None if hazards is None else number_of(tallies.OPEN, hazards.get(unit.pk, [])),
            hazards_overdue=None if hazards is None else number_of(tallies.OVERDUE, hazards.get(unit.pk, [])),
            **{name: url.replace(THE_UNIT, f"unit={unit.pk}", 1) for name, url in urls.items()},
        )
        for unit in units
    ]


def units_below(view: View) -> Sequence[Unit]:
    base = view.filters.unit or view.campaign.area
    return view.lists.kept.get(("units below", base.pk), lambda: _first_below(base))


def _first_below(base: Unit) -> Sequence[Unit]:
    below = Unit.objects.filter(parent=base, merged_into=None).select_related("place")
    leaves_last = below.annotate(is_leaf=~Q(place__nodes__contains=[F("pk")])).order_by("is_leaf", "sort_key", "pk")
    units = list(leaves_last[:MOST])
    return [unit for unit in units if is_node(unit)] or units


def parted(units: Iterable[Unit]) -> Below:
    known = {unit.pk: is_node(unit) for unit in units}
    return Below([pk for pk in known if known[pk]], [pk for pk in known if not known[pk]])


def is_node(unit: Unit) -> bool:
    return unit.is_node


def _addresses(view: View) -> dict[str, str]:
    """By the name in a line, with THE_UNIT for the unit: made once for all lines."""
    any_unit = Unit(pk=0)
    narrowed = view.narrowed(unit=any_unit)
    kept = ActivityFilters(unit=any_unit, day_from=view.filters.day_from, day_to=view.filters.day_to).query_string()
    slug = view.campaign.slug
    return {
        "url": f"{address('reports:dashboard', slug)}?{kept}",
        "activities_url": narrowed.url(),
        "assignments_url": f"{address('campaigns:assignments', slug)}?{kept}",
        "hazards_open_url": narrowed.inspected.url(tallies.OPEN),
        "hazards_overdue_url": narrowed.inspected.url(tallies.OVERDUE),
    }
