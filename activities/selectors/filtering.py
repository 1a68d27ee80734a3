"""One set of filters for lists, exports, figures and the summary, and its form in an address.

Whatever counts activities builds an `ActivityFilters`; the list that opens from a number is
the same filters written into the list's address, so the two can't disagree.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef

from activities.models import Activity, ActivityPhoto, IndicatorValue
from activities.models.activity import TEXTS, ActivityQuerySet
from campaigns.models import ActivityKind, Assignment, Entry, Indicator, Linkage, PlanItem
from core.long_lists import Search, Word
from core.searching import finds, says, words_of
from units.models import Unit

APPROVED = (Activity.State.APPROVED,)
APPROVED_AND_WAITING = (Activity.State.APPROVED, Activity.State.SUBMITTED)


def subtree_ids(item: PlanItem) -> list[int]:
    """The plan item and everything under it, at any depth; two queries at most."""
    below: dict[int | None, list[int]] = {}
    for pk, parent in PlanItem.objects.filter(campaign=item.campaign_id).values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(pk)
    found, waiting = [], [item.pk]
    while waiting:
        pk = waiting.pop()
        found.append(pk)
        waiting += below.get(pk, [])
    return found


@dataclass(frozen=True)
class ActivityFilters:
    """Which activities are meant. Empty means all; several values of one filter mean any of them.

    `unit` takes its subtree (with `unit_itself` only the very unit), hosts and co-organisers; `plan_item` its subtree; the days are
    those of the first day, both included. `indicator`: activities with a known value of it, all for one that counts units.
    """

    unit: Unit | None = None
    unit_itself: bool = False
    day_from: date | None = None
    day_to: date | None = None
    kinds: tuple[ActivityKind, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    entries: tuple[Entry, ...] = ()
    plan_item: PlanItem | None = None
    no_plan_item: bool = False
    assignment: Assignment | None = None
    states: tuple[str, ...] = ()
    indicator: Indicator | None = None
    has_photos: bool | None = None
    text: str = ""

    def apply(self, rows: ActivityQuerySet) -> ActivityQuerySet:
        """Narrow a queryset of activities; no joins that would repeat a row."""
        if self.unit:
            rows = rows.of_very_unit(self.unit) if self.unit_itself else rows.of_unit(self.unit)
        if self.day_from:
            rows = rows.filter(starts_on__gte=self.day_from)
        if self.day_to:
            rows = rows.filter(starts_on__lte=self.day_to)
        if self.kinds:
            rows = rows.filter(kind__in=self.kinds)
        for name, wanted in (("linkages", self.linkages), ("entries", self.entries)):
            if wanted:
                through = getattr(Activity, name).through
                column = {"linkages": "linkage", "entries": "entry"}[name]
                rows = rows.filter(Exists(through.objects.filter(activity=OuterRef("pk"), **{f"{column}__in": wanted})))
        if self.plan_item:
            rows = rows.filter(plan_item__in=subtree_ids(self.plan_item))
        if self.no_plan_item:
            rows = rows.filter(plan_item=None)
        if self.assignment:
            rows = rows.filter(assignment=self.assignment)
        if self.states:
            rows = rows.filter(state__in=self.states)
        return self._apply_contents(rows)

    def _apply_contents(self, rows: ActivityQuerySet) -> ActivityQuerySet:
        # Distinct units are counted over all activities in view; nobody types them.
        if self.indicator and self.indicator.addition != Indicator.Addition.DISTINCT:
            known = IndicatorValue.objects.filter(
                activity=OuterRef("pk"), indicator=self.indicator, value__isnull=False
            )
            rows = rows.filter(Exists(known))
        if self.has_photos is not None:
            photos = Exists(ActivityPhoto.objects.filter(activity=OuterRef("pk")))
            rows = rows.filter(photos if self.has_photos else ~photos)
        if self.text:
            rows = rows.filter(*(word.finds for word in self._words()))
        return rows

    def search(self, rows: ActivityQuerySet) -> Search | None:
        """The same search of the texts, where there is one, for who may find sooner by reading them."""
        return Search(self.with_(text="").apply(rows), self._words()) if self.text else None

    def _words(self) -> list[Word]:
        return [Word(says(word, *TEXTS), finds(word, *TEXTS)) for word in words_of(self.text)]

    def pairs(self) -> list[tuple[str, Any]]:
        """The filters as they stand in an address, in a fixed order."""
        found: list[tuple[str, Any]] = []
        if self.unit:
            found.append(("unit", self.unit.pk))
        if self.unit_itself:
            found.append(("below", "no"))
        if self.day_from:
            found.append(("from", self.day_from.isoformat()))
        if self.day_to:
            found.append(("to", self.day_to.isoformat()))
        found += [("kind", kind.code) for kind in self.kinds]
        found += [("linkage", linkage.code) for linkage in self.linkages]
        found += [("entry", entry.code) for entry in self.entries]
        if self.plan_item:
            found.append(("plan_item", self.plan_item.pk))
        if self.no_plan_item:
            found.append(("plan_item", "none"))
        if self.assignment:
            found.append(("assignment", self.assignment.pk))
        found += [("state", state) for state in self.states]
        if self.indicator:
            found.append(("indicator", self.indicator.code))
        if self.has_photos is not None:
            found.append(("photos", "yes" if self.has_photos else "no"))
        if self.text:
            found.append(("q", self.text))
        return found

    def query_string(self) -> str:
        return urlencode(self.pairs())

    def with_(self, **changes: Any) -> "ActivityFilters":
        return replace(self, **changes)


EVERYTHING = ActivityFilters()
