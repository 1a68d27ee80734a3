"""Figures of inspections, of the hazard ledger and of what follows from it, counted from their own records.

Of the filters of a view these records have the unit and the days. They have no kind, linkage, entry, plan
item or figure of an activity: under such a filter nothing is said of them, since a number that ignores the
filter would be read as one that heeds it. What a person may not read is left out too, never said as zero.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Model, QuerySet, Sum, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from activities.selectors.filtering import ActivityFilters
from campaigns.models import Campaign
from core.addresses import address
from core.totals.reading import Reading
from inspections.models import Exposure, Hazard, Reward, Round, Visit
from inspections.models.hazard import HazardQuerySet
from inspections.selectors.exposures import exposures_in
from inspections.selectors.filtering import HazardFilters
from inspections.selectors.part import Part
from inspections.selectors.rewards import rewards_in
from inspections.selectors.rounds import rounds_in
from inspections.selectors.totals import HazardTotals, totals_of
from inspections.selectors.visit_filters import VisitFilters
from reports.selectors.tallies import (
    FIXED,
    MAJOR,
    OF_LEDGER,
    OPEN,
    OVERDUE,
    REPORTED,
    UNFIXED,
    Tally,
    number_of,
    tallies_of,
    tally,
)

ROUNDS, VISITS, UNITS_INSPECTED, SUPERVISED = "rounds", "visits", "units_inspected", "supervision_visits"
EXPOSURES, REWARDS_PAID, REWARDS_YUAN = "exposures", "rewards_paid", "rewards_yuan"
MONEY = (REWARDS_PAID, REWARDS_YUAN)
BEGUN = (Round.State.RUNNING, Round.State.FINISHED)
VISIT_KINDS = {
    VISITS: Visit.Kind.INSPECTION,
    UNITS_INSPECTED: Visit.Kind.INSPECTION,
    SUPERVISED: Visit.Kind.SUPERVISION,
}

HAZARDS = pgettext_lazy("measure", "hazards")
NAMES: dict[str, tuple[Any, Any]] = {
    ROUNDS: (_("Rounds of inspection"), pgettext_lazy("measure", "rounds")),
    VISITS: (_("Inspection visits"), pgettext_lazy("measure", "times")),
    UNITS_INSPECTED: (_("Units inspected"), pgettext_lazy("measure", "units")),
    SUPERVISED: (_("Supervision visits"), pgettext_lazy("measure", "times")),
    REPORTED: (_("Hazards found"), HAZARDS),
    FIXED: (_("Hazards fixed"), HAZARDS),
    UNFIXED: (_("Closed without a fix"), HAZARDS),
    OPEN: (_("Hazards open"), HAZARDS),
    OVERDUE: (_("Hazards overdue"), HAZARDS),
    MAJOR: (_("Major hazards"), HAZARDS),
    EXPOSURES: (_("Exposures"), pgettext_lazy("measure", "cases")),
    REWARDS_PAID: (_("Rewards paid"), pgettext_lazy("measure", "rewards")),
    REWARDS_YUAN: (_("Reward money paid"), pgettext_lazy("measure", "yuan")),
}
CODES = tuple(NAMES)
# The filters that records of inspections have too, by their names in an address.
FILTERS = ("unit", "below", "from", "to")


@dataclass(frozen=True)
class Inspected:
    """The records of inspections in one view. `reader` None reads all of them, as a command and the summary do."""

    campaign: Campaign
    reader: User | None
    filters: ActivityFilters
    reading: Reading = field(default_factory=Reading, compare=False, repr=False)

    def codes(self) -> tuple[str, ...]:
        """The figures that can be said of this view to its reader; the money is the office's to know."""
        if self.filters != ActivityFilters(states=self.filters.states, **self._shared()):
            return ()
        if self.reader is None or self.reader.is_office:
            return CODES
        return () if self.reader.is_admin else tuple(code for code in CODES if code not in MONEY)

    def expect(self, codes: Iterable[str]) -> None:
        """What totals will be asked for these figures: in one statement with all else that is expected."""
        if set(codes) & set(self.codes()) & set(OF_LEDGER) and self.totals:
            self.totals.expect(timezone.localdate())

    def numbers(self, codes: Iterable[str]) -> dict[str, int]:
        """{code: how many}, in a fixed number of queries."""
        wanted = set(codes) & set(self.codes())
        found: dict[str, int] = {}
        if wanted & set(OF_LEDGER):
            counted = self.tallies()
            found |= {code: number_of(code, counted) for code in OF_LEDGER}
        if wanted & set(VISIT_KINDS):
            found |= self.visit_numbers().get("", dict.fromkeys(VISIT_KINDS, 0))
        found |= self._few(wanted)
        return {code: found[code] for code in CODES if code in wanted}

    def _few(self, wanted: set[str]) -> dict[str, int]:
        """Of what there is little, in one query: rounds, exposures, rewards with their money."""
        parts = []
        if wanted & set(MONEY):
            parts.append(self._counted(REWARDS_PAID, Sum("amount_yuan")))
        parts += [self._counted(code, Value(0)) for code in (ROUNDS, EXPOSURES) if code in wanted]
        if not parts:
            return {}
        found = dict.fromkeys((*MONEY, ROUNDS, EXPOSURES), 0)
        for code, number, yuan in parts[0].union(*parts[1:], all=True):
            found[code] = number
            if code == REWARDS_PAID:
                found[REWARDS_YUAN] = int(yuan or 0)
        return found

    def _counted(self, code: str, yuan: Any) -> QuerySet[Any]:
        rows = self.rows(code).order_by().annotate(code=Value(code)).values("code")
        counted = rows.annotate(number=Count("pk"), yuan=yuan)
        return counted.values_list("code", "number", "yuan")

    def rows(self, code: str) -> QuerySet[Any]:
        """The records that a figure counts."""
        if code in OF_LEDGER:
            return self._hazards(self.ledger(code))
        if code in VISIT_KINDS:
            return self.visit_filters(code).apply(self._seen(Visit, campaign=self.campaign)).order_by()
        if code == ROUNDS:
            return self._seen(Round, campaign=self.campaign, state__in=BEGUN).filter(rounds_in(self.part))
        if code == EXPOSURES:
            shown = self._seen(Exposure, campaign=self.campaign, state=Exposure.State.PUBLISHED)
            return shown.filter(exposures_in(self.part))
        return self._seen(Reward, hazard__campaign=self.campaign, state=Reward.State.PAID).filter(rewards_in(self.part))

    def url(self, code: str) -> str:
        """The list that opens exactly these records."""
        if code in OF_LEDGER:
            return self._page("hazards", self.ledger(code).pairs())
        if code in VISIT_KINDS:
            return self._page("visits", self.visit_filters(code).pairs())
        if code == ROUNDS:
            return self._page("inspections", [*self.part.pairs(), *(("state", str(state)) for state in BEGUN)])
        page, state = ("exposures", "published") if code == EXPOSURES else ("rewards", "paid")
        return self._page(page, [*self.part.pairs(), ("state", state)])

    @property
    def part(self) -> Part:
        return Part(**self._shared())

    def ledger(self, code: str) -> HazardFilters:
        """The same view of the ledger, narrowed to what the figure counts."""
        return HazardFilters(**self._shared(), **OF_LEDGER[code])

    def visit_filters(self, code: str) -> VisitFilters:
        return VisitFilters(**self._shared(), kinds=(VISIT_KINDS[code],), states=(Visit.State.FINISHED,))

    def off_ledger(self) -> HazardQuerySet:
        return self._hazards(HazardFilters(**self._shared(), states=Hazard.OFF_LEDGER))

    @cached_property
    def totals(self) -> HazardTotals | None:
        """Totals that say of hazards what this reader sees, where there are any."""
        if self.filters.unit_itself:
            return None
        days = {"day_from": self.filters.day_from, "day_to": self.filters.day_to}
        return totals_of(self.campaign, self.reader, self.filters.unit, reading=self.reading, **days)

    def tallies(self) -> list[Tally]:
        """The ledger of this view."""
        today = timezone.localdate()
        return tallies_of(self.totals.numbers(today)) if self.totals else tally(self.ledger_rows(), today)

    def ledger_rows(self) -> HazardQuerySet:
        return self._hazards(self.ledger(REPORTED))

    def visit_numbers(self, row: Any = None) -> dict[Any, dict[str, int]]:
        """{row of a table: {code: how many}}; without rows all stand under the empty one."""
        finished = VisitFilters(**self._shared(), states=(Visit.State.FINISHED,))
        rows: Any = finished.apply(self._seen(Visit, campaign=self.campaign))
        rows = rows.annotate(row=Value("") if row is None else row).values("row", "kind")
        found: dict[Any, dict[str, int]] = {}
        for each in rows.annotate(number=Count("pk"), units=Count("unit", distinct=True)):
            numbers = found.setdefault(each["row"], dict.fromkeys(VISIT_KINDS, 0))
            for code, kind in VISIT_KINDS.items():
                if each["kind"] == kind:
                    numbers[code] = each["units" if code == UNITS_INSPECTED else "number"]
        return found

    def _hazards(self, filters: HazardFilters) -> HazardQuerySet:
        return filters.apply(self._seen(Hazard, campaign=self.campaign)).order_by()

    def _seen(self, model: type[Model], **which: Any) -> Any:
        rows: Any = model._default_manager
        seen: Callable[[], Any] = rows.all if self.reader is None else lambda: rows.visible_to(self.reader)
        return seen().filter(**which).order_by()

    def _page(self, name: str, pairs: Iterable[tuple[str, Any]]) -> str:
        return f"{address(f'inspections:{name}', self.campaign.slug)}?{urlencode(list(pairs))}"

    def _shared(self) -> dict[str, Any]:
        """The filters that records of inspections have too."""
        return {name: getattr(self.filters, name) for name in ("unit", "unit_itself", "day_from", "day_to")}
