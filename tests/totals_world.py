"""A small tree with records to change at random, and both ways of counting them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from activities.models import Activity, IndicatorValue
from activities.selectors.adding import distinct_units, known_figures
from activities.tests.factories import ActivityFactory
from campaigns.models import ActivityKind, Assignment, Campaign, Entry, Indicator, Linkage, UnitAssignment
from campaigns.selectors.progress import Progress, counted_progress, share_totals
from campaigns.tests.factories import AssignmentFactory, CampaignFactory, PlanItemFactory, UnitAssignmentFactory
from core.totals.keeping import drifts, fold, rebuild, stale_records
from core.totals.kinds import kinds
from inspections.models import Hazard
from inspections.tests.factories import HazardFactory
from reports.selectors.figures import View, asked_in, unit_assignments
from reports.selectors.missing import missing_parts
from reports.selectors.tallies import tallies_of, tally
from units.models import Unit
from units.services.moving import set_parent
from units.tests.factories import CountyFactory, UnitFactory

FIRST = date(2026, 6, 1)
# Panels say what is overdue today.
NOW, TODAY = timezone.now(), timezone.localdate()
OF_ACTIVITY = ("draft", "submitted", "approved", "returned", "withdrawn")
OF_HAZARD = ("reported", "accepted", "rectifying", "rectifying", "rectified", "fixed", "unfixed", "rejected")


@dataclass
class World:
    """Towns 0 and 1 with a village each, a third unit alone; `people` did whatever needs somebody."""

    area: Unit = field(default_factory=CountyFactory)

    def __post_init__(self) -> None:
        self.campaign: Campaign = CampaignFactory(area=self.area)
        self.other: Campaign = CampaignFactory(area=self.area, state="closing")
        self.people = UserFactory.create_batch(3)
        self.units = [UnitFactory(parent=self.area) for _ in range(3)]
        self.units += [UnitFactory(parent=unit) for unit in self.units[:2]]
        self.items = [PlanItemFactory(campaign=self.campaign) for _ in range(2)]
        self.indicators = list(Indicator.objects.exclude(addition="max"))
        self.work = [self._assignment(state) for state in ("draft", "sent")]

    def _assignment(self, state: str) -> Assignment:
        due_at = NOW + timedelta(days=1 if state == "draft" else -1)
        person, item = self.people[0], self.items[0] if state == "sent" else None
        return AssignmentFactory(
            campaign=self.campaign, state=state, created_by=person, due_at=due_at, plan_item=item, title=state
        )

    def unit(self, at: int) -> Unit:
        return Unit.objects.get(pk=self.units[at % len(self.units)].pk)

    def act(self, name: str, a: int, b: int, c: int) -> None:
        getattr(self, name)(a, b, c)

    # Activities

    def log(self, a: int, b: int, c: int) -> None:
        figures = {"materials": (b, "over" if c % 3 == 0 else "exact"), "participants": None if c % 2 else a}
        ActivityFactory(
            campaign=self.campaign if c % 5 else self.other,
            unit=self.unit(a),
            kind=ActivityKind.objects.all()[b % 3],
            plan_item=self.items[a % 2] if c % 2 and c % 5 else None,
            starts_on=FIRST + timedelta(days=b % 4),
            state=OF_ACTIVITY[c % 5],
            created_by=self.people[0],
            figures=figures,
        )

    def decide(self, a: int, b: int, c: int) -> None:
        """Approve, return, reopen, withdraw."""
        person = {"submitted_by": self.people[0], "reviewed_by": self.people[1], "returned_why": "Why"}
        hours = {"submitted_at": NOW, "reviewed_at": NOW}
        self._some(Activity, a, b).update(state=OF_ACTIVITY[c % 5], **person, **hours)

    def redate(self, a: int, b: int, c: int) -> None:
        self._some(Activity, a, 1).update(
            starts_on=FIRST + timedelta(days=b % 4), unit=self.unit(c), kind=ActivityKind.objects.all()[a % 3]
        )

    def say(self, a: int, b: int, c: int) -> None:
        for activity in self._some(Activity, a, b):
            indicator = self.indicators[c % len(self.indicators)]
            IndicatorValue.objects.update_or_create(
                activity=activity, indicator=indicator, defaults={"value": b or None, "qualifier": "exact"}
            )

    def unsay(self, a: int, b: int, c: int) -> None:
        IndicatorValue.objects.filter(activity__in=self._some(Activity, a, b)).delete()

    def link(self, a: int, b: int, c: int) -> None:
        for activity in self._some(Activity, a, 1):
            activity.co_organisers.set({self.unit(b), self.unit(c)} - {activity.unit})
            activity.linkages.set(Linkage.objects.all()[: b % 3])
            activity.entries.set(Entry.objects.all()[: c % 3])

    def drop(self, a: int, b: int, c: int) -> None:
        model = (Activity, Hazard, UnitAssignment)[c % 3]
        model.objects.filter(pk__in=self._some(model, a, b).values("pk")).delete()

    # Hazards

    def find(self, a: int, b: int, c: int) -> None:
        state = OF_HAZARD[c % len(OF_HAZARD)]
        HazardFactory(
            campaign=self.campaign,
            unit=self.unit(a) if a % 4 or state in ("rectifying", "rectified", "fixed") else None,
            state=state,
            reported_on=FIRST + timedelta(days=b % 4),
            **self._who(state),
            **({"grade": "major"} if b % 2 and state in ("rectifying", "rectified", "fixed") else {}),
            **({"due_on": TODAY + timedelta(days=c % 7 - 3)} if state in ("rectifying", "rectified", "fixed") else {}),
        )

    def _who(self, state: str) -> dict[str, User]:
        number = {"accepted": 1, "rectifying": 1, "rectified": 2, "fixed": 3}.get(state, 0)
        who = dict(list(zip(("accepted_by", "rectified_by", "reinspected_by"), self.people, strict=True))[:number])
        return who | ({"closed_by": self.people[2]} if state in ("fixed", "unfixed") else {})

    def regrade(self, a: int, b: int, c: int) -> None:
        rows = self._some(Hazard, a, b)
        rows.filter(due_on__isnull=False).update(due_on=TODAY + timedelta(days=c % 5 - 2), unit_sees=bool(b % 2))
        rows.filter(state="rectified").update(state="rectifying", reported_on=FIRST + timedelta(days=c % 4))
        rows.filter(state="reported").update(unit=self.unit(c) if c % 2 else None, grade="major")

    # Shares

    def ask(self, a: int, b: int, c: int) -> None:
        assignment, unit = self.work[a % len(self.work)], self.unit(b)
        if not UnitAssignment.objects.filter(assignment=assignment, unit=unit).exists():
            UnitAssignmentFactory(assignment=assignment, unit=unit, started_at=NOW if c % 2 else None)

    def answer(self, a: int, b: int, c: int) -> None:
        state = ("open", "done", "waived")[c % 3]
        done = {"done_at": NOW if state == "done" else None, "done_by": None}
        waived = {"waived_by": self.people[0], "waived_why": "Why"} if state == "waived" else {"waived_by": None}
        facts = {"waived_why": "", "started_at": NOW if b % 2 else None, **done, **waived}
        self._some(UnitAssignment, a, b).update(state=state, **facts)

    def send(self, a: int, b: int, c: int) -> None:
        """Sent, withdrawn or a draft again, and due at another hour."""
        sent = {"sent_at": NOW, "sent_by": self.people[0]}
        gone = {"withdrawn_at": NOW, "withdrawn_by": self.people[0], "withdrawn_why": "Why"}
        not_gone = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_why": ""}
        facts: dict[str, Any] = [
            {"state": "sent", **sent, **not_gone},
            {"state": "withdrawn", **sent, **gone},
            {"state": "draft", "sent_at": None, "sent_by": None, **not_gone},
        ][c % 3]
        due_at = NOW + timedelta(days=b % 5 - 2)
        Assignment.objects.filter(pk=self.work[a % 2].pk).update(due_at=due_at, plan_item=self.items[b % 2], **facts)

    # The tree, and the totals themselves

    def move(self, a: int, b: int, c: int) -> None:
        unit, parent = self.unit(a), self.unit(b)
        if not parent.path.startswith(unit.path):
            set_parent(unit, parent if c % 3 else Unit.objects.get(pk=self.area.pk))

    def found(self, a: int, b: int, c: int) -> None:
        self.units.append(UnitFactory(parent=self.unit(a)))

    def fold(self, a: int, b: int, c: int) -> None:
        kind = kinds()[a % len(kinds())]
        rebuild(kind) if c % 9 == 0 else fold(kind)

    def _some(self, model: Any, a: int, b: int) -> Any:
        """About every third record, or one."""
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        return model.objects.filter(pk__in=keys[a % 3 :: 3] if b % 3 else keys[a % max(len(keys), 1) :][:1])


ACTS = ("log", "log", "decide", "redate", "say", "unsay", "link", "drop", "find", "find", "regrade")
ACTS += ("ask", "ask", "answer", "send", "move", "found", "fold")


def untruths() -> list[Any]:
    """What is wrong with the totals of any kind; empty as long as all is well."""
    return [(kind.name, drifts(kind), stale_records(kind)) for kind in kinds() if drifts(kind) or stale_records(kind)]


def by_totals(view: View, indicators: list[Indicator]) -> tuple[Any, ...]:
    totals, hazards = view.own_totals, view.inspected.totals
    shares = share_totals(view.campaign, view.filters.unit)
    known = totals.known_figures(indicators) if totals else None
    return (
        (totals.count(), known) if totals else None,
        _sorted(tallies_of(hazards.numbers(TODAY))) if hazards else None,
        shares.progress(NOW, asked=asked_in(view)) if shares else None,
    )


def by_records(view: View, indicators: list[Indicator]) -> tuple[Any, ...]:
    """The same of the base tables, None where the totals don't say it."""
    totals = view.own_totals
    known = known_figures(view.rows(), indicators) if totals else {}
    shares = counted_progress(unit_assignments(view).values("assignment__campaign"), NOW)
    row = next(iter(shares), {})
    progress = Progress(*(row.get(name, 0) for name in ("done", "in_hand", "late", "not_started")))
    return (
        (view.rows().count(), known) if totals else None,
        _sorted(tally(view.inspected.ledger_rows(), TODAY)) if view.inspected.totals else None,
        progress if share_totals(view.campaign, view.filters.unit) else None,
    )


def _sorted(tallies: list[Any]) -> list[Any]:
    return sorted((part.state, part.grade, part.number, part.overdue) for part in tallies)


def active_units(view: View) -> tuple[int, int]:
    """Out of the totals and counted."""
    counted = distinct_units(view.rows())
    return view.own_totals.units() if view.own_totals else counted, counted


def owed(view: View, most: int | None = None) -> tuple[Any, ...]:
    """Who owes parts of each figure: out of what is kept, and looked for in the records."""
    asked = (view.campaign, view.rows(), view.filters, Indicator.objects.all(), most)
    return missing_parts(*asked, view.unsaid), missing_parts(*asked)
