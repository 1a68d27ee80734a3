"""Tables of the month: the figures again, by unit, kind, linkage, entry, day or plan item.

Every cell is a figure of the view narrowed to its row, so it opens its own records. An
activity of two linkages, or of two units, stands in both rows and once in the total.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Func, QuerySet, Value
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from activities.selectors.adding import ADDITIONS, added
from activities.selectors.filtering import subtree_ids
from campaigns.models import ActivityKind, Entry, Indicator, Linkage, PlanItem
from core.figures import UNKNOWN, Figure, Qualifier, Share, largest, total
from reports.selectors.figures import ACTIVITIES, FigureLine, View, figures
from units.models import Unit

HAZARDS = "hazards"
BY = {
    "unit": _("By unit"),
    HAZARDS: _("Hazards by unit"),
    "kind": _("By kind"),
    "linkage": _("By linkage"),
    "entry": _("By entry"),
    "day": _("By day"),
    "plan_item": _("By plan item"),
}


@dataclass(frozen=True)
class Cell:
    figure: Figure | Share
    url: str


@dataclass(frozen=True)
class Line:
    """One row: `cells` in the order of the table's columns. `deeper` opens the table of the units below."""

    key: Any
    label: str
    cells: tuple[Cell, ...]
    deeper: Unit | None = None


@dataclass(frozen=True)
class MonthTable:
    columns: tuple[FigureLine, ...]
    lines: tuple[Line, ...]
    total: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """What one row stands for."""

    key: Any
    label: str
    view: View
    deeper: Unit | None = None


def month_table(view: View, by: str, codes: Iterable[str] | None = None) -> MonthTable:
    """The table of a view. Columns without a single known value are left out, unless named in `codes`."""
    indicators = {row.code: row for row in Indicator.objects.exclude(addition=Indicator.Addition.DISTINCT)}
    wanted = [ACTIVITIES, *(code for code in (indicators if codes is None else codes) if code in indicators)]
    lines = figures(view, wanted, with_missing=False)
    shown = [line for line in lines if line.code in indicators and (line.figure.is_known or codes is not None)]
    columns = [line for line in lines if line.code == ACTIVITIES] + shown
    groups, counts, values = (_by_unit if by == "unit" else _by_column)(view, by)
    rows = []
    for group in groups:
        if not counts.get(group.key):
            continue
        cells = [Cell(Figure(counts[group.key]), group.view.url())]
        for column in shown:
            figure = values.get((group.key, column.code), UNKNOWN)
            cells.append(Cell(figure, group.view.url(indicators[column.code])))
        rows.append(Line(group.key, group.label, tuple(cells), group.deeper))
    total = tuple(Cell(column.figure, column.url) for column in columns)
    return MonthTable(tuple(columns), tuple(rows), total)


Counts = dict[Any, int]
Values = dict[tuple[Any, str], Figure]


def _by_column(view: View, by: str) -> tuple[list[Group], Counts, Values]:
    column = COLUMNS[by]
    rows = Activity.objects.filter(pk__in=view.rows().values("pk")).order_by()
    counts: Counts = dict(rows.values_list(column).annotate(number=Count("pk")).values_list(column, "number"))
    values: Values = {}
    key = f"activity__{column}"
    known = view.values().filter(value__isnull=False)
    for row in known.values(key, "indicator__code", "indicator__addition").annotate(**ADDITIONS):
        values[row[key], row["indicator__code"]] = added(row["indicator__addition"], row)
    if by == "plan_item":
        return _plan_groups(view), *_rolled_up(view, counts, values)
    return (_day_groups(view, counts) if by == "day" else _taxonomy_groups(view, by)), counts, values


COLUMNS = {"kind": "kind", "linkage": "linkages", "entry": "entries", "day": "starts_on", "plan_item": "plan_item"}
TAXONOMIES: dict[str, tuple[Any, str]] = {
    "kind": (ActivityKind, "kinds"),
    "linkage": (Linkage, "linkages"),
    "entry": (Entry, "entries"),
}


def _taxonomy_groups(view: View, by: str) -> list[Group]:
    model, field = TAXONOMIES[by]
    # Filtered by linkages, the table has their rows alone: another row's list would lose the filter.
    rows = getattr(view.filters, field) or model.objects.all()
    return [Group(row.pk, row.name, view.narrowed(**{field: (row,)})) for row in rows]


def _day_groups(view: View, counts: Counts) -> list[Group]:
    days = sorted(day for day in counts if day)
    return [
        Group(day, date_format(day, pgettext("day of this year", "j F")), view.narrowed(day_from=day, day_to=day))
        for day in days
    ]


def _plan_groups(view: View) -> list[Group]:
    items = PlanItem.objects.filter(campaign=view.campaign).select_related("kind")
    if view.filters.plan_item:
        items = items.filter(pk__in=subtree_ids(view.filters.plan_item))
    groups = [Group(item.pk, item.title, view.narrowed(plan_item=item)) for item in items]
    return [*groups, Group(None, gettext("Without a plan item"), view.narrowed(no_plan_item=True))]


def _rolled_up(view: View, counts: Counts, values: Values) -> tuple[Counts, Values]:
    """A plan item counts what stands under it too, since its list shows that."""
    parents = dict(PlanItem.objects.filter(campaign=view.campaign).values_list("pk", "parent_id"))
    total_counts: Counts = {}
    parts: dict[tuple[Any, str], list[Figure]] = {}
    for key, number in counts.items():
        for pk in _upward(key, parents):
            total_counts[pk] = total_counts.get(pk, 0) + number
    for (key, code), figure in values.items():
        for pk in _upward(key, parents):
            parts.setdefault((pk, code), []).append(figure)
    return total_counts, _joined(parts)


def _upward(pk: int | None, parents: Mapping[int, int | None]) -> Iterable[int | None]:
    yield pk
    while pk is not None and (pk := parents.get(pk)) is not None:
        yield pk


def _joined(parts: dict[tuple[Any, str], list[Figure]]) -> Values:
    largest_only = set(Indicator.objects.filter(addition=Indicator.Addition.MAX).values_list("code", flat=True))
    return {key: largest(some) if key[1] in largest_only else total(some).figure for key, some in parts.items()}


def _by_unit(view: View, by: str) -> tuple[list[Group], Counts, Values]:
    """One row for each unit directly under the unit in view, and one for that unit itself.

    What each hosts is added up by the database; only what is done together with units of
    other rows is looked at one by one.
    """
    base = view.filters.unit or view.campaign.area
    counts, guests, links = counts_by_row(view, base)
    known = view.values().filter(value__isnull=False)
    own = known.filter(activity__unit__path__startswith=base.path)
    own = own.annotate(row=row_of("activity__unit__path", base))
    parts: dict[tuple[Any, str], list[Figure]] = {}
    for found in own.values("row", "indicator__code", "indicator__addition").annotate(**ADDITIONS):
        parts[found["row"], found["indicator__code"]] = [added(found["indicator__addition"], dict(found))]
    joint = known.filter(activity__in=links.values("activity")) if guests else known.none()
    for activity, code, value, qualifier in joint.values_list("activity", "indicator__code", "value", "qualifier"):
        for row in guests.get(activity, ()):
            parts.setdefault((row, code), []).append(Figure(value, Qualifier(qualifier)))
    return unit_groups(view, base, counts), counts, _joined(parts)


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


def unit_groups(view: View, base: Unit, counts: Counts) -> list[Group]:
    """A unit that has units below it leads deeper."""
    units = list(Unit.objects.filter(pk__in=[int(name) for name in counts if name]))
    parents = set(Unit.objects.filter(parent__in=units).order_by().values_list("parent", flat=True).distinct())
    itself = Group("", base.name, view.narrowed(unit=base, unit_itself=True))
    if view.filters.unit_itself:
        return [itself]
    return [
        itself,
        *(
            Group(
                str(unit.pk),
                unit.name,
                view.narrowed(unit=unit, unit_itself=False),
                unit if unit.pk in parents else None,
            )
            for unit in units
        ),
    ]
