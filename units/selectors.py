"""Reading the register for pages and workbooks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from units.models import Unit, UnitQuerySet

MOST_HITS = 20
# Of one level of the tree; the list shows the rest.
MOST_BRANCHES = 300
# In an address nothing would mean every level.
NOT_RATED = "none"


def liaison_held(day: date) -> Q:
    """Units with a liaison that day; by the name of the relation, since people lie above the register."""
    held = Q(posts__valid_until=None) | Q(posts__valid_until__gte=day)
    return Q(held, posts__role="liaison", posts__valid_from__lte=day)


def without_liaison(units: UnitQuerySet, day: date) -> UnitQuerySet:
    return units.filter(~Exists(Unit.objects.filter(liaison_held(day), pk=OuterRef("pk"))))


def liaisons_of(units: Iterable[Unit], day: date) -> dict[int, list[str]]:
    """Names of the liaisons by unit, in one query for a whole page."""
    rows = Unit.objects.filter(liaison_held(day), pk__in=[unit.pk for unit in units]).order_by("pk")
    found: dict[int, list[str]] = {}
    for pk, name in rows.values_list("pk", "posts__person__name"):
        found.setdefault(pk, []).append(name)
    return found


def register(user: Any, filters: dict[str, Any], day: date) -> UnitQuerySet:
    """The units a person may read, narrowed as the list's form says; by default those active that day."""
    rows = Unit.objects.visible_to(user).select_related("kind", "industry", "parent", "merged_into")
    rows = _in_state(rows, filters.get("state") or "active", day)
    if filters.get("q"):
        rows = rows.named_like(filters["q"])
    if filters.get("kind"):
        rows = rows.filter(kind=filters["kind"])
    if filters.get("industry"):
        rows = rows.filter(industry=filters["industry"])
    if filters.get("risk_level"):
        rows = rows.filter(risk_level="" if filters["risk_level"] == NOT_RATED else filters["risk_level"])
    if filters.get("below"):
        rows = rows.below(filters["below"].path)
    if filters.get("gap") == "liaison":
        rows = without_liaison(rows, day)
    elif filters.get("gap") == "contact":
        rows = rows.filter(Q(contact_name="") | Q(contact_phone=""))
    return rows


def _in_state(rows: UnitQuerySet, state: str, day: date) -> UnitQuerySet:
    if state == "active":
        return rows.active_on(day)
    if state == "merged":
        return rows.exclude(merged_into=None)
    if state == "ended":
        return rows.filter(merged_into=None, active_until__lt=day)
    if state == "later":
        return rows.filter(merged_into=None, active_from__gt=day)
    return rows


def search(user: Any, text: str) -> list[Unit]:
    """The first hits for a picker, one more than it shows; a whole name and a short one come first."""
    rows = Unit.objects.visible_to(user).filter(merged_into=None).named_like(text).select_related("parent")
    first = rows.filter(name__istartswith=text.strip())
    hits = {unit.pk: unit for unit in first[: MOST_HITS + 1]}
    for unit in rows[: MOST_HITS + 1]:
        hits.setdefault(unit.pk, unit)
    return list(hits.values())[: MOST_HITS + 1]


def superiors(unit: Unit) -> list[Unit]:
    """From the root down to the parent."""
    found = Unit.objects.in_bulk(unit.ancestor_ids)
    return [found[pk] for pk in unit.ancestor_ids if pk in found]


@dataclass
class Node:
    """A unit in the tree; `below` is None where its branch isn't opened."""

    unit: Unit
    has_below: bool
    below: "Branch | None" = None


@dataclass
class Branch:
    """One level; `is_cut` says that only the first units of it are here."""

    nodes: list[Node]
    is_cut: bool


def branch(user: Any, parent: Unit) -> Branch:
    """The units directly below, merged entries left out."""
    rows = Unit.objects.visible_to(user).filter(parent=parent)
    return _branch(rows)


def tree(user: Any, at: Unit | None) -> Branch:
    """The person's topmost unit opened down to `at` and what lies below that."""
    top = _branch(Unit.objects.visible_to(user).filter(path=user.reach))
    opened = at or (top.nodes[0].unit if top.nodes else None)
    if opened is None:
        return top
    keys = [*opened.ancestor_ids, opened.pk]
    _open(user, top, keys)
    return top


def _open(user: Any, level: Branch, keys: list[int]) -> None:
    for node in level.nodes:
        if node.unit.pk in keys:
            node.below = branch(user, node.unit)
            _open(user, node.below, keys)


def _branch(rows: UnitQuerySet) -> Branch:
    below = Unit.objects.filter(parent=OuterRef("pk"), merged_into=None)
    rows = rows.filter(merged_into=None).select_related("kind").annotate(has_below=Exists(below))
    units = list(rows[: MOST_BRANCHES + 1])
    nodes = [Node(unit, unit.has_below) for unit in units[:MOST_BRANCHES]]
    return Branch(nodes, len(units) > MOST_BRANCHES)
