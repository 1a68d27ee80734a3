"""The plan as choices of a field, in the order of the tree."""

from collections.abc import Iterator

from campaigns.models import Campaign, PlanItem

INDENT = "\u3000"


def plan_choices(campaign: Campaign) -> list[tuple[int, str]]:
    """Key and title of every item, what lies deeper indented; one query."""
    below: dict[int | None, list[PlanItem]] = {}
    for item in PlanItem.objects.filter(campaign=campaign):
        below.setdefault(item.parent_id, []).append(item)
    return list(_lines(below, None, 0))


def _lines(below: dict[int | None, list[PlanItem]], parent: int | None, depth: int) -> Iterator[tuple[int, str]]:
    for item in below.get(parent, []):
        yield item.pk, f"{INDENT * depth}{item.title}"
        yield from _lines(below, item.pk, depth + 1)
