"""The demo's hazard ledger: sixty hazards of June, each worked off as far as its row says."""

import random
import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from inspections.models import Extension, Hazard, HazardCategory, HazardSource, LedgerCounter, Visit
from inspections.selectors.deadlines import Terms
from safetymonth.demo.campaign import Month
from safetymonth.demo.steps import Way, save_hazards
from safetymonth.demo.words import Words, data, moment

State = Hazard.State
# Whose business a hazard of a category is.
SUPERVISING = {
    "fire": "县消防救援大队",
    "exit": "县消防救援大队",
    "gas": "县住建局",
    "building": "县住建局",
    "mine": "县矿山管理办公室",
    "traffic": "县交通运输局",
    "special": "县市场监管局",
    "dust": "县工信局",
}
ELSEWHERE = "县应急管理局"
# The states that a hazard goes through, up to its own.
ON_THE_WAY = (State.ACCEPTED, State.GRADED, State.RECTIFYING, State.RECTIFIED, State.FIXED)
END_OF_MONTH = 30


class Ledger:
    """`hazards` in the order of the rows, so that other rows can name them."""

    def __init__(self, month: Month, words: Words, visits: Mapping[str, Visit]) -> None:
        self.month, self.county, self.words, self.visits = month, month.county, words, visits
        self.texts = data("hazards")
        self.rows: list[dict[str, Any]] = self.texts["hazards"]
        self.lot = random.Random(60)
        self.terms = Terms.load()
        self.office, self.inspector = self.county.people["office"], self.county.people["inspector"]
        self.categories = {row.code: row for row in HazardCategory.objects.all()}
        self.sources = {row.code: row for row in HazardSource.objects.all()}
        self.hazards: list[Hazard] = []

    def write(self) -> None:
        """Those that repeat another one come last, since they name it."""
        in_time = sorted(range(len(self.rows)), key=lambda place: self.rows[place]["day"])
        serials = {place: serial for serial, place in enumerate(in_time, start=1)}
        LedgerCounter.objects.create(campaign=self.month.campaign, year=2026, last=len(self.rows))
        found: dict[int, Hazard] = {}
        for doubles in (False, True):
            places = [place for place, row in enumerate(self.rows) if ("of_row" in row) == doubles]
            ways = [self._way(self.rows[place], serials[place], found) for place in places]
            found |= dict(zip(places, save_hazards(ways), strict=True))
        self.hazards = [found[place] for place in sorted(found)]
        self._extensions()

    def say(self, key: str) -> str:
        zh, en = self.texts["steps"][key]
        return str(zh if self.words.key == "zh" else en)

    def day(self, number: int) -> date:
        return date(2026, 6, 1) + timedelta(days=number - 1)

    def _way(self, row: dict[str, Any], serial: int, found: Mapping[int, Hazard]) -> Way:
        finder, day = self._finder(row), self.day(row["day"])
        way = Way(self._reported(row, serial, finder), finder, day)
        state = State(row["is"])
        if row.get("of_row"):
            way.columns["duplicate_of_id"] = found[row["of_row"] - 1].pk
        if state in ON_THE_WAY or state == State.UNFIXED:
            self._accepted(way, row, day)
        if state in ON_THE_WAY[1:]:
            self._ordered(way, row, day)
        if state in ON_THE_WAY[3:]:
            self._mended(way, row, day)
        if state not in (*ON_THE_WAY, State.REPORTED):
            self._ended(way, row, day)
        return way

    def _finder(self, row: dict[str, Any]) -> User | None:
        if "visit" in row:
            return self.visits[row["visit"]].made_by
        if row["by"] in (HazardSource.PUBLIC, HazardSource.EMPLOYEE):
            return None
        return self._liaison(row) if row["by"] == HazardSource.SELF_CHECK else self.office

    def _liaison(self, row: dict[str, Any]) -> User:
        return self.county.liaison_of(self.county.units[row["at"]])

    def _reported(self, row: dict[str, Any], serial: int, finder: User | None) -> dict[str, Any]:
        unit = self.county.units[row["at"]] if "at" in row else None
        part = row.get("part", ["", ""])
        is_own = row["by"] == HazardSource.SELF_CHECK
        return {
            "campaign_id": self.month.campaign.pk,
            "year": 2026,
            "serial": serial,
            "source": self.sources[row["by"]],
            "category": self.categories[row["of"]],
            "unit": unit,
            "supervising": self.county.units[SUPERVISING.get(row["of"], ELSEWHERE)],
            "description": self.words(row),
            "place": unit.name if unit else part[self.words.key == "en"],
            "part": part[self.words.key == "en"] if unit else "",
            "violation": row.get("violation", ""),
            "state": State.REPORTED,
            "unit_sees": is_own,
            "reported_on": self.day(row["day"]),
            "reported_at": moment(self.day(row["day"]), 9, serial % 50) if finder else None,
            "found_by": finder,
            "visit": self.visits.get(row.get("visit", "")),
            "submission_key": uuid.UUID(int=self.lot.getrandbits(128), version=4),
            "version": 1,
        }

    def _accepted(self, way: Way, row: dict[str, Any], day: date) -> None:
        """What a team found is taken in the same day."""
        on = day if "visit" in row else day + timedelta(days=1)
        way.step(on, self.office, accepted_on=on, accepted_by=self.office, state=State.ACCEPTED)

    def _ordered(self, way: Way, row: dict[str, Any], day: date) -> None:
        on, grade = day + timedelta(days=1), "major" if "major" in row else "ordinary"
        facts: dict[str, Any] = {"grade": grade, "graded_by": self.office, "checked_on": on, "unit_sees": True}
        facts["graded_on"] = on
        if "major" in row:
            facts["clause"] = self.texts["clauses"][row["major"]][self.words.key == "en"]
            facts["interim_control"] = self.say("interim")
        way.step(on, self.office, hour=11, state=State.GRADED, **facts)
        if row["is"] == State.GRADED:
            if "major" in row:
                way.step(on, self._liaison(row), hour=15, responsible=self.say("responsible"))
            return
        due = self.terms.due("ordinary_days", on)
        plan: dict[str, Any] = {"responsible": self.say("responsible"), "due_on": due, "first_due_on": due}
        plan["ordered_on"] = on
        if "major" in row:
            plan["due_on"] = plan["first_due_on"] = due + timedelta(days=15)
            plan |= {name: self.say(name) for name in ("measures", "funds_source", "contingency")}
            plan |= {"funds_yuan": self.lot.randint(4, 40) * 10_000, "production_stopped": True}
        notice = self.say("notice_no").format(n=way.columns["serial"])
        way.step(on, self.office, hour=14, state=State.RECTIFYING, notice_no=notice, reinspector=self.inspector, **plan)
        self._moved_on(way, row)

    def _moved_on(self, way: Way, row: dict[str, Any]) -> None:
        """What is still to come for whoever looks at the demo got a later deadline in June."""
        if "soon" in row:
            later = max(timezone.localdate(), self.day(END_OF_MONTH)) + timedelta(days=row["soon"])
            if later > way.columns["due_on"]:
                way.step(self.day(END_OF_MONTH - 4), self.office, self.say("granted"), due_on=later)

    def _mended(self, way: Way, row: dict[str, Any], day: date) -> None:
        on, liaison = day + timedelta(days=8), self._liaison(row)
        cost = self.lot.randint(2, 90) * 100
        way.step(on, liaison, hour=16, state=State.RECTIFIED, rectified_on=on, rectified_by=liaison, cost_yuan=cost)
        if row["is"] == State.FIXED:
            by, closed = self.inspector, on + timedelta(days=2)
            facts: dict[str, Any] = {"reinspected_by": by, "closed_by": by, "closed_on": closed}
            facts |= {"why": self.say("passed"), "production_stopped": False}
            way.step(closed, by, self.say("passed"), state=State.FIXED, **facts)

    def _ended(self, way: Way, row: dict[str, Any], day: date) -> None:
        """Refused, handed on, doubled, withdrawn, or closed without a fix."""
        state, on = State(row["is"]), day + timedelta(days=2)
        by = self._liaison(row) if state == State.WITHDRAWN else self.office
        why = self.say(state) if state in (State.REJECTED, State.UNFIXED, State.WITHDRAWN) else ""
        facts: dict[str, Any] = {"why": why}
        if state == State.UNFIXED:
            facts |= {"closed_on": on + timedelta(days=12), "closed_by": self.office}
        if state == State.TRANSFERRED:
            facts["transferred_to"] = row["to"][self.words.key == "en"]
        double = way.columns.pop("duplicate_of_id", None)
        if state == State.DUPLICATE:
            facts["duplicate_of_id"] = double
        way.step(facts.get("closed_on", on), by, why, state=state, **facts)

    def _extensions(self) -> None:
        """One for each deadline that was moved, and one that the office has still to answer."""
        moved = [row for row in self.hazards if row.due_on != row.first_due_on]
        ordered = ((row, row.due_on) for row in self.hazards if row.state == State.RECTIFYING and row.due_on)
        waiting, until = next((row, on) for row, on in ordered if row.grade == "major" and row not in moved)
        asked = self.day(20)
        for hazard in [*moved, waiting]:
            facts: dict[str, Any] = {"new_due_on": hazard.due_on}
            if hazard is waiting:
                facts = {"new_due_on": until + timedelta(days=60)}
            else:
                facts |= {"granted": True, "decision": self.say("granted"), "decided_by": self.office}
                facts["decided_on"] = self.day(END_OF_MONTH - 4)
            Extension.objects.create(
                hazard=hazard,
                old_due_on=hazard.first_due_on,
                why=self.say("extension"),
                asked_on=asked,
                asked_by=self.county.liaison_of(hazard.unit),
                answer_due_on=self.terms.due("extension_answer", asked),
                **facts,
            )
