"""What the panels of a dashboard count of the activities in view: by day, linkage, entry, kind, plan item, unit below.

An activity of two linkages stands under both, so the parts may add up to more than the whole. The key 0 holds
what has none.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.utils import timezone

from activities.models import Activity
from campaigns.selectors.progress import Progress, counted_progress
from reports.selectors.below import Below, all_below
from reports.selectors.figures import View, asked_in, unit_assignments
from reports.selectors.table_rows import counts_by_row, row_of
from reports.selectors.tallies import Tally, tallies_of, tally

NONE = 0
COLUMNS = {"kind": "kind", "linkage": "linkages", "entry": "entries", "plan_item": "plan_item"}


def counts_by(view: View, facet: str) -> dict[int, int]:
    """{key of the kind, linkage, entry or plan item: activities}."""
    return view.totals.counts(facet) if view.totals else dict(_grouped(view, COLUMNS[facet]))


def counts_by_day(view: View) -> dict[date, int]:
    """{first day: activities}, in the order of days; each activity once."""
    if view.totals:
        return {day: counts[NONE] for day, counts in view.totals.counts_by_day("all").items()}
    rows = view.rows().values_list("starts_on").annotate(number=Count("pk")).order_by("starts_on")
    return dict(rows.values_list("starts_on", "number"))


def counts_by_day_and(view: View, facet: str) -> Mapping[date, dict[int, int]]:
    """{first day: {key: activities}}, in the order of days."""
    if view.totals:
        return view.totals.counts_by_day(facet)
    found: dict[date, dict[int, int]] = {}
    for day, key, number in _grouped(view, "starts_on", COLUMNS[facet]):
        found.setdefault(day, {})[key] = number
    return dict(sorted(found.items()))


def counts_by_unit_below(view: View, below: Below | None = None) -> dict[int, int]:
    """{key of each unit directly under the unit in view: activities that it or a unit below it took part in}.

    `below` are some of them, where no others are asked for.
    """
    base = view.filters.unit or view.campaign.area
    totals = view.totals
    if totals is None:
        counts, _guests, _links = counts_by_row(view, base)
        return {int(row): number for row, number in counts.items() if row}
    below = below or all_below(base)
    return totals.counts_at(below.nodes) | totals.counts_of_units(below.leaves)


def hazards_by_unit_below(view: View, below: Below | None = None) -> dict[int, list[Tally]] | None:
    """{key of each unit directly under the unit in view: its ledger with that of those below it}; None if not to be told.

    `below` as above.
    """
    if not view.inspected.codes():
        return None
    base = view.filters.unit or view.campaign.area
    today = timezone.localdate()
    if totals := view.inspected.totals:
        below = below or all_below(base)
        numbers = totals.numbers_at(below.nodes, today, below.leaves)
        return {unit: tallies_of(parts) for unit, parts in numbers.items()}
    rows = view.inspected.ledger_rows().filter(unit__path__startswith=base.path)
    found: dict[int, list[Tally]] = {}
    for part in tally(rows, today, row_of("unit__path", base)):
        if part.row:
            found.setdefault(int(part.row), []).append(part)
    return found


def progress_by_unit_below(view: View, now: datetime, below: Below | None = None) -> dict[int, Progress]:
    """{key of each unit directly under the unit in view: how far it and those below it are with what was asked}.

    `below` as above.
    """
    base = view.filters.unit or view.campaign.area
    if totals := view.shares:
        below = below or all_below(base)
        return totals.progress_at(below.nodes, now, asked=asked_in(view), units=below.leaves)
    shares = unit_assignments(view).filter(unit__path__startswith=base.path)
    found: dict[int, Progress] = {}
    for row in counted_progress(shares.annotate(row=row_of("unit__path", base)).values("row"), now):
        if row["row"]:
            found[int(row["row"])] = Progress(row["done"], row["in_hand"], row["late"], row["not_started"])
    return found


def _grouped(view: View, *columns: str) -> Any:
    # Joined to its links only here: the filters of the view would repeat rows else.
    rows = Activity.objects.filter(pk__in=view.rows().values("pk")).order_by()
    for found in rows.values_list(*columns).annotate(number=Count("pk")).values_list(*columns, "number"):
        *before, key, number = found
        yield (*before, NONE if key is None else key, number)
