"""What is owed of hazards, for reminders and calendar feeds; by when is said in `deadlines` alone.

What stands for somebody who reported goes by its number: neither their words nor the unit they reported
leave the portal with a message.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Post, Role
from campaigns.models import Campaign
from core.text import with_note
from inspections.models import Extension, Hazard, HazardSource, Listing, LookBack, Report, Reward
from inspections.selectors import deadlines
from inspections.selectors.deadlines import OWED_REWARDS, Terms
from inspections.selectors.duty_reasons import reason_of
from notifications.duties import Duty, Source

State = Hazard.State
ITEM = re.compile(r"-(\d+)-")
OF_UNITS = ("hazard-five", "hazard-rectify")
# In these states the words are still those of who told it.
AS_TOLD = (State.REPORTED, State.ACCEPTED)


@dataclass(frozen=True)
class Finder:
    """One kind: which rows may owe something, and what the terms make of each.

    `item` is what an item is called: "hazard" for "hazard-7-rectify". `due` is the column of the day where there
    is one. `through` leads from the row to its hazard.
    """

    kind: str
    item: str
    rows: Callable[[], QuerySet[Any]]
    terms_of: Callable[[Any, Terms], list[deadlines.Duty]]
    due: str = ""
    through: str = "hazard__"
    is_of_unit: bool = False
    people: Callable[[Sequence[Any]], Mapping[int, tuple[int, ...]]] | None = None

    def __call__(
        self, *, until: date | None = None, items: Collection[str] | None = None, below: str | None = None
    ) -> Iterator[Duty]:
        rows = list(self._narrowed(until, items, below))
        terms = Terms.load()
        people = self.people(rows) if self.people else {}
        for row in rows:
            for term in self.terms_of(row, terms):
                duty = self._duty(row, term, people.get(row.pk, ()))
                is_asked = (until is None or duty.due_on <= until) and (items is None or duty.item in items)
                if is_asked and not (below is not None and duty.people):
                    yield duty

    def _narrowed(self, until: date | None, items: Collection[str] | None, below: str | None) -> QuerySet[Any]:
        to = self.through
        rows = self.rows().filter(**{f"{to}campaign__in": Campaign.objects.running()})
        if items is not None:
            rows = rows.filter(pk__in=[int(found[1]) for found in map(ITEM.search, items) if found])
        if until is not None and self.due:
            rows = rows.filter(**{f"{self.due}__lte": until})
        if below is not None:
            office, unit = Q(**{f"{to}campaign__area__path": below}), Q(**{f"{to}unit__path__startswith": below})
            seen = Q(**{f"{to}unit_sees": True})
            rows = rows.filter((unit & seen) | (office & ~seen) if self.is_of_unit else office)
        # Two values instead of three more records for each of ten thousand rows.
        rows = rows.annotate(area_path=F(f"{to}campaign__area__path"), source_code=F(f"{to}source__code"))
        return rows.select_related(f"{to}unit").order_by("pk")

    def _duty(self, row: Any, term: deadlines.Duty, people: tuple[int, ...]) -> Duty:
        hazard = row if isinstance(row, Hazard) else row.hazard
        case = hazard.duplicate_of if isinstance(row, Report) and hazard.duplicate_of else hazard
        number, name = names_of(case, row, with_unit=not self.is_of_unit)
        subject = row if isinstance(row, Reward) else case
        return Duty(
            kind=self.kind,
            subject=f"reward-{row.pk}" if isinstance(row, Reward) else f"hazard-{case.pk}",
            item=f"{self.item}-{row.pk}-{_what(term.code, hazard)}",
            due_on=term.due_on,
            since=term.since,
            area_path=row.area_path,
            name=name,
            url=subject.get_absolute_url(),
            reason=reason_of(term, row),
            number=number,
            unit_id=hazard.unit_id if self.is_of_unit and hazard.unit_sees else None,
            people=people,
        )


def names_of(case: Hazard, row: Any, *, with_unit: bool) -> tuple[str, str]:
    """Number and name. Of a reward its token alone, as for the cashier."""
    if isinstance(row, Reward):
        return "", row.token
    by_people = row.source_code in HazardSource.BY_PEOPLE
    if isinstance(row, Report) or (case.state in AS_TOLD and by_people):
        return "", case.number
    return case.number, with_note(case.title, case.unit) if with_unit and case.unit else case.title


def _what(code: str, hazard: Hazard) -> str:
    """A relapse is owed anew, though its first deadline stays."""
    return f"{code}-{hazard.times_reopened}" if code == "rectify" and hazard.times_reopened else code


def owed_by_units(hazards: Iterable[Hazard]) -> list[Duty]:
    """What units have to do with these: the plan of a major hazard, the rectification."""
    items = [f"hazard-{row.pk}-{_what(code, row)}" for row in hazards for code in ("five", "rectify")]
    found = [duty for source in SOURCES if source.kind in OF_UNITS for duty in source.find_open(items=items)]
    return [duty for duty in found if duty.unit_id is not None]


def _re_inspectors(rows: Sequence[Hazard]) -> dict[int, tuple[int, ...]]:
    """Who was named and can still do it; else the office sees to it."""
    named = {row.pk: row.reinspector_id for row in rows if row.reinspector_id is not None and _is_another(row)}
    held = Post.objects.held_on(timezone.localdate()).filter(role__in=(Role.INSPECTOR, Role.OFFICE))
    able = set(held.filter(person__in=set(named.values()), person__is_active=True).values_list("person", flat=True))
    return {row: (person,) for row, person in named.items() if person in able}


def _is_another(row: Hazard) -> bool:
    return row.reinspector_id not in (row.rectified_by_id, row.accepted_by_id)


def _source(kind: str, name: Promise, *, waits: bool = False, **how: Any) -> Source:
    return Source(kind, name, Finder(kind, **how), counts_from_start=waits)


def _hazards(kind: str, name: Promise, *, waits: bool = False, **how: Any) -> Source:
    facts = {"item": "hazard", "terms_of": deadlines.state_duties, "through": ""}
    return _source(kind, name, waits=waits, **(facts | how))


def _to_check() -> QuerySet[Hazard]:
    return Hazard.objects.filter(state=State.ACCEPTED, report__isnull=False).select_related("report")


def _of_listings() -> QuerySet[Listing]:
    result = Q(delisted_on__isnull=False, result_public_on=None)
    return Listing.objects.filter(Q(filed_on=None) | Q(public_on=None) | result)


def _to_tell() -> QuerySet[Report]:
    """A duplicate's reporter is told when the case it repeats is closed."""
    closed = Q(hazard__closed_on__isnull=False) | Q(hazard__duplicate_of__closed_on__isnull=False)
    rows = Report.objects.not_told().filter(closed)
    return rows.select_related("hazard__duplicate_of")


SOURCES: list[Source] = [
    _hazards("hazard-accept", _("Accepting a hazard"), rows=lambda: Hazard.objects.filter(state=State.REPORTED)),
    _hazards("hazard-check", _("Checking a report on site"), rows=_to_check),
    _hazards(
        "hazard-five",
        _("The five implementations of a major hazard"),
        rows=lambda: Hazard.objects.filter(state=State.GRADED, grade=Hazard.Grade.MAJOR),
        is_of_unit=True,
        waits=True,
    ),
    _hazards(
        "hazard-rectify",
        _("Rectifying a hazard"),
        rows=lambda: Hazard.objects.filter(state=State.RECTIFYING),
        due="due_on",
        is_of_unit=True,
    ),
    _hazards(
        "hazard-reinspect",
        _("Re-inspecting a hazard"),
        rows=lambda: Hazard.objects.filter(state=State.RECTIFIED),
        people=_re_inspectors,
    ),
    _source(
        "hazard-extension",
        _("Answering an extension"),
        item="extension",
        rows=lambda: Extension.objects.filter(granted=None, hazard__state__in=Hazard.OPEN_STATES),
        terms_of=lambda row, terms: deadlines.extension_duties(row, row.hazard, terms),
        due="answer_due_on",
    ),
    _source(
        "hazard-listing",
        _("Filing and publishing a listed hazard"),
        item="listing",
        rows=_of_listings,
        terms_of=deadlines.listing_duties,
    ),
    _source(
        "hazard-look-back",
        _("Looking back at a fixed hazard"),
        item="look-back",
        rows=lambda: LookBack.objects.filter(result="", hazard__state=State.FIXED),
        terms_of=lambda row, terms: deadlines.look_back_duties(row, row.hazard, terms),
        due="due_on",
    ),
    _source(
        "hazard-tell-reporter",
        _("Telling the reporter the result"),
        item="report",
        rows=_to_tell,
        terms_of=lambda row, terms: deadlines.telling_duties(row, row.hazard, terms),
    ),
    _source(
        "reward-payment",
        _("Paying a reward"),
        item="reward",
        rows=lambda: Reward.objects.filter(state__in=OWED_REWARDS).prefetch_related("hazard__penalties"),
        terms_of=lambda row, terms: deadlines.reward_duties(row, row.hazard, terms),
    ),
]
