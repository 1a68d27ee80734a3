"""One set of filters for the ledger, its exports and the figures, and its form in an address.

Whatever counts hazards builds a `HazardFilters`; the list that opens from a number is the same
filters written into the list's address, so the two can't disagree.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from core.long_lists import Search
from inspections.models import Exposure, Hazard, HazardCategory, HazardSource, Listing, Report, Round, Visit
from inspections.models.hazard import HazardQuerySet
from inspections.selectors.searching import looked_for, with_words
from units.below import is_below
from units.models import Unit

ON_LEDGER = tuple(state for state in Hazard.State if state not in Hazard.OFF_LEDGER)
# Year and number as the ledger prints them; the year may be left out.
NUMBER = re.compile(r"(?:([0-9]{4})\s*-\s*)?([0-9]{1,9})")


@dataclass(frozen=True)
class HazardFilters:
    """Which hazards are meant. Empty means all; several values of one filter mean any of them.

    `unit` takes its subtree (with `unit_itself` only the very unit), `supervising` its subtree. Days are those
    of the report, both included. `overdue` is not rectified by the deadline, `waiting` for re-inspection;
    `exposed` are published, `listed` not yet de-listed. `mine`: entered by the person, or theirs to re-inspect.
    """

    unit: Unit | None = None
    unit_itself: bool = False
    supervising: Unit | None = None
    sources: tuple[HazardSource, ...] = ()
    categories: tuple[HazardCategory, ...] = ()
    grades: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    day_from: date | None = None
    day_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    overdue: bool = False
    waiting: bool = False
    reporter_not_told: bool = False
    exposed: bool = False
    listed: bool = False
    round: Round | None = None
    visit: Visit | None = None
    mine: User | None = None
    text: str = ""

    def apply(self, rows: HazardQuerySet, *, today: date | None = None) -> HazardQuerySet:
        """Narrow a queryset of hazards; no joins that would repeat a row. Overdue is meant of `today`."""
        if self.unit:
            rows = rows.filter(unit=self.unit) if self.unit_itself else rows.filter(is_below("unit", self.unit))
        if self.supervising:
            rows = rows.filter(is_below("supervising", self.supervising))
        for name, wanted in (
            ("source__in", self.sources),
            ("category__in", self.categories),
            ("grade__in", self.grades),
            ("state__in", self.states),
            ("reported_on__gte", self.day_from),
            ("reported_on__lte", self.day_to),
            ("due_on__gte", self.due_from),
            ("due_on__lte", self.due_to),
            ("visit__round", self.round),
            ("visit", self.visit),
        ):
            if wanted:
                rows = rows.filter(**{name: wanted})
        return self._apply_text(self._apply_steps(rows, today or timezone.localdate()))

    def _apply_steps(self, rows: HazardQuerySet, today: date) -> HazardQuerySet:
        of_row = {"hazard": OuterRef("pk")}
        if self.overdue:
            rows = rows.overdue(today)
        if self.waiting:
            rows = rows.filter(state=Hazard.State.RECTIFIED)
        if self.reporter_not_told:
            rows = rows.filter(Exists(Report.objects.not_told().filter(**of_row)))
        if self.exposed:
            rows = rows.filter(Exists(Exposure.objects.published().filter(**of_row)))
        if self.listed:
            rows = rows.filter(Exists(Listing.objects.filter(delisted_on=None, **of_row)))
        if self.mine:
            rows = rows.filter(Q(found_by=self.mine) | Q(reinspector=self.mine))
        return rows

    def _apply_text(self, rows: HazardQuerySet) -> HazardQuerySet:
        """A number alone is looked up as one; it stands nowhere else that a person would search for."""
        text = self.text.strip()
        if not text:
            return rows
        if number := NUMBER.fullmatch(text):
            year, serial = number.groups()
            return rows.filter(serial=int(serial), **({"year": int(year)} if year else {}))
        return with_words(rows, text)

    def search(self, rows: HazardQuerySet, *, today: date) -> Search | None:
        """The same search for words, where there is one, for who may find sooner by reading them."""
        text = self.text.strip()
        if not text or NUMBER.fullmatch(text):
            return None
        return Search(self.with_(text="").apply(rows, today=today), looked_for(text))

    def pairs(self) -> list[tuple[str, Any]]:
        """The filters as they stand in an address, in a fixed order."""
        found: list[tuple[str, Any]] = []
        if self.unit:
            found.append(("unit", self.unit.pk))
        if self.unit_itself:
            found.append(("below", "no"))
        if self.supervising:
            found.append(("supervising", self.supervising.pk))
        found += [("source", source.code) for source in self.sources]
        found += [("category", category.code) for category in self.categories]
        found += [("grade", grade) for grade in self.grades]
        found += [("state", str(state)) for state in self.states]
        days = {"from": self.day_from, "to": self.day_to, "due_from": self.due_from, "due_to": self.due_to}
        found += [(name, day.isoformat()) for name, day in days.items() if day]
        claims = ("overdue", "waiting", "reporter_not_told", "exposed", "listed", "mine")
        found += [(name, "yes") for name in claims if getattr(self, name)]
        found += [(name, getattr(self, name).pk) for name in ("round", "visit") if getattr(self, name)]
        if self.text:
            found.append(("q", self.text))
        return found

    def query_string(self) -> str:
        return urlencode(self.pairs())

    def with_(self, **changes: Any) -> "HazardFilters":
        return replace(self, **changes)


EVERYTHING = HazardFilters()
