"""The ledger as a workbook: its columns, the values it offers, and the rows of an export."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from campaigns.rules import is_office_of
from core.models import Taxonomy
from core.workbooks import Column
from inspections import rules
from inspections.models import Hazard, HazardCategory, HazardSource
from inspections.selectors.linked import Linked
from units.models import Industry, Unit, UnitKind
from units.services.names import unit_labels

A_BATCH = 2000
# A longer list of units helps nobody in a cell.
MOST_UNITS_OFFERED = 2000
_FACTS = yaml.safe_load((Path(__file__).parent.parent / "data" / "ledger.yaml").read_text("utf-8"))
_WRITTEN_ONLY = {facts["code"] for facts in _FACTS if facts.pop("written_only", False)}
COLUMNS = [Column(**facts) for facts in _FACTS]
READ = [column for column in COLUMNS if column.code not in _WRITTEN_ONLY]
State = Hazard.State
IMPORTABLE = tuple(state for state in State if state not in Hazard.OFF_LEDGER)


def offered_columns(campaign: Campaign, user: User) -> list[Column]:
    """The columns of the template with values and notes; others than the office start with what they may state."""
    notes = {
        "number": _("Empty for a new hazard: the portal numbers it."),
        "unit": _("Name or division code. Where several units have the name, write its superior before it: A/B."),
        "supervising": _(
            "Name or division code. Where several units have the name, write its superior before it: A/B."
        ),
        "reported_on": _("2026-06-10, or 06-10 for the campaign's year."),
        "funds": _("In yuan: 12000 or 12,000.50."),
        "cost": _("In yuan: 12000 or 12,000.50."),
        "status": _("Empty means: reported, to be sorted."),
        "reinspected_by": _("Who re-inspected it; another person than the responsible one."),
    }
    choices = _choices(campaign, user)
    columns = READ if is_office_of(user, campaign) else [each for each in READ if each.code in OPEN_TO_ALL]
    return [
        replace(column, choices=choices.get(column.code, ()), note=notes.get(column.code, "")) for column in columns
    ]


# What a unit or an inspector says of a hazard; the rest is the office's to decide.
OPEN_TO_ALL = frozenset(
    [
        "number",
        "unit",
        "place",
        "part",
        "description",
        "category",
        "violation",
        "source",
        "reported_on",
        "supervising",
        "interim_control",
        "status",
    ]
)


def sources_open_to(user: User, campaign: Campaign) -> QuerySet[HazardSource]:
    """A unit enters its own checks, an inspector what was found on site, the office any source."""
    rows = HazardSource.objects.in_use()
    if is_office_of(user, campaign):
        return rows
    return rows.filter(code=HazardSource.INSPECTION if user.is_inspector else HazardSource.SELF_CHECK)


def states_open_to(user: User, campaign: Campaign) -> Sequence[State]:
    return IMPORTABLE if is_office_of(user, campaign) else (State.REPORTED,)


def _choices(campaign: Campaign, user: User) -> dict[str, Sequence[str]]:
    unit_label = unit_labels(campaign.area)
    keys = Unit.objects.visible_to(user).filter(path__startswith=campaign.area.path, merged_into=None)
    some = keys.values_list("pk", flat=True)[: MOST_UNITS_OFFERED + 1]
    labels = [unit_label(key) for key in some] if len(some) <= MOST_UNITS_OFFERED else []
    return {
        "unit": labels,
        "category": [row.name for row in HazardCategory.objects.in_use()],
        "source": [row.name for row in sources_open_to(user, campaign)],
        "grade": [str(label) for label in Hazard.Grade.labels],
        "violation": [str(label) for label in Hazard.Violation.labels],
        "production_stopped": [_("yes"), _("no")],
        "status": [str(state.label) for state in states_open_to(user, campaign)],
    }


PLAIN = [
    "place",
    "part",
    "description",
    "clause",
    "reported_on",
    "accepted_on",
    "checked_on",
    "responsible",
    "measures",
    "funds_yuan",
    "funds_source",
    "due_on",
    "first_due_on",
    "contingency",
    "interim_control",
    "notice_no",
    "rectified_on",
    "cost_yuan",
    "closed_on",
    "why",
]
RENAMED = {"funds_yuan": "funds", "cost_yuan": "cost", "rectified_on": "completed_on"}
KEYS = [
    *("pk", "year", "serial", "unit_id", "supervising_id", "category_id", "source_id", "source__code", "grade"),
    *("violation", "state", "production_stopped", "found_by__name", "reinspected_by__name", "reinspected_by_name"),
    *("unit__kind_id", "unit__industry_id", "unit__parent_id", "unit__division_code"),
]
# The columns whose words a `_Writer` finds for the keys, in its order.
WORDED = [
    *("number", "unit", "unit_kind", "industry", "town", "division_code", "supervising", "category", "source"),
    *("found_by", "grade", "violation", "status", "production_stopped", "reinspected_by"),
]


def export_rows(campaign: Campaign, user: User, rows: QuerySet[Hazard], columns: Sequence[Column]) -> Iterator[list]:
    """One row for each hazard in the order given; importing them changes nothing.

    Flat in memory: plain values, and the linked rows of one batch at a time. Nothing of a reporter is in it,
    and where a hazard came from only for those who may know.
    """
    writer = _Writer(campaign, user)
    places = {column.code: at for at, column in enumerate(columns)}
    known = [RENAMED.get(name, name) for name in PLAIN] + WORDED
    in_order = itemgetter(*(known.index(code) if code in known else -1 for code in places))
    main = rows.values_list(*KEYS, *PLAIN).iterator(chunk_size=A_BATCH)
    while batch := list(islice(main, A_BATCH)):
        linked = Linked([row[0] for row in batch], user)
        for row in batch:
            cells = list(in_order((*row[len(KEYS) :], *writer.words(*row[: len(KEYS)]), None)))
            for code, value in linked.cells(row[0]).items():
                if code in places:
                    cells[places[code]] = value
            yield cells


class _Writer:
    """The words for the keys and codes of a row, looked up once."""

    def __init__(self, campaign: Campaign, user: User) -> None:
        self._area = campaign.area_id
        self._unit = unit_labels(campaign.area)
        self._kinds, self._industries, self._categories, self._sources = (
            _names(model) for model in (UnitKind, Industry, HazardCategory, HazardSource)
        )
        self._sees_sources = rules.may_see_sources(user)
        self._grades, self._violations, self._states = (
            {str(value): str(label) for value, label in choices.choices}
            for choices in (Hazard.Grade, Hazard.Violation, State)
        )
        self._stopped = {True: _("yes"), False: _("no")}

    def words(
        self, _key: int, year: int, serial: int, unit: Any, supervising: Any, category: Any, source: int, code: str,
        grade: str, violation: str, state: str, stopped: bool, finder: Any, again_by: Any, again_name: str,
        unit_kind: Any, industry: Any, parent: Any, division_code: Any,
    ) -> tuple:  # fmt: skip
        """By `KEYS`, in the order of `WORDED`."""
        is_open = self._sees_sources or code not in HazardSource.BY_PEOPLE
        return (
            f"{year}-{serial:04d}",
            self._unit(unit),
            self._kinds.get(unit_kind),
            self._industries.get(industry),
            self._unit(parent) if parent != self._area else None,
            division_code,
            self._unit(supervising),
            self._categories.get(category),
            self._sources[source] if is_open else None,
            finder if is_open else None,
            self._grades.get(grade),
            self._violations.get(violation),
            self._states[state],
            self._stopped[stopped],
            again_by or again_name,
        )


def _names(model: type[Taxonomy]) -> dict[int, str]:
    return {row.pk: row.name for row in model.objects.all()}
