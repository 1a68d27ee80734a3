"""Activities as a workbook: its columns, the values it offers, and the rows of an export."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from activities.models import Activity, IndicatorValue
from activities.selectors.adding import values_of
from activities.selectors.names import PlanNames
from activities.selectors.offers import hosts_of
from campaigns.models import ActivityKind, Campaign, Entry, Indicator, Linkage
from campaigns.rules import is_office_of
from core.bulk import among
from core.figures import Figure, Qualifier
from core.imports import columns_from
from core.models import Taxonomy
from core.notation import BETWEEN_NAMES
from core.workbooks import Column
from core.workbooks.columns import folded
from units.services.names import unit_labels

A_BATCH = 2000
BASE = columns_from(Path(__file__).parent.parent / "data" / "columns.yaml")
STATES_OFFERED = [Activity.State.DRAFT, Activity.State.SUBMITTED]
# A longer list of units helps nobody in a cell.
MOST_UNITS_OFFERED = 2000


def indicator_columns(indicators: Iterable[Indicator]) -> dict[str, Column]:
    """{code of the indicator: column}; a name that another column has is numbered."""
    taken = {folded(name) for column in BASE for name in (column.code, column.zh, column.en)}
    found = {}
    for row in indicators:
        code, zh, en = (_free(name, taken) for name in (row.code, row.name_zh, row.name_en))
        taken |= {folded(code), folded(zh), folded(en)}
        found[row.code] = Column(code, zh, en, width=14)
    return found


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while folded(free) in taken:
        number += 1
        free = f"{name} {number}"
    return free


def offered_columns(campaign: Campaign, user: User) -> list[Column]:
    """The columns of the template with values, notes and what this person may set."""
    figure = _("40000, 40,000+ or ~3,000. Empty means not known, 0 means none.")
    notes = {
        "unit": _("Name or division code. Where several units have the name, write its superior before it: A/B."),
        "starts": _("2026-06-10, or 06-10 for the campaign's year."),
        "linkages": _("Several values: separate them by a comma or a line break."),
        "entries": _("Several values: separate them by a comma or a line break."),
        "co_organisers": _("Several values: separate them by a comma or a line break."),
        "plan_item": _("Title or number. If the unit owes an answer for it, the activity counts for that."),
        "status": _("Empty means: sent for review."),
    }
    choices = _choices(campaign, user)
    base = [replace(column, choices=choices.get(column.code, ()), note=notes.get(column.code, "")) for column in BASE]
    indicators = indicator_columns(Indicator.objects.in_use()).values()
    return [*base, *(replace(column, note=figure) for column in indicators)]


def _choices(campaign: Campaign, user: User) -> dict[str, Sequence[str]]:
    states = [*STATES_OFFERED, *([Activity.State.APPROVED] if is_office_of(user, campaign) else [])]
    unit_label = unit_labels(campaign.area)
    hosts = hosts_of(campaign, user).values_list("pk", flat=True)[: MOST_UNITS_OFFERED + 1]
    return {
        "unit": [unit_label(key) for key in hosts] if len(hosts) <= MOST_UNITS_OFFERED else (),
        "kind": [row.name for row in ActivityKind.objects.in_use()],
        "linkages": [row.name for row in Linkage.objects.in_use()],
        "entries": [row.name for row in Entry.objects.in_use()],
        "plan_item": PlanNames(campaign).labels(),
        "status": [str(state.label) for state in states],
    }


def exported_columns(rows: QuerySet[Activity]) -> dict[str, Column]:
    """The indicators that these activities are asked or carry; empty columns would only cost memory."""
    shown = set(values_of(rows).values_list("indicator__code", flat=True).distinct())
    columns = indicator_columns(Indicator.objects.all())
    return {code: column for code, column in columns.items() if code in shown}


MAIN = ("pk", "unit", "kind", "title", "starts_on", "ends_on", "place", "plan_item", "narrative", "state")


def export_rows(campaign: Campaign, rows: QuerySet[Activity], codes: Iterable[str]) -> Iterator[list]:
    """One row for each activity in the order given, `BASE` and then the indicators; importing them changes nothing.

    Flat in memory: plain values, and the linked rows of one batch at a time.
    """
    unit_label, plan_label, words = unit_labels(campaign.area), cache(PlanNames(campaign).label), _Words(codes)
    states = {str(state): str(state.label) for state in Activity.State}
    main = rows.values_list(*MAIN).iterator(chunk_size=A_BATCH)
    while batch := list(islice(main, A_BATCH)):
        linked = _Linked([row[0] for row in batch], words, unit_label)
        for key, unit, kind, title, starts, ends, place, item, narrative, state in batch:
            yield [
                unit_label(unit),
                words.kinds[kind],
                title,
                starts,
                ends,
                place,
                linked.linkages.get(key),
                linked.entries.get(key),
                linked.guests.get(key),
                plan_label(item),
                narrative,
                states[state],
                *linked.figures.get(key, words.no_figures),
            ]


class _Words:
    """The names of an export's taxonomies, and the places of its figures."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.kinds, self.linkages, self.entries = (_names(model) for model in (ActivityKind, Linkage, Entry))
        keys = dict(Indicator.objects.values_list("code", "pk"))
        self.positions = {keys[code]: at for at, code in enumerate(codes)}
        self.no_figures: list[Figure | None] = [None] * len(self.positions)


class _Linked:
    """What is linked to the activities of one batch, by their keys."""

    def __init__(self, keys: list[int], words: _Words, unit_label: Callable[[int], str]) -> None:
        of_batch = among("activity", keys)
        self.linkages = _joined(Activity.linkages.through, of_batch, "linkage", words.linkages.__getitem__)
        self.entries = _joined(Activity.entries.through, of_batch, "entry", words.entries.__getitem__)
        self.guests = _joined(Activity.co_organisers.through, of_batch, "unit", unit_label)
        self.figures: dict[int, list[Figure | None]] = {}
        values = IndicatorValue.objects.filter(of_batch, value__isnull=False).order_by()
        for key, indicator, value, qualifier in values.values_list("activity", "indicator", "value", "qualifier"):
            at = words.positions.get(indicator)
            if at is None:
                continue
            if key not in self.figures:
                self.figures[key] = words.no_figures.copy()
            self.figures[key][at] = _figure(value, qualifier)


def _joined(through: Any, of_batch: Any, name: str, words: Callable[[int], str]) -> dict[int, str]:
    """The names of what is linked, in the order in which it was."""
    found: dict[int, str] = {}
    for key, other in through.objects.filter(of_batch).order_by("activity", "pk").values_list("activity", name):
        found[key] = f"{found[key]}{BETWEEN_NAMES}{words(other)}" if key in found else words(other)
    return found


def _names(model: type[Taxonomy]) -> dict[int, str]:
    return {row.pk: row.name for row in model.objects.all()}


@lru_cache(maxsize=4096)
def _figure(value: int, qualifier: str) -> Figure:
    return Figure(value, Qualifier(qualifier))
