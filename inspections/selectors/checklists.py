"""Reading checklists for pages."""

from collections.abc import Iterable

from django.db.models import Count, OuterRef, QuerySet, Subquery

from inspections.models import Checklist, ChecklistItem, ChecklistVersion
from inspections.selectors.ready_checklists import ReadyChecklist, ready_checklists

State = ChecklistVersion.State


def with_facts(rows: QuerySet[Checklist]) -> QuerySet[Checklist]:
    """With the number in force and in preparation, and how many items the one in force has; by industry."""
    versions = ChecklistVersion.objects.filter(checklist=OuterRef("pk"))
    present = versions.filter(state=State.PUBLISHED)
    items = ChecklistItem.objects.filter(version__checklist=OuterRef("pk"), version__state=State.PUBLISHED)
    counted = items.order_by().values("version").annotate(items=Count("pk")).values("items")
    return (
        rows.select_related("industry")
        .annotate(
            number_in_force=Subquery(present.values("number")[:1]),
            in_force_since=Subquery(present.values("published_on")[:1]),
            draft_pk=Subquery(versions.filter(state=State.DRAFT).values("pk")[:1]),
            item_count=Subquery(counted[:1]),
        )
        .order_by("retired", "industry__position", "name", "id")
    )


def offered_ready(known: Iterable[Checklist]) -> list[ReadyChecklist]:
    """Ready-made ones that aren't taken over yet under either name."""
    names = {row.name for row in known}
    return [row for row in ready_checklists() if names.isdisjoint({row.name_zh, row.name_en})]


def in_sections(version: ChecklistVersion) -> list[tuple[str, list[tuple[int, ChecklistItem]]]]:
    """Numbered items under their section, in the order in which sections first come."""
    found: dict[str, list[tuple[int, ChecklistItem]]] = {}
    for number, item in enumerate(version.items.select_related("category"), start=1):
        found.setdefault(item.section, []).append((number, item))
    return list(found.items())
