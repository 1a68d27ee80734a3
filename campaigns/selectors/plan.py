"""The plan as its page, its Word file and the summary's checks read it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext

from accounts.models import User
from campaigns.models import Assignment, Campaign, PlanItem, PlanItemKind, UnitAssignment
from campaigns.selectors.progress import Progress, counted_progress, visible_share_totals
from core.kept import Kept
from core.languages import is_chinese
from core.totals.reading import Reading
from units.models import Unit

# A plan that announces hundreds says it in the headline; that many empty rows say no more.
MOST_SLOTS = 20


@dataclass
class PlanNode:
    """An item with those below it; `progress` covers the whole of them."""

    item: PlanItem
    depth: int
    co_operating: int = 0
    progress: Progress = field(default_factory=Progress)
    children: list["PlanNode"] = field(default_factory=list)

    def walk(self) -> Iterator["PlanNode"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class KindCount:
    """How many items of a kind are entered; `declared` is None where the plan announces no number."""

    kind: PlanItemKind
    entered: int
    declared: int | None

    @property
    def missing(self) -> int:
        return max((self.declared or 0) - self.entered, 0)

    @property
    def fits(self) -> bool:
        return self.declared is None or self.declared == self.entered


@dataclass(frozen=True)
class Slot:
    """An item that the plan announces and nobody has entered."""

    kind: PlanItemKind
    number: int


@dataclass(frozen=True)
class Plan:
    roots: list[PlanNode]
    counts: list[KindCount]

    @property
    def lines(self) -> list[PlanNode]:
        return [node for root in self.roots for node in root.walk()]

    @property
    def slots(self) -> list[Slot]:
        """One for each announced item that is missing, with the numbers not yet used."""
        used: dict[int, set[int | None]] = defaultdict(set)
        for node in self.lines:
            used[node.item.kind_id].add(node.item.number)
        return [
            Slot(count.kind, number)
            for count in self.counts
            for number in _first_free(used[count.kind.pk], min(count.missing, MOST_SLOTS))
        ]


def plan_of(
    campaign: Campaign,
    *,
    user: User | None,
    now: datetime,
    below: Unit | None = None,
    reading: Reading | None = None,
    kept: Kept | None = None,
) -> Plan:
    """The whole tree, in four queries whatever its size; progress counts the shares this person may see.

    Without a person all shares are counted. `below` counts those of its subtree only. `reading` and `kept` are those
    of the page, whose items are for showing alone.
    """
    items, counts = (kept or Kept()).get(("plan", campaign.pk), lambda: _entered(campaign))
    progress = progress_by_item(campaign, user=user, now=now, below=below, reading=reading)
    return Plan(_tree(items, progress), counts)


def _entered(campaign: Campaign) -> tuple[list[Any], list[KindCount]]:
    items = _items_of(campaign)
    return items, kind_counts(campaign, items)


def plan_tree(campaign: Campaign) -> list[PlanNode]:
    """The tree alone, without progress."""
    return _tree(_items_of(campaign), {})


def _items_of(campaign: Campaign) -> list[Any]:
    """With the number of units that co-operate, which the model itself doesn't have."""
    items = campaign.plan_items.select_related("kind", "lead").annotate(co_operating_count=Count("co_operating"))
    return list(items.order_by("position", "id"))


def progress_by_item(
    campaign: Campaign,
    *,
    user: User | None,
    now: datetime,
    below: Unit | None = None,
    reading: Reading | None = None,
) -> dict[int, Progress]:
    """Per plan item, without those below it."""
    if totals := visible_share_totals(campaign, user, below, reading):
        return totals.progress_by_item(now)
    shares = UnitAssignment.objects.read_by(user).sent().filter(assignment__campaign=campaign)
    if below:
        shares = shares.filter(unit__path__startswith=below.path)
    rows = counted_progress(shares.filter(assignment__plan_item__isnull=False).values("assignment__plan_item"), now)
    return {
        row["assignment__plan_item"]: Progress(row["done"], row["in_hand"], row["late"], row["not_started"])
        for row in rows
    }


def _tree(items: list[Any], progress: dict[int, Progress]) -> list[PlanNode]:
    children: dict[int | None, list[Any]] = defaultdict(list)
    for item in items:
        children[item.parent_id].append(item)

    def grow(parent: int | None, depth: int) -> list[PlanNode]:
        nodes = []
        for item in children[parent]:
            below = grow(item.pk, depth + 1)
            own = progress.get(item.pk, Progress())
            whole = sum((node.progress for node in below), start=own)
            nodes.append(PlanNode(item, depth, item.co_operating_count, whole, below))
        return nodes

    return grow(None, 0)


def kind_counts(campaign: Campaign, items: list[PlanItem] | None = None) -> list[KindCount]:
    """Each kind that is announced or entered, in the kinds' order."""
    entered: dict[PlanItemKind, int] = defaultdict(int)
    for item in campaign.plan_items.select_related("kind") if items is None else items:
        entered[item.kind] += 1
    declared = {row.kind: row.count for row in campaign.declarations.select_related("kind")}
    kinds = sorted({*entered, *declared}, key=lambda kind: (kind.position, kind.code))
    return [KindCount(kind, entered.get(kind, 0), declared.get(kind)) for kind in kinds]


def _first_free(used: set[int | None], count: int) -> list[int]:
    free = (number for number in range(1, len(used) + count + 1) if number not in used)
    return [next(free) for _index in range(count)]


def plan_sentence(counts: list[KindCount]) -> str:
    """As in “1 main line, 2 focuses, 5 topics; safeguards: 0 of 4 entered”; empty without a plan."""
    whole = [count.kind.counted(count.entered) for count in counts if count.entered and count.fits]
    partly = [_difference(count) for count in counts if not count.fits]
    parts = [gettext(", ").join(whole)] if whole else []
    return gettext("; ").join([*parts, *partly])


def _difference(count: KindCount) -> str:
    words = {"kind": _many(count.kind), "entered": count.entered, "declared": count.declared}
    if count.missing:
        return gettext("%(kind)s: %(entered)s of %(declared)s entered") % words
    return gettext("%(kind)s: %(entered)s entered, %(declared)s announced") % words


def _many(kind: PlanItemKind) -> str:
    if is_chinese():
        return kind.name_zh
    name = kind.plural_en or kind.name_en
    return f"{name[:1].lower()}{name[1:]}"


def declared_formula(counts: list[KindCount]) -> str:
    """The plan's number formula, such as 1-2-5-10-4; empty where nothing is announced."""
    return "-".join(str(count.declared) for count in counts if count.declared is not None)


@dataclass(frozen=True)
class AssignmentLine:
    assignment: Assignment
    progress: Progress


def assignments_of(item: PlanItem, *, user: User, now: datetime) -> list[AssignmentLine]:
    """What was asked under this item and those below it, with how far the units are."""
    under = {item.pk, *items_below(item)}
    rows = Assignment.objects.visible_to(user).filter(plan_item__in=under).order_by("due_at", "id")
    shares = UnitAssignment.objects.visible_to(user).filter(assignment__plan_item__in=under)
    progress = {
        row["assignment"]: Progress(row["done"], row["in_hand"], row["late"], row["not_started"])
        for row in counted_progress(shares.values("assignment"), now)
    }
    return [AssignmentLine(row, progress.get(row.pk, Progress())) for row in rows]


def items_below(item: PlanItem) -> set[int]:
    """Keys of all items under this one."""
    parent_of = dict(PlanItem.objects.filter(campaign=item.campaign_id).values_list("pk", "parent"))
    below: set[int] = set()
    grown = True
    while grown:
        more = {pk for pk, parent in parent_of.items() if parent == item.pk or parent in below}
        grown = more != below
        below = more
    return below
