"""The rows of a workbook of activities, read and checked cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from activities import rules
from activities.models import Activity
from activities.selectors.names import PlanNames
from activities.selectors.workbook import BASE, indicator_columns
from campaigns.models import ActivityKind, Campaign, Entry, Indicator, Linkage, PlanItem
from core.dates import parse_day
from core.figures import UNKNOWN, Figure, parse_figure
from core.names import choice_names, taxonomy_names
from core.workbooks import CellProblem, Table
from core.workbooks.cells import CellReader, only, several
from units.models import Unit
from units.services.names import UnitNames

State = Activity.State
IMPORTABLE = (State.DRAFT, State.SUBMITTED, State.APPROVED)
Key = tuple[int, int, date, str]
LONGEST = {"title": 160, "place": 160, "narrative": 5000}


@dataclass(slots=True)
class Line:
    """One row. `figures` holds what the kind asks, known or not, and what else was filled in.

    `key` makes it the same activity as another: unit, kind, first day, title; None while a part of it can't be read.
    """

    row: int
    cells: Sequence[Any]
    key: Key | None = None
    unit: Unit | None = None
    kind: ActivityKind | None = None
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    narrative: str = ""
    plan_item: PlanItem | None = None
    assignment: int | None = None
    linkages: Sequence[Linkage] = ()
    entries: Sequence[Entry] = ()
    guests: Sequence[Unit] = ()
    state: str = State.SUBMITTED
    figures: dict[int, Figure] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)

    def linked(self, name: str) -> Sequence[Model]:
        """By the name of the relation."""
        linked: dict[str, Sequence[Model]] = {"linkages": self.linkages, "entries": self.entries}
        return linked.get(name, self.guests)


class LineReader(CellReader):
    """Reads the rows of one table for one person; what names mean is looked up once for the whole file."""

    def __init__(self, campaign: Campaign, by: User, table: Table) -> None:
        self._campaign, self._by = campaign, by
        self._indicators = {row.code: row for row in Indicator.objects.all()}
        columns = indicator_columns(self._indicators.values())
        super().__init__(table, [*BASE, *columns.values()], LONGEST)
        self._figure_places = [
            (column.code, self._indicators[code].pk, self.positions[column.code])
            for code, column in columns.items()
            if column.code in self.positions
        ]
        self._asked = _asked_indicators()
        self._units, self._plan = UnitNames(campaign.area), PlanNames(campaign)
        self._kinds = taxonomy_names(ActivityKind.objects.all())
        self._linkages, self._entries = (several(taxonomy_names(kept.objects.all()).find) for kept in (Linkage, Entry))
        self._guests = several(self._units.find)
        self._states = choice_names(Activity.State)
        self._allowed: dict[int, bool] = {}

    def start(self, row: int, cells: Sequence[Any]) -> Line:
        """What makes an activity the same as one that is there already: unit, kind, title, first day."""
        line = Line(row, cells)
        line.unit = self.needed(line, "unit", self._units.one)
        line.kind = self.needed(line, "kind", self._kind)
        line.title = self.words(line, "title")
        if not line.title:
            self.refuse(line, "title", "", _("The title is missing."))
        if self.text(line, "starts"):
            line.starts_on = self.read(line, "starts", self._day)
        else:
            self.refuse(line, "starts", "", _("The first day is missing."))
        if line.unit and line.kind and line.starts_on and line.title:
            line.key = (line.unit.pk, line.kind.pk, line.starts_on, line.title)
        return line

    def finish(self, line: Line) -> None:
        """All the rest, and whether this person may log it."""
        if line.unit and not self._may_log_for(line.unit):
            self.refuse(line, "unit", line.unit.name, _("You may not log activities for this unit."))
        if line.kind and line.kind.retired:
            self.refuse(line, "kind", line.kind.name, _("This kind is no longer offered."))
        if self.text(line, "ends"):
            line.ends_on = self.read(line, "ends", self._day)
        if line.starts_on and line.ends_on and line.ends_on < line.starts_on:
            self.refuse(line, "ends", self.text(line, "ends"), _("The activity ends before it starts."))
        line.place, line.narrative = self.words(line, "place"), self.words(line, "narrative")
        line.plan_item = self.meaning(line, "plan_item", self._plan_item)
        line.linkages = self.meaning(line, "linkages", self._linkages) or ()
        line.entries = self.meaning(line, "entries", self._entries) or ()
        guests = self.meaning(line, "co_organisers", self._guests) or ()
        line.guests = [unit for unit in guests if unit != line.unit]
        line.state = self.meaning(line, "status", self._state) or State.SUBMITTED
        self._read_figures(line)

    def _may_log_for(self, unit: Unit) -> bool:
        if unit.pk not in self._allowed:
            self._allowed[unit.pk] = rules.may_log_for(self._by, self._campaign, unit)
        return self._allowed[unit.pk]

    def says_withdrawn(self, line: Line) -> bool:
        return self._states.find(self.text(line, "status")) == [State.WITHDRAWN]

    def _day(self, value: Any) -> date:
        day = parse_day(value, self._campaign.year)
        if rules.is_near(self._campaign, day):
            return day
        first, last = (date_format(each, "DATE_FORMAT") for each in (self._campaign.starts_on, self._campaign.ends_on))
        words = _("%(day)s lies far from the campaign (%(first)s to %(last)s). Check the year.")
        raise ValueError(words % {"day": date_format(day, "DATE_FORMAT"), "first": first, "last": last})

    def _kind(self, text: str) -> ActivityKind:
        return only(self._kinds, text, _("There is no such kind of activity. The template's second sheet lists them."))

    def _plan_item(self, text: str) -> PlanItem:
        found = self._plan.find(text)
        if len(found) > 1:
            raise ValueError(_("Several plan items match. Write the kind and the number, such as “Topic 3”."))
        if not found:
            raise ValueError(_("The plan has no such item."))
        return found[0]

    def _state(self, text: str) -> str:
        state = only(self._states, text, _("There is no such state. Leave it empty, or write draft or submitted."))
        if state not in IMPORTABLE:
            raise ValueError(_("An import makes drafts and records sent for review; this comes about on their page."))
        if state == State.APPROVED and not rules.may_review_in(self._by, self._campaign):
            raise ValueError(_("Only the office approves. Leave it empty, or write draft or submitted."))
        return state

    def _read_figures(self, line: Line) -> None:
        if line.kind:
            line.figures = dict.fromkeys(self._asked.get(line.kind.pk, ()), UNKNOWN)
        for code, key, at in self._figure_places:
            if at < len(line.cells) and line.cells[at] != "":
                figure = self.read(line, code, parse_figure)
                if figure and figure.is_known:
                    line.figures[key] = figure


def _asked_indicators() -> dict[int, list[int]]:
    through: Any = ActivityKind.indicators.through
    rows = through.objects.order_by("position", "pk")
    asked: dict[int, list[int]] = {}
    for kind, indicator in rows.values_list("kind", "indicator"):
        asked.setdefault(kind, []).append(indicator)
    return asked
