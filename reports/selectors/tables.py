"""Tables of the month: the figures again, by unit, kind, linkage, entry, day or plan item.

Every cell is a figure of the view narrowed to its row, so it opens its own records. An
activity of two linkages, or of two units, stands in both rows and once in the total.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from activities.selectors.filtering import subtree_ids
from campaigns.models import ActivityKind, Entry, Indicator, Linkage, PlanItem
from core.figures import UNKNOWN, Figure, Share
from reports.selectors.figures import ACTIVITIES, FigureLine, View, figures
from reports.selectors.table_rows import Counts, Values, counted_rows, joined
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
    asked = [indicators[column.code] for column in shown]
    counts, values = counted_rows(view, by, asked)
    if by == "plan_item":
        counts, values = _rolled_up(view, counts, values, asked)
    groups = _groups(view, by, counts)
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


def _groups(view: View, by: str, counts: Counts) -> list[Group]:
    if by == "unit":
        return unit_groups(view, view.filters.unit or view.campaign.area, counts)
    if by == "plan_item":
        return _plan_groups(view)
    return _day_groups(view, counts) if by == "day" else _taxonomy_groups(view, by)


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


def _rolled_up(view: View, counts: Counts, values: Values, asked: Collection[Indicator]) -> tuple[Counts, Values]:
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
    return total_counts, joined(parts, asked)


def _upward(pk: int | None, parents: Mapping[int, int | None]) -> Iterable[int | None]:
    yield pk
    while pk is not None and (pk := parents.get(pk)) is not None:
        yield pk


def unit_groups(view: View, base: Unit, counts: Counts) -> list[Group]:
    """One for each unit directly under the unit in view, and one for that unit itself. With units below it leads deeper."""
    units = Unit.objects.filter(pk__in=[int(name) for name in counts if name]).select_related("place")
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
                unit if unit.is_node else None,
            )
            for unit in units
        ),
    ]
