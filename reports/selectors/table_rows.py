"""What stands in the rows of a table: out of the totals where these know, else the records counted and added up."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import CharField, Count, Func, QuerySet, Value

from activities.models import Activity
from activities.models.totals import node_of_kind
from activities.selectors.adding import ADDITIONS, added
from activities.selectors.totals import InRow, Totals
from campaigns.models import Indicator
from core.figures import Figure, Qualifier, largest, total
from reports.selectors.below import all_below
from reports.selectors.figures import View
from units.models import Unit

Counts = dict[Any, int]
Values = dict[tuple[Any, str], Figure]
COLUMNS = {"kind": "kind", "linkage": "linkages", "entry": "entries", "day": "starts_on", "plan_item": "plan_item"}


def counted_rows(view: View, by: str, indicators: Collection[Indicator]) -> tuple[Counts, Values]:
    """{row: activities} and {(row, code): figure} of what is known of these indicators.

    A row's key is that of its unit as text, empty for the unit in view itself; its day; or the key of its column, None
    for activities without one. A plan item has here what stands under it alone.
    """
    totals = view.totals if by == "unit" else view.own_totals
    if totals is None:
        return counted_records(view, by, indicators)
    summed = [row for row in indicators if row.addition == Indicator.Addition.SUM]
    rows = _totals_by(view, totals, by)
    counts = {key: row[None].number for key, row in rows.items() if None in row}
    values = {(key, each.code): row[each.pk].figure for key, row in rows.items() for each in summed if each.pk in row}
    # The largest of all isn't a sum.
    others = [row for row in indicators if row not in summed]
    return counts, values | (counted_records(view, by, others)[1] if others else {})


def _totals_by(view: View, totals: Totals, by: str) -> Mapping[Any, InRow]:
    if by == "day":
        return totals.rows_by_day()
    if by == "unit":
        base = view.filters.unit or view.campaign.area
        below = all_below(base)
        found = totals.rows_at(below.nodes, [*below.leaves, base.pk])
        return {"" if pk == base.pk else str(pk): row for pk, row in found.items()}
    if by == "kind" and view.filters.unit is None:
        nodes = {node_of_kind(kind): kind for kind in totals.counts("kind")}
        return {nodes[node]: row for node, row in totals.rows_at(nodes, ()).items()}
    return {key or None: row for key, row in totals.rows_by(by).items()}


def counted_records(view: View, by: str, indicators: Collection[Indicator]) -> tuple[Counts, Values]:
    return (_by_unit if by == "unit" else _by_column)(view, by, indicators)


def _by_column(view: View, by: str, indicators: Collection[Indicator]) -> tuple[Counts, Values]:
    column = COLUMNS[by]
    rows = Activity.objects.filter(pk__in=view.rows().values("pk")).order_by()
    counts: Counts = dict(rows.values_list(column).annotate(number=Count("pk")).values_list(column, "number"))
    values: Values = {}
    key = f"activity__{column}"
    known = view.values().filter(value__isnull=False, indicator__in=indicators)
    for row in known.values(key, "indicator__code", "indicator__addition").annotate(**ADDITIONS):
        values[row[key], row["indicator__code"]] = added(row["indicator__addition"], row)
    return counts, values


def _by_unit(view: View, by: str, indicators: Collection[Indicator]) -> tuple[Counts, Values]:
    """What each hosts is added up by the database; only what is done together with units of other rows is looked at
    one by one.
    """
    base = view.filters.unit or view.campaign.area
    counts, guests, links = counts_by_row(view, base)
    known = view.values().filter(value__isnull=False, indicator__in=indicators)
    own = known.filter(activity__unit__path__startswith=base.path)
    own = own.annotate(row=row_of("activity__unit__path", base))
    parts: dict[tuple[Any, str], list[Figure]] = {}
    for found in own.values("row", "indicator__code", "indicator__addition").annotate(**ADDITIONS):
        parts[found["row"], found["indicator__code"]] = [added(found["indicator__addition"], dict(found))]
    joint = known.filter(activity__in=links.values("activity")) if guests else known.none()
    for activity, code, value, qualifier in joint.values_list("activity", "indicator__code", "value", "qualifier"):
        for row in guests.get(activity, ()):
            parts.setdefault((row, code), []).append(Figure(value, Qualifier(qualifier)))
    return counts, joined(parts, indicators)


def counts_by_row(view: View, base: Unit) -> tuple[Counts, dict[int, set[str]], QuerySet]:
    """Activities of each row, hosted there or joined; and what `_guest_rows` says of the joined ones."""
    rows = view.rows()
    hosted = rows.filter(unit__path__startswith=base.path).annotate(row=row_of("unit__path", base))
    counts: Counts = dict(hosted.values_list("row").annotate(number=Count("pk")).values_list("row", "number"))
    guests, links = _guest_rows(rows, base)
    for row in (row for several in guests.values() for row in several):
        counts[row] = counts.get(row, 0) + 1
    return counts, guests, links


def row_of(path: str, base: Unit) -> Func:
    """Key of the unit directly under `base` that a path leads through; empty for `base` itself."""
    return Func(path, Value("/"), Value(base.depth + 3), function="SPLIT_PART", output_field=CharField())


def _guest_rows(rows: QuerySet[Activity], base: Unit) -> tuple[dict[int, set[str]], QuerySet]:
    """{activity: rows of co-organisers other than the host's own row}, and the links they come from."""
    links = Activity.co_organisers.through.objects.filter(
        activity__in=rows.values("pk"), unit__path__startswith=base.path
    )
    found: dict[int, set[str]] = {}
    for activity, path, host in links.values_list("activity", "unit__path", "activity__unit__path"):
        row = path.split("/")[base.depth + 2]
        if not host.startswith(base.path) or host.split("/")[base.depth + 2] != row:
            found.setdefault(activity, set()).add(row)
    return found, links


def joined(parts: Mapping[tuple[Any, str], Iterable[Figure]], indicators: Iterable[Indicator]) -> Values:
    """Figures of the same row and indicator as one."""
    largest_only = {row.code for row in indicators if row.addition == Indicator.Addition.MAX}
    return {key: largest(some) if key[1] in largest_only else total(some).figure for key, some in parts.items()}
