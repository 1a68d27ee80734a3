"""How far units are with what was asked of them: out of the totals of shares where these know, else counted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from accounts.models import User
from campaigns.models import Assignment, Campaign, ShareNow, UnitAssignment
from campaigns.models.totals import WHOLE
from units.models import Unit, UnitPlace, keys_along

State, Stage = UnitAssignment.State, ShareNow.Stage


@dataclass(frozen=True)
class Progress:
    """Units' shares of what was sent; waived ones are owed no more and left out."""

    done: int = 0
    in_hand: int = 0
    late: int = 0
    not_started: int = 0

    @property
    def owed(self) -> int:
        return self.done + self.in_hand + self.late + self.not_started

    @property
    def is_done(self) -> bool:
        return self.owed > 0 and self.done == self.owed

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            self.done + other.done,
            self.in_hand + other.in_hand,
            self.late + other.late,
            self.not_started + other.not_started,
        )


def counted_progress(shares: QuerySet, now: datetime) -> QuerySet:
    is_late = Q(state=State.OPEN, assignment__due_at__lt=now)
    is_open = Q(state=State.OPEN, assignment__due_at__gte=now)
    return shares.order_by().annotate(
        done=Count("pk", filter=Q(state=State.DONE)),
        late=Count("pk", filter=is_late),
        in_hand=Count("pk", filter=is_open & Q(started_at__isnull=False)),
        not_started=Count("pk", filter=is_open & Q(started_at=None)),
    )


@dataclass(frozen=True)
class ShareTotals:
    """The shares of one unit and those below it, or of the whole campaign."""

    campaign: int
    node: int

    def progress(self, now: datetime, *, asked: QuerySet[Assignment] | None = None) -> Progress:
        """`asked` narrows to some assignments."""
        return self.progress_at([self.node], now, asked=asked).get(self.node, Progress())

    def progress_at(
        self, nodes: Collection[int], now: datetime, *, asked: QuerySet[Assignment] | None = None
    ) -> dict[int, Progress]:
        """{node: of the shares at it}."""
        rows = self._rows(nodes) if asked is None else self._rows(nodes).filter(key__in=asked.order_by().values("pk"))
        return _progress(rows.annotate(due_at=_of_assignment("due_at")), "node", now)

    def progress_by_item(self, now: datetime) -> dict[int, Progress]:
        """{plan item: of the shares asked under it}, without those below it."""
        rows = self._rows([self.node]).annotate(due_at=_of_assignment("due_at"), item=_of_assignment("plan_item"))
        return _progress(rows, "item", now)

    def _rows(self, nodes: Collection[int]) -> QuerySet[ShareNow]:
        return ShareNow.objects.filter(campaign=self.campaign, node__in=nodes, facet="all").order_by()


def share_totals(campaign: Campaign, below: Unit | None = None) -> ShareTotals | None:
    """Of all shares of the campaign, whoever reads."""
    return _at(campaign, below.pk if below else WHOLE)


def visible_share_totals(campaign: Campaign, user: User | None, below: Unit | None = None) -> ShareTotals | None:
    """Of the shares this person may see: what was sent, to units of the own reach. None where totals don't know.

    `user` None reads all.
    """
    if user is None:
        return share_totals(campaign, below)
    reach = user.reach
    if reach is None or campaign.state == Campaign.State.DRAFT:
        return None
    is_area_below = campaign.area.path.startswith(reach)
    if not is_area_below and (user.is_office or user.is_leader or not reach.startswith(campaign.area.path)):
        return None
    if below is None or reach.startswith(below.path):
        return _at(campaign, keys_along(reach)[-1])
    return _at(campaign, below.pk) if below.path.startswith(reach) else None


def _at(campaign: Campaign, node: int) -> ShareTotals | None:
    if node != WHOLE and not UnitPlace.objects.filter(pk=node, nodes__contains=[node]).exists():
        return None
    return ShareTotals(campaign.pk, node)


def _of_assignment(column: str) -> Subquery:
    return Subquery(Assignment.objects.filter(pk=OuterRef("key")).order_by().values(column)[:1])


def _progress(rows: QuerySet[ShareNow], by: str, now: datetime) -> dict[int, Progress]:
    found: dict[int, dict[str, int]] = {}
    by_stage: Any = rows.values_list(by, "state", "due_at").annotate(added=Sum("number")).filter(added__gt=0)
    for key, stage, due_at, added in by_stage:
        if key is None:
            # What was asked outside the plan.
            continue
        name = "late" if stage != Stage.DONE and due_at < now else stage
        parts = found.setdefault(key, {})
        parts[name] = parts.get(name, 0) + int(added)
    return {key: Progress(**parts) for key, parts in found.items()}
