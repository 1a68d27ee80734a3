"""The rows of a workbook of activities, read and checked cell by cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from activities import rules
from activities.models import Activity
from activities.selectors.names import Names, PlanNames, UnitNames, split_names, state_names, taxonomy_names
from activities.selectors.workbook import BASE, indicator_columns
from campaigns.models import ActivityKind, Campaign, Entry, Indicator, Linkage, PlanItem
from core.dates import parse_day
from core.figures import UNKNOWN, Figure, parse_figure
from core.text import shortened
from core.workbooks import CellProblem, Table, cell_text, match_columns
from units.models import Unit

Found = TypeVar("Found")
State = Activity.State
IMPORTABLE = (State.DRAFT, State.SUBMITTED, State.APPROVED)
LONGEST = {"title": 160, "place": 160, "narrative": 5000}


@dataclass(slots=True)
class Line:
    """One row. `figures` holds what the kind asks, known or not, and what else was filled in."""

    row: int
    cells: Sequence[Any]
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

    @property
    def key(self) -> tuple[int, int, date, str] | None:
        """What makes it the same activity as another; None while a part of it can't be read."""
        if self.unit is None or self.kind is None or self.starts_on is None or not self.title:
            return None
        return self.unit.pk, self.kind.pk, self.starts_on, self.title


class LineReader:
    """Reads the rows of one table for one person; what names mean is looked up once for the whole file."""

    def __init__(self, campaign: Campaign, by: User, table: Table) -> None:
        self._campaign, self._by = campaign, by
        self._indicators = {row.code: row for row in Indicator.objects.all()}
        columns = indicator_columns(self._indicators.values())
        matched = match_columns(table.headings, [*BASE, *columns.values()])
        self.unknown = matched.unknown
        names = {column.code: column.name for column in [*BASE, *columns.values()]}
        self._headings = names | {code: table.headings[at].strip("* ") for code, at in matched.positions.items()}
        self._positions = matched.positions
        self._figure_places = [
            (column.code, self._indicators[code].pk, matched.positions[column.code])
            for code, column in columns.items()
            if column.code in matched.positions
        ]
        self._asked = _asked_indicators()
        self._units, self._plan = UnitNames(campaign.area), PlanNames(campaign)
        self._kinds = taxonomy_names(ActivityKind.objects.all())
        self._linkages, self._entries = taxonomy_names(Linkage.objects.all()), taxonomy_names(Entry.objects.all())
        self._states = state_names()
        self._meant: dict[tuple[str, str], Any] = {}

    def start(self, row: int, cells: Sequence[Any]) -> Line:
        """What makes an activity the same as one that is there already: unit, kind, title, first day."""
        line = Line(row, cells)
        line.unit = self._needed(line, "unit", self._unit)
        line.kind = self._needed(line, "kind", self._kind)
        line.title = self._words(line, "title")
        if not line.title:
            self.refuse(line, "title", "", _("The title is missing."))
        if self._text(line, "starts"):
            line.starts_on = self._read(line, "starts", self._day)
        else:
            self.refuse(line, "starts", "", _("The first day is missing."))
        return line

    def finish(self, line: Line) -> None:
        """All the rest, and whether this person may log it."""
        if line.unit and not rules.may_log_for(self._by, self._campaign, line.unit):
            self.refuse(line, "unit", line.unit.name, _("You may not log activities for this unit."))
        if line.kind and line.kind.retired:
            self.refuse(line, "kind", line.kind.name, _("This kind is no longer offered."))
        if self._text(line, "ends"):
            line.ends_on = self._read(line, "ends", self._day)
        if line.starts_on and line.ends_on and line.ends_on < line.starts_on:
            self.refuse(line, "ends", self._text(line, "ends"), _("The activity ends before it starts."))
        line.place, line.narrative = self._words(line, "place"), self._words(line, "narrative")
        line.plan_item = self._meaning(line, "plan_item", self._plan_item)
        line.linkages = self._meaning(line, "linkages", self._several(self._linkages.find)) or ()
        line.entries = self._meaning(line, "entries", self._several(self._entries.find)) or ()
        guests = self._meaning(line, "co_organisers", self._several(self._units.find)) or ()
        line.guests = [unit for unit in guests if unit != line.unit]
        line.state = self._meaning(line, "status", self._state) or State.SUBMITTED
        self._read_figures(line)

    def says_withdrawn(self, line: Line) -> bool:
        return self._states.find(self._text(line, "status")) == [State.WITHDRAWN]

    def refuse(self, line: Line, code: str, value: str, message: str) -> None:
        line.problems.append(CellProblem(line.row, self._headings[code], shortened(value), message))

    def _text(self, line: Line, code: str) -> str:
        at = self._positions.get(code)
        return cell_text(line.cells[at]) if at is not None and at < len(line.cells) else ""

    def _words(self, line: Line, code: str) -> str:
        text = self._text(line, code)
        if len(text) > LONGEST[code]:
            self.refuse(line, code, text, _("Longer than %(most)s characters.") % {"most": LONGEST[code]})
        return text

    def _needed(self, line: Line, code: str, read: Callable[[str], Found]) -> Found | None:
        if not self._text(line, code):
            self.refuse(line, code, "", _("This cell is empty; without it there is no record."))
            return None
        return self._meaning(line, code, read)

    def _meaning(self, line: Line, code: str, read: Callable[[str], Found]) -> Found | None:
        """What a text means; the same text is looked up once."""
        text = self._text(line, code)
        if not text:
            return None
        if (code, text) not in self._meant:
            try:
                self._meant[code, text] = (read(text), "")
            except ValueError as refusal:
                self._meant[code, text] = (None, str(refusal))
        found, why = self._meant[code, text]
        if why:
            self.refuse(line, code, text, why)
        return found

    def _read(self, line: Line, code: str, read: Callable[[Any], Found]) -> Found | None:
        value = line.cells[self._positions[code]]
        try:
            return read(value)
        except ValueError as refusal:
            self.refuse(line, code, cell_text(value), str(refusal))
            return None

    def _day(self, value: Any) -> date:
        day = parse_day(value, self._campaign.year)
        if rules.is_near(self._campaign, day):
            return day
        first, last = (date_format(each, "DATE_FORMAT") for each in (self._campaign.starts_on, self._campaign.ends_on))
        words = _("%(day)s lies far from the campaign (%(first)s to %(last)s). Check the year.")
        raise ValueError(words % {"day": date_format(day, "DATE_FORMAT"), "first": first, "last": last})

    def _unit(self, text: str) -> Unit:
        found = self._units.find(text)
        if len(found) > 1:
            raise ValueError(_("Several units are called so. Write the superior unit before it: A/B."))
        if not found:
            raise ValueError(_("There is no such unit in the area of this campaign."))
        return found[0]

    def _kind(self, text: str) -> ActivityKind:
        return _only(self._kinds, text, _("There is no such kind of activity. The template's second sheet lists them."))

    def _plan_item(self, text: str) -> PlanItem:
        found = self._plan.find(text)
        if len(found) > 1:
            raise ValueError(_("Several plan items match. Write the kind and the number, such as “Topic 3”."))
        if not found:
            raise ValueError(_("The plan has no such item."))
        return found[0]

    def _state(self, text: str) -> str:
        state = _only(self._states, text, _("There is no such state. Leave it empty, or write draft or submitted."))
        if state not in IMPORTABLE:
            raise ValueError(_("An import makes drafts and records sent for review; this comes about on their page."))
        if state == State.APPROVED and not rules.may_review_in(self._by, self._campaign):
            raise ValueError(_("Only the office approves. Leave it empty, or write draft or submitted."))
        return state

    def _several(self, find: Callable[[str], list[Any]]) -> Callable[[str], list[Any]]:
        def read(text: str) -> list[Any]:
            found: dict[Any, None] = {}
            for name in split_names(text, find):
                hits = find(name)
                if len(hits) != 1:
                    words = _("Several match “%(name)s”.") if hits else _("“%(name)s” is not known.")
                    raise ValueError(words % {"name": shortened(name)})
                found[hits[0]] = None
            return list(found)

        return read

    def _read_figures(self, line: Line) -> None:
        if line.kind:
            line.figures = dict.fromkeys(self._asked.get(line.kind.pk, ()), UNKNOWN)
        for code, key, at in self._figure_places:
            cell = line.cells[at] if at < len(line.cells) else ""
            if cell == "":
                continue
            try:
                figure = parse_figure(cell)
            except ValueError as refusal:
                self.refuse(line, code, cell_text(cell), str(refusal))
                continue
            if figure.is_known:
                line.figures[key] = figure


def _only(names: Names, text: str, otherwise: str) -> Any:
    found = names.find(text)
    if len(found) != 1:
        raise ValueError(otherwise)
    return found[0]


def _asked_indicators() -> dict[int, list[int]]:
    through: Any = ActivityKind.indicators.through
    rows = through.objects.order_by("position", "pk")
    asked: dict[int, list[int]] = {}
    for kind, indicator in rows.values_list("kind", "indicator"):
        asked.setdefault(kind, []).append(indicator)
    return asked
