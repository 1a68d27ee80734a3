"""How far units are with what was asked of them: out of the totals of shares where these know, else counted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from campaigns.models import Assignment, Campaign, UnitAssignment
from campaigns.models.totals import SHARES, WHOLE
from core.totals.reading import NODES, Question, Reading, Row
from units.models import Unit, UnitPlace, keys_along

State = UnitAssignment.State


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


# Under the plan item of what was asked, 0 for none; by then late is what is due before a moment and not done.
AT_NODES = """
SELECT share.node, share.facet, coalesce(assignment.plan_item_id, 0) AS key,
       CASE WHEN share.state <> 'done' AND assignment.due_at < %s THEN 'late' ELSE share.state END AS state,
       DATE '0001-01-01' AS day, sum(share.number)::bigint AS number, 0::bigint AS amount, 0::bigint AS inexact
FROM shares_at(%s, '{{all}}', DATE '0001-01-01', DATE '0001-01-01', %s) share
JOIN campaigns_assignment assignment ON assignment.id = share.key {asked}
GROUP BY share.node, share.facet, 3, 4
"""
# Of units that are no nodes: what each of their shares counts as.
OF_UNITS = f"""
SELECT r.unit AS node, share.facet, coalesce(assignment.plan_item_id, 0) AS key,
       CASE WHEN share.state <> 'done' AND assignment.due_at < %s THEN 'late' ELSE share.state END AS state,
       DATE '0001-01-01' AS day, count(*) AS number, 0::bigint AS amount, 0::bigint AS inexact
FROM ({SHARES.current()}) r CROSS JOIN LATERAL ({SHARES.facts}) share
JOIN campaigns_assignment assignment ON assignment.id = share.key
WHERE r.campaign = %s AND r.unit = ANY(%s) {{asked}}
GROUP BY r.unit, share.facet, 3, 4
"""


@dataclass(frozen=True)
class ShareTotals:
    """The shares of one unit and those below it, or of the whole campaign."""

    campaign: int
    node: int
    reading: Reading = field(default_factory=Reading, compare=False, repr=False)

    def expect(
        self,
        now: datetime,
        *,
        asked: QuerySet[Assignment] | None = None,
        below: Collection[int] = (),
        units: Collection[int] = (),
    ) -> None:
        """This node, others, and units that are none: in one statement with all else that is expected."""
        self.reading.expect(self._question(AT_NODES, now, asked), [self.node, *below])
        self.reading.expect(self._question(OF_UNITS, now, asked), units)

    def progress(self, now: datetime, *, asked: QuerySet[Assignment] | None = None) -> Progress:
        """`asked` narrows to some assignments."""
        return self.progress_at([self.node], now, asked=asked).get(self.node, Progress())

    def progress_at(
        self,
        nodes: Collection[int],
        now: datetime,
        *,
        asked: QuerySet[Assignment] | None = None,
        units: Collection[int] = (),
    ) -> dict[int, Progress]:
        """{node: of the shares at it}; `units` are some that are no nodes."""
        at_nodes, of_units = (self._question(select, now, asked) for select in (AT_NODES, OF_UNITS))
        self.reading.expect(of_units, units)
        rows = {**self.reading.rows(at_nodes, nodes), **self.reading.rows(of_units, units)}
        return {node: _progress(parts) for node, parts in rows.items()}

    def progress_by_item(self, now: datetime) -> dict[int, Progress]:
        """{plan item: of the shares asked under it}, without those below it."""
        found: dict[int, list[Row]] = {}
        for row in self.reading.rows(self._question(AT_NODES, now, None), [self.node]).get(self.node, ()):
            if row.key:
                found.setdefault(row.key, []).append(row)
        return {item: _progress(rows) for item, rows in found.items()}

    def _question(self, select: str, now: datetime, asked: QuerySet[Assignment] | None) -> Question:
        if asked is None:
            return Question(select.format(asked=""), (now, self.campaign, NODES))
        which, parameters = asked.order_by().values("pk").query.sql_with_params()
        return Question(select.format(asked=f"AND share.key IN ({which})"), (now, self.campaign, NODES, *parameters))


def share_totals(campaign: Campaign, below: Unit | None = None, reading: Reading | None = None) -> ShareTotals | None:
    """Of all shares of the campaign, whoever reads; `reading` is that of the page."""
    if below is not None and not below.is_node:
        return None
    return ShareTotals(campaign.pk, below.pk if below else WHOLE, reading or Reading())


def visible_share_totals(
    campaign: Campaign, user: User | None, below: Unit | None = None, reading: Reading | None = None
) -> ShareTotals | None:
    """Of the shares this person may see: what was sent, to units of the own reach. None where totals don't know.

    `user` None reads all.
    """
    if user is None:
        return share_totals(campaign, below, reading)
    reach = user.reach
    if reach is None or campaign.state == Campaign.State.DRAFT:
        return None
    is_area_below = campaign.area.path.startswith(reach)
    if not is_area_below and (user.is_office or user.is_leader or not reach.startswith(campaign.area.path)):
        return None
    if below is not None and not reach.startswith(below.path):
        return share_totals(campaign, below, reading) if below.path.startswith(reach) else None
    node = keys_along(reach)[-1]
    return ShareTotals(campaign.pk, node, reading or Reading()) if _is_node(node, campaign, below) else None


def _is_node(node: int, campaign: Campaign, below: Unit | None) -> bool:
    """Of a unit known by its key alone, or by what the page has in hand."""
    known = next((unit for unit in (below, campaign.area) if unit is not None and unit.pk == node), None)
    if known is not None:
        return known.is_node
    return UnitPlace.objects.filter(pk=node, nodes__contains=[node]).exists()


def _progress(rows: Iterable[Row]) -> Progress:
    parts = dict.fromkeys(("done", "in_hand", "late", "not_started"), 0)
    for row in rows:
        parts[row.state] += row.number
    return Progress(**parts)
