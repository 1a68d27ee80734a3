"""Assignments: what is asked, how far each unit is, what a unit owes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.models import Assignment, AssignmentQuota, Campaign, QuotaAnswer, UnitAssignment
from campaigns.models.assignment import UnitAssignmentQuerySet
from core.figures import Figure, Qualifier
from units.models import Unit

STANDINGS = ("late", "silent", "waiting", "open", "done", "waived")
OPEN = Q(state="open")
# Neither an answer nor an activity has been handed in.
SILENT = OPEN & Q(started_at=None, answered_at=None)
# What the unit answered, or all the activities asked of it, lies before the office; see `UnitAssignment.is_with_office`.
WAITING = OPEN & (Q(answered_at__isnull=False) | Q(enough_at__isnull=False))
UNITS_WAIT = Q(units__answered_at__isnull=False) | Q(units__enough_at__isnull=False)


@dataclass(frozen=True)
class QuotaLine:
    """One quota and how far a unit is with it, by approved activities."""

    quota: AssignmentQuota
    figure: Figure

    @property
    def is_met(self) -> bool:
        return self.figure.value is not None and self.figure.value >= self.quota.at_least

    @property
    def name(self) -> str:
        return self.quota.indicator.name if self.quota.indicator else _("Activities")

    @property
    def words(self) -> str:
        return _("%(name)s: %(reached)s of %(asked)s") % {
            "name": self.name,
            "reached": self.figure.text() if self.figure.is_known else 0,
            "asked": f"{self.quota.at_least:,}",
        }

    @property
    def reached(self) -> int:
        """For a bar: never beyond what is asked."""
        return min(self.figure.value or 0, self.quota.at_least)


@dataclass(frozen=True)
class Owed:
    """One unit's share with its quotas."""

    share: UnitAssignment
    lines: list[QuotaLine]
    is_late: bool

    @property
    def due_on(self) -> date:
        return self.share.assignment.due_on


@dataclass(frozen=True)
class ShareCounts:
    total: int
    done: int
    waived: int
    open: int
    silent: int
    waiting: int
    late: int


@dataclass(frozen=True)
class Part:
    """A unit with those below it, or the unit itself."""

    unit: Unit
    is_alone: bool = False

    def among(self, unit: str) -> Q:
        """`unit` is the way to the unit of a share."""
        return Q(**{unit: self.unit}) if self.is_alone else Q(**{f"{unit}__path__startswith": self.unit.path})


def assignments_for_office(user: User, campaign: Campaign, part: Part | None = None) -> QuerySet[Any]:
    """With the number of units `asked`, `done`, `waived`, `still_open`, `silent` and `waiting` for the office.

    `part` counts its units only, and leaves out what none of them was asked.
    """
    rows = Assignment.objects.visible_to(user).filter(campaign=campaign).select_related("plan_item", "instruction")
    meant = part.among("units__unit") if part else Q()
    is_open = meant & Q(units__state="open")
    rows = rows.annotate(
        asked=Count("units", filter=meant),
        done=Count("units", filter=meant & Q(units__state="done")),
        waived=Count("units", filter=meant & Q(units__state="waived")),
        still_open=Count("units", filter=is_open),
        silent=Count("units", filter=is_open & Q(units__started_at=None, units__answered_at=None)),
        waiting=Count("units", filter=is_open & UNITS_WAIT),
    ).order_by("due_at", "id")
    return rows.filter(asked__gt=0) if part else rows


def totals(rows: QuerySet[Any], part: Part | None = None) -> dict[str, int]:
    """Over the sent ones of `assignments_for_office` with the same `part`: see `share_totals`."""
    sent = rows.filter(state=Assignment.State.SENT).order_by().values("pk")
    shares = UnitAssignment.objects.filter(assignment__in=sent)
    return share_totals(shares.filter(part.among("unit")) if part else shares)


def share_totals(shares: UnitAssignmentQuerySet) -> dict[str, int]:
    """Answers `due`, `done` and `open`, and how many different `units` were asked them, without the waived."""
    State = UnitAssignment.State
    return (
        shares.sent()
        .exclude(state=State.WAIVED)
        .order_by()
        .aggregate(
            due=Count("pk"),
            done=Count("pk", filter=Q(state=State.DONE)),
            open=Count("pk", filter=Q(state=State.OPEN)),
            units=Count("unit", distinct=True),
        )
    )


def having_units(rows: QuerySet[Any], standing: str, now: datetime) -> QuerySet[Any]:
    """Those of `assignments_for_office` with a unit that stands so."""
    narrowed = {
        "late": rows.filter(state=Assignment.State.SENT, due_at__lt=now, still_open__gt=0),
        "silent": rows.filter(state=Assignment.State.SENT, silent__gt=0),
        "waiting": rows.filter(state=Assignment.State.SENT, waiting__gt=0),
        "open": rows.filter(state=Assignment.State.SENT, still_open__gt=0),
        "done": rows.filter(done__gt=0),
        "waived": rows.filter(waived__gt=0),
    }
    return narrowed.get(standing, rows)


def with_quotas(shares: QuerySet[UnitAssignment]) -> QuerySet[UnitAssignment]:
    """Loaded so that `owed_line` asks nothing more."""
    quotas = AssignmentQuota.objects.select_related("indicator")
    shares = shares.select_related("assignment__campaign", "assignment__instruction__post__person")
    return shares.select_related("unit__kind", "answered_by", "done_by").prefetch_related(
        Prefetch("assignment__quotas", quotas), Prefetch("answers", QuotaAnswer.objects.all())
    )


def owed_line(share: UnitAssignment, now: datetime) -> Owed:
    known = {answer.quota_id: Figure(answer.value, Qualifier(answer.qualifier)) for answer in share.answers.all()}
    lines = [QuotaLine(quota, known.get(quota.pk, Figure(None))) for quota in share.assignment.quotas.all()]
    is_late = share.state == UnitAssignment.State.OPEN and share.assignment.due_at < now
    return Owed(share, lines, is_late)


def owed_lines(shares: Iterable[UnitAssignment], now: datetime) -> list[Owed]:
    return [owed_line(share, now) for share in shares]


def owed_by(user: User, today: date) -> list[Owed]:
    """What the person's own unit still owes, the most urgent first, in campaigns that aren't archived.

    Late is what was due before `today` or, today, before this moment.
    """
    if not user.is_liaison:
        return []
    rows = UnitAssignment.objects.visible_to(user).with_unit().filter(unit=user.unit)
    rows = rows.exclude(assignment__campaign__state=Campaign.State.ARCHIVED)
    now = timezone.now() if today == timezone.localdate() else _start_of(today)
    return owed_lines(with_quotas(rows).order_by("assignment__due_at", "pk"), now)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def shares_for_unit(user: User, campaign: Campaign) -> QuerySet[UnitAssignment]:
    """Shares of the unit acted for and of those below it, what is open first."""
    rows = UnitAssignment.objects.visible_to(user).filter(assignment__campaign=campaign)
    return with_quotas(rows).order_by("-assignment__state", "-state", "assignment__due_at", "unit__sort_key", "pk")


def shares_of(user: User, assignment: Assignment, *, standing: str = "", now: datetime) -> QuerySet[UnitAssignment]:
    rows = UnitAssignment.objects.visible_to(user).filter(assignment=assignment)
    narrowed = {
        "late": rows.late(now),
        "silent": rows.filter(SILENT),
        "waiting": rows.filter(WAITING),
        "open": rows.filter(OPEN),
        "done": rows.filter(state="done"),
        "waived": rows.filter(state="waived"),
    }
    return with_quotas(narrowed.get(standing, rows)).order_by("unit__sort_key", "pk")


def share_counts(shares: QuerySet[UnitAssignment], *, now: datetime) -> ShareCounts:
    return ShareCounts(
        **shares.aggregate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state="done")),
            waived=Count("pk", filter=Q(state="waived")),
            open=Count("pk", filter=OPEN),
            silent=Count("pk", filter=SILENT),
            waiting=Count("pk", filter=WAITING),
            late=Count("pk", filter=OPEN & Q(assignment__due_at__lt=now)),
        )
    )


def quota_words(quota: AssignmentQuota) -> str:
    """What is asked, in words."""
    if quota.indicator is None:
        return ngettext("at least %(count)s activity", "at least %(count)s activities", quota.at_least) % {
            "count": quota.at_least
        }
    return _("%(indicator)s: at least %(count)s") % {"indicator": quota.indicator.name, "count": f"{quota.at_least:,}"}
