"""The rows of a workbook of hazards, read and checked cell by cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from campaigns.rules import is_office_of
from core.dates import parse_day
from core.money import parse_yuan
from core.names import Names, choice_names, taxonomy_names
from core.workbooks import CellProblem, Table
from core.workbooks.cells import CellReader, only
from inspections import rules
from inspections.models import Hazard, HazardCategory, HazardSource
from inspections.selectors.filtering import NUMBER
from inspections.selectors.workbook import COLUMNS, IMPORTABLE, OPEN_TO_ALL, READ, sources_open_to
from units.models import Unit
from units.services.names import UnitNames

State = Hazard.State
# Texts by their column in the workbook, with the most characters; the columns of the model carry the same names.
LONGEST = {
    "number": 40,
    "description": 5000,
    "place": 160,
    "part": 120,
    "clause": 200,
    "responsible": 80,
    "measures": 5000,
    "funds_source": 120,
    "contingency": 5000,
    "interim_control": 5000,
    "notice_no": 60,
    "why": 1000,
    "reinspected_by": 80,
}
TEXTS = [code for code in LONGEST if code not in ("number", "reinspected_by")]
PAST_DAYS = ("reported_on", "accepted_on", "checked_on", "completed_on", "closed_on")
FUTURE_DAYS = ("due_on", "first_due_on")
ORDERED = (State.RECTIFYING, State.RECTIFIED, State.FIXED)
WORKED_ON = (State.GRADED, *ORDERED)
# What a state asks for beside description and day, and what fits only some states.
TO_ORDER = ("unit", "grade", "responsible", "due_on")
NEEDED = {
    State.GRADED: ("unit", "grade"),
    State.RECTIFYING: TO_ORDER,
    State.RECTIFIED: (*TO_ORDER, "completed_on"),
    State.FIXED: (*TO_ORDER, "completed_on", "closed_on", "reinspected_by"),
    State.UNFIXED: ("closed_on", "why"),
}
NEEDED_OF_MAJOR = ("measures", "funds", "funds_source", "contingency")
FITTING: dict[str, Sequence[str]] = {
    "accepted_on": [state for state in IMPORTABLE if state != State.REPORTED],
    "completed_on": [State.RECTIFIED, State.FIXED],
    "reinspected_by": [State.FIXED],
    "closed_on": list(Hazard.CLOSED_STATES),
}
Key = tuple[int | None, str, str, date]


@dataclass(slots=True)
class Line:
    """One row; `facts` holds what its cells say, by the codes of the columns."""

    row: int
    cells: Sequence[Any]
    facts: dict[str, Any] = field(default_factory=dict)
    number: tuple[int, int] | None = None
    problems: list[CellProblem] = field(default_factory=list)

    @property
    def unit(self) -> Unit | None:
        return self.facts.get("unit")

    @property
    def key(self) -> Key | None:
        """What makes it the same hazard as another; None while a part of it can't be read."""
        day, text = self.facts.get("reported_on"), self.facts.get("description")
        if self.problems or not day or not text:
            return None
        return self.unit.pk if self.unit else None, text, self.facts["place"], day


class LineReader(CellReader):
    """Reads the rows of one table for one person; what names mean is looked up once for the whole file."""

    def __init__(self, campaign: Campaign, by: User, table: Table) -> None:
        super().__init__(table, COLUMNS, LONGEST)
        self._campaign, self._by, self._today = campaign, by, timezone.localdate()
        self._is_office = is_office_of(by, campaign)
        self._units = UnitNames(campaign.area)
        self._open_sources = list(sources_open_to(by, campaign))
        self._default = self._default_source()
        self._meanings: dict[str, tuple[Names, str]] = {
            "category": (taxonomy_names(HazardCategory.objects.all()), _("There is no such category.")),
            "source": (taxonomy_names(HazardSource.objects.all()), _("There is no such source.")),
            "grade": (choice_names(Hazard.Grade), _("There is no such grade. Write ordinary or major.")),
            "violation": (choice_names(Hazard.Violation), _("There is no such violation.")),
            "production_stopped": (_yes_and_no(), _("Write yes or no.")),
            "status": (choice_names(State), _("There is no such state. The template's second sheet lists them.")),
        }

    def start(self, row: int, cells: Sequence[Any]) -> Line:
        """What makes a hazard the same as one that is there already: unit, description, place, day; or its number."""
        line = Line(row, cells)
        line.facts["unit"] = self.meaning(line, "unit", self._units.one)
        line.facts["description"], line.facts["place"] = self.words(line, "description"), self.words(line, "place")
        if not line.facts["description"]:
            self.refuse(line, "description", "", _("Say what is dangerous."))
        if self.text(line, "reported_on"):
            line.facts["reported_on"] = self.read(line, "reported_on", self._past_day)
        else:
            self.refuse(line, "reported_on", "", _("The day of the report is missing."))
        number = NUMBER.fullmatch(self.text(line, "number"))
        line.number = (int(number[1]), int(number[2])) if number and number[1] else None
        return line

    def finish(self, line: Line) -> None:
        """All the rest, and whether this person may state it."""
        facts = line.facts
        if not rules.may_file_for(self._by, self._campaign, line.unit):
            words = _("You may not enter hazards for this unit.") if line.unit else _("Name the unit.")
            self.refuse(line, "unit", self.text(line, "unit"), words)
        facts |= {code: self._choice(line, code) for code in self._meanings}
        facts["supervising"] = self.meaning(line, "supervising", self._units.one)
        facts["state"] = facts.pop("status") or State.REPORTED
        facts["source"] = facts["source"] or self._default
        facts |= {code: self.words(line, code) for code in (*TEXTS, "reinspected_by") if code not in facts}
        self._read_numbers(line)
        self._check_rights(line)
        if not line.problems:
            self._check_state(line)
            self._check_days(line)

    def _choice(self, line: Line, code: str) -> Any:
        names, otherwise = self._meanings[code]

        def read(text: str) -> Any:
            return only(names, text, otherwise)

        return self.meaning(line, code, read)

    def _read_numbers(self, line: Line) -> None:
        readers: dict[str, Callable[[Any], Any]] = dict.fromkeys(PAST_DAYS[1:], self._past_day)
        readers |= dict.fromkeys(FUTURE_DAYS, self._day)
        for code, read in (*readers.items(), ("funds", parse_yuan), ("cost", parse_yuan)):
            line.facts[code] = self.read(line, code, read) if self.text(line, code) else None

    def _check_rights(self, line: Line) -> None:
        if line.facts["source"] not in self._open_sources:
            words = _("From this source you enter no hazards. Leave it empty.")
            self.refuse(line, "source", self.text(line, "source"), words)
        if line.facts["state"] not in IMPORTABLE:
            words = _("An import takes what stands on the ledger; this state comes about on a hazard's page.")
            self.refuse(line, "status", self.text(line, "status"), words)
        if self._is_office:
            return
        for column in READ:
            said = self.text(line, column.code)
            if column.code not in OPEN_TO_ALL and said and line.facts.get(column.code) is not False:
                self.refuse(line, column.code, said, _("The office fills this in. Leave it empty."))
        if line.facts["state"] != State.REPORTED:
            words = _("Only the office takes over hazards that are further on. Leave it empty.")
            self.refuse(line, "status", self.text(line, "status"), words)

    def _check_state(self, line: Line) -> None:
        """Nothing is missing that the state rests on, and nothing is said that it rules out."""
        state = line.facts["state"]
        needed = list(NEEDED.get(state, ()))
        if line.facts["grade"] == Hazard.Grade.MAJOR:
            needed += ["clause"] if state in WORKED_ON else []
            needed += NEEDED_OF_MAJOR if state in ORDERED else []
        for code in needed:
            if line.facts[code] in (None, ""):
                words = _("A hazard that is “%(state)s” needs this.") % {"state": state.label}
                self.refuse(line, code, "", words)
        for code, states in FITTING.items():
            if line.facts[code] and state not in states:
                words = _("This doesn't fit a hazard that is “%(state)s”.") % {"state": state.label}
                self.refuse(line, code, self.text(line, code), words)
        self._check_another(line)

    def _check_another(self, line: Line) -> None:
        name = line.facts["reinspected_by"]
        if name and name == line.facts["responsible"]:
            words = _("Re-inspection takes another person than the one responsible.")
            self.refuse(line, "reinspected_by", name, words)

    def _check_days(self, line: Line) -> None:
        facts = line.facts
        for code in (*PAST_DAYS[1:], *FUTURE_DAYS):
            if facts[code] and facts[code] < facts["reported_on"]:
                self.refuse(line, code, self.text(line, code), _("This day lies before the day of the report."))
        if facts["closed_on"] and facts["completed_on"] and facts["closed_on"] < facts["completed_on"]:
            self.refuse(line, "closed_on", self.text(line, "closed_on"), _("It was closed before it was completed."))

    def _day(self, value: Any) -> date:
        return parse_day(value, self._campaign.year)

    def _past_day(self, value: Any) -> date:
        day = self._day(value)
        if day > self._today:
            raise ValueError(_("%(day)s lies in the future.") % {"day": date_format(day, "DATE_FORMAT")})
        return day

    def _default_source(self) -> HazardSource | None:
        by_code = {row.code: row for row in self._open_sources}
        codes = (HazardSource.IMPORT,) if self._is_office else (HazardSource.INSPECTION, HazardSource.SELF_CHECK)
        return next((by_code[code] for code in codes if code in by_code), None)


def _yes_and_no() -> Names:
    names = Names()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for value, words in ((True, _("yes")), (False, _("no"))):
                if not names.find(words):
                    names.add(value, words)
    return names
