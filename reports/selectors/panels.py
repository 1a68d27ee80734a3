"""What the panels of a dashboard count of the activities in view: by day, linkage, entry, kind, plan item, unit below.

An activity of two linkages stands under both, so the parts may add up to more than the whole. The key 0 holds
what has none.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count

from activities.models import Activity
from reports.selectors.figures import View
from reports.selectors.tables import row_of

NONE = 0
COLUMNS = {"kind": "kind", "linkage": "linkages", "entry": "entries", "plan_item": "plan_item"}


def counts_by(view: View, facet: str) -> dict[int, int]:
    """{key of the kind, linkage, entry or plan item: activities}."""
    return dict(_grouped(view, COLUMNS[facet]))


def counts_by_day(view: View) -> dict[date, int]:
    """{first day: activities}, in the order of days; each activity once."""
    rows = view.rows().values_list("starts_on").annotate(number=Count("pk")).order_by("starts_on")
    return dict(rows.values_list("starts_on", "number"))


def counts_by_day_and(view: View, facet: str) -> Mapping[date, dict[int, int]]:
    """{first day: {key: activities}}, in the order of days."""
    found: dict[date, dict[int, int]] = {}
    for day, key, number in _grouped(view, "starts_on", COLUMNS[facet]):
        found.setdefault(day, {})[key] = number
    return dict(sorted(found.items()))


def counts_by_unit_below(view: View) -> dict[int, int]:
    """{key of each unit directly under the unit in view: activities that it or a unit below it hosts}."""
    base = view.filters.unit or view.campaign.area
    hosted = view.rows().filter(unit__path__startswith=base.path).annotate(row=row_of("unit__path", base))
    rows = hosted.values_list("row").annotate(number=Count("pk")).values_list("row", "number")
    return {int(row): number for row, number in rows if row}


def _grouped(view: View, *columns: str) -> Any:
    # Joined to its links only here: the filters of the view would repeat rows else.
    rows = Activity.objects.filter(pk__in=view.rows().values("pk")).order_by()
    for found in rows.values_list(*columns).annotate(number=Count("pk")).values_list(*columns, "number"):
        *before, key, number = found
        yield (*before, NONE if key is None else key, number)
