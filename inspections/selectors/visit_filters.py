"""One set of filters for the list of visits, its export and the figures, and its form in an address."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from campaigns.models import Campaign
from inspections.models import Hazard, Round, Team, Visit
from units.below import is_below
from units.models import Unit

SORTS = {
    "day": (F("visited_on"), F("id")),
    "unit": (F("unit__sort_key"), F("unit_id"), F("id")),
    "team": (F("team__name"), F("id")),
    "state": (F("state"), F("id")),
}
DEFAULT_SORT = "-day"


@dataclass(frozen=True)
class VisitFilters:
    """Which visits are meant. Empty means all; `unit` takes its subtree, the days are both included."""

    unit: Unit | None = None
    unit_itself: bool = False
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    team: Team | None = None
    round: Round | None = None
    day_from: date | None = None
    day_to: date | None = None
    found: bool | None = None
    text: str = ""

    def apply(self, rows: QuerySet[Visit]) -> QuerySet[Visit]:
        if self.unit:
            rows = rows.filter(unit=self.unit) if self.unit_itself else rows.filter(is_below("unit", self.unit))
        if self.kinds:
            rows = rows.filter(kind__in=self.kinds)
        if self.states:
            rows = rows.filter(state__in=self.states)
        if self.team:
            rows = rows.filter(team=self.team)
        if self.round:
            rows = rows.filter(round=self.round)
        if self.day_from:
            rows = rows.filter(visited_on__gte=self.day_from)
        if self.day_to:
            rows = rows.filter(visited_on__lte=self.day_to)
        if self.found is not None:
            hazards = Exists(Hazard.objects.filter(visit=OuterRef("pk")))
            rows = rows.filter(hazards if self.found else ~hazards)
        if self.text:
            rows = rows.filter(unit__in=Unit.objects.named_like(self.text))
        return rows

    def pairs(self) -> list[tuple[str, Any]]:
        """The filters as they stand in an address, in a fixed order."""
        return list(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, Any]]:
        if self.unit:
            yield "unit", self.unit.pk
        if self.unit_itself:
            yield "below", "no"
        for kind in self.kinds:
            yield "kind", kind
        for state in self.states:
            yield "state", state
        if self.team:
            yield "team", self.team.pk
        if self.round:
            yield "round", self.round.pk
        if self.day_from:
            yield "from", self.day_from.isoformat()
        if self.day_to:
            yield "to", self.day_to.isoformat()
        if self.found is not None:
            yield "found", "yes" if self.found else "no"
        if self.text:
            yield "q", self.text

    def query_string(self) -> str:
        return urlencode(self.pairs())

    def with_(self, **changes: Any) -> "VisitFilters":
        return replace(self, **changes)


def visits_of(campaign: Campaign, user: User, filters: VisitFilters) -> QuerySet[Visit]:
    """What the person sees of a campaign under the filters."""
    return filters.apply(Visit.objects.visible_to(user).filter(campaign=campaign))


def units_of(rows: QuerySet[Visit]) -> int:
    """How many different units were gone to."""
    return rows.order_by().values("unit").distinct().count()


def known_sort(wanted: str) -> str:
    return wanted if wanted.removeprefix("-") in SORTS else DEFAULT_SORT


def in_order(rows: QuerySet[Visit], sort: str) -> QuerySet[Visit]:
    keys = SORTS[sort.removeprefix("-")]
    return rows.order_by(*(key.desc() if sort.startswith("-") else key.asc() for key in keys))


def with_counts(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """What a line shows: found, and of that fixed."""
    return rows.select_related("unit", "team", "round", "checklist_version__checklist", "made_by").annotate(
        found_count=_hazards(), fixed_count=_hazards(state=Hazard.State.FIXED)
    )


def _hazards(**which: Any) -> Coalesce:
    rows = Hazard.objects.on_ledger().filter(visit=OuterRef("pk"), **which).order_by().values("visit")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number"), output_field=IntegerField()), 0)
