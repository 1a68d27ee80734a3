"""Units that need a hand: late, silent or without a liaison. A list to call down, never a ranking by points."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from accounts.models import Post, Role, User
from activities.models import Activity, ActivityNow
from campaigns.models import Assignment, Campaign, UnitAssignment
from campaigns.selectors.progress import Progress, ShareTotals, counted_progress, visible_share_totals
from core.totals.models import NO_DAY
from core.totals.reading import Reading
from units.models import Unit

# What shows that a unit takes part: handed in, whatever became of it.
HANDED_IN = (Activity.State.SUBMITTED, Activity.State.APPROVED, Activity.State.RETURNED)
ANSWERING = (Role.LIAISON, Role.OFFICE)
# As many as a panel shows.
FEW = 8
REASONS = ("silent", "late", "unled")


@dataclass(frozen=True)
class UnitToHelp:
    """`is_silent`: asked, and has logged nothing yet. `is_led`: somebody is its liaison today."""

    pk: int
    name: str
    asked: int
    done: int
    late: int
    is_silent: bool
    is_led: bool


@dataclass(frozen=True)
class Counts:
    """Units asked anything, and of them those with each trouble; `unled_shares` is what nobody answers for."""

    asked: int = 0
    silent: int = 0
    late: int = 0
    late_shares: int = 0
    unled: int = 0
    unled_shares: int = 0

    @property
    def is_asked(self) -> bool:
        return self.asked > 0


def asked_units(campaign: Campaign, *, user: User | None, now: datetime, below: Unit | None = None) -> QuerySet:
    """One row a unit that was asked something and not let off, with what became of it; `below` takes its subtree.

    Without a person all units are looked at.
    """
    shares = UnitAssignment.objects.read_by(user).sent().filter(assignment__campaign=campaign)
    if below:
        shares = shares.filter(unit__path__startswith=below.path)
    State = UnitAssignment.State
    return (
        shares.exclude(state=State.WAIVED)
        .order_by()
        # By the key alone, which PostgreSQL groups in memory; of the rest all rows of a unit say the same.
        .values("unit")
        .annotate(
            unit__name=Min("unit__name"),
            unit__sort_key=Min("unit__sort_key"),
            asked=Count("pk"),
            done=Count("pk", filter=Q(state=State.DONE)),
            late=Count("pk", filter=Q(state=State.OPEN, assignment__due_at__lt=now)),
            still_open=Count("pk", filter=Q(state=State.OPEN)),
            # The least of equal keys: what is asked of it is looked up once a unit, not once a share.
            key=Min("unit"),
            is_silent=~Q(key__in=_active(campaign)),
            is_led=Q(key__in=_answered_for()),
        )
    )


@dataclass(frozen=True)
class Silence:
    """As `helping_counts` has them, for a headline: without what became of each share, and each when a sentence needs it."""

    campaign: Campaign
    user: User | None
    below: Unit | None
    totals: ShareTotals | None
    now: datetime

    @cached_property
    def is_asked(self) -> bool:
        """Whether any unit was asked anything."""
        return self.progress.owed > 0 if self.totals or self.is_of_one else self._asked().exists()

    @property
    def is_of_one(self) -> bool:
        """Whether it is of a unit with none below it."""
        return self.below is not None and not self.below.is_node

    @cached_property
    def progress(self) -> Progress:
        """What was asked of them all; of one unit, which totals don't know, its shares are counted."""
        if self.totals:
            return self.totals.progress(self.now)
        shares = UnitAssignment.objects.read_by(self.user).sent().filter(assignment__campaign=self.campaign)
        shares = shares.filter(unit=self.below) if self.is_of_one else shares
        counted = counted_progress(shares.values("assignment__campaign"), self.now)
        return next((Progress(**row) for row in counted.values("done", "in_hand", "late", "not_started")), Progress())

    @cached_property
    def asked(self) -> int:
        return self._asked().count()

    @cached_property
    def silent(self) -> int:
        """Those that were asked and have handed in nothing, looked for among the latter: they get fewer every day."""
        return self._asked().exclude(pk__in=_active(self.campaign, self.below)).count()

    def _asked(self) -> QuerySet[Unit]:
        seen = Assignment.objects.all() if self.user is None else Assignment.objects.visible_to(self.user)
        sent = seen.filter(campaign=self.campaign, state=Assignment.State.SENT).order_by()
        owed = UnitAssignment.objects.filter(unit=OuterRef("pk"), assignment__in=sent)
        units = Unit.objects.all() if self.user is None else Unit.objects.visible_to(self.user)
        if self.below:
            units = units.filter(path__startswith=self.below.path)
        return units.filter(Exists(owed.exclude(state=UnitAssignment.State.WAIVED))).order_by()


def silence(
    campaign: Campaign,
    *,
    user: User | None,
    now: datetime,
    below: Unit | None = None,
    reading: Reading | None = None,
) -> Silence:
    """`reading` is that of the page."""
    return Silence(campaign, user, below, visible_share_totals(campaign, user, below, reading), now)


def _active(campaign: Campaign, below: Unit | None = None) -> QuerySet:
    """Units that handed anything in, alone or with others: from the totals, looked up once for all units.

    Those at or below `below` are among them.
    """
    facts = ActivityNow.objects.filter(campaign=campaign.pk, facet="unit", day=NO_DAY, state__in=HANDED_IN)
    if below is None:
        facts = facts.filter(node=campaign.area_id)
    elif below.is_node:
        facts = facts.filter(node=below.pk)
    else:
        facts = facts.filter(node=campaign.area_id, key=below.pk)
    return facts.values("key").annotate(added=Sum("number")).filter(added__gt=0).values("key")


def _answered_for() -> QuerySet:
    """At its own unit the office answers too, where a leader has asked it."""
    held = Post.objects.held_on(timezone.localdate()).filter(role__in=ANSWERING, person__is_active=True)
    return held.order_by().values("unit")


UNLED = Q(is_led=False, still_open__gt=0)
NARROWED = {"silent": Q(is_silent=True), "late": Q(late__gt=0), "unled": UNLED}
IN_TROUBLE = Q(late__gt=0) | Q(is_silent=True) | UNLED


def units_to_help(
    campaign: Campaign, *, user: User, now: datetime, why: str = "", below: Unit | None = None
) -> QuerySet:
    """Rows of `asked_units` in trouble, the most late answers first; `why` is one of REASONS or all."""
    rows = asked_units(campaign, user=user, now=now, below=below).filter(NARROWED.get(why, IN_TROUBLE))
    return rows.order_by("-late", "-is_silent", "is_led", "unit__sort_key", "unit")


def first_to_help(campaign: Campaign, *, user: User, now: datetime, below: Unit | None = None) -> list[UnitToHelp]:
    """Those of a dashboard's panel."""
    return [as_unit_to_help(row) for row in units_to_help(campaign, user=user, now=now, below=below)[:FEW]]


def as_unit_to_help(row: dict) -> UnitToHelp:
    return UnitToHelp(
        pk=row["unit"],
        name=row["unit__name"],
        asked=row["asked"],
        done=row["done"],
        late=row["late"],
        is_silent=row["is_silent"],
        is_led=row["is_led"],
    )


def helping_counts(campaign: Campaign, *, user: User | None, now: datetime, below: Unit | None = None) -> Counts:
    found = asked_units(campaign, user=user, now=now, below=below).aggregate(
        units=Count("unit"),
        silent_units=Count("unit", filter=Q(is_silent=True)),
        late_units=Count("unit", filter=Q(late__gt=0)),
        late_in_all=Sum("late"),
        unled_units=Count("unit", filter=UNLED),
        unled_in_all=Sum("still_open", filter=UNLED),
    )
    return Counts(
        asked=found["units"],
        silent=found["silent_units"],
        late=found["late_units"],
        late_shares=found["late_in_all"] or 0,
        unled=found["unled_units"],
        unled_shares=found["unled_in_all"] or 0,
    )
