"""The lists that office and administrator keep."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise

from campaigns.models import ActivityKind, Entry, EntrySet, Indicator, Linkage, PlanItemKind
from core.models import Taxonomy
from units.models import Industry, UnitKind

LISTS: dict[str, type[Taxonomy]] = {
    "plan-item-kinds": PlanItemKind,
    "activity-kinds": ActivityKind,
    "indicators": Indicator,
    "linkages": Linkage,
    "entries": Entry,
    "entry-sets": EntrySet,
    "unit-kinds": UnitKind,
    "industries": Industry,
}


@dataclass(frozen=True)
class ListSummary:
    key: str
    name: str | Promise
    offered: int
    retired: int


def list_summaries() -> list[ListSummary]:
    found = []
    for key, model in LISTS.items():
        counts = model.objects.aggregate(
            offered=Count("pk", filter=Q(retired=False)), retired=Count("pk", filter=Q(retired=True))
        )
        found.append(ListSummary(key, model._meta.verbose_name_plural or "", counts["offered"], counts["retired"]))
    return found


def rows_of(key: str) -> list[Taxonomy]:
    """Offered rows in their order, then the retired ones."""
    rows = LISTS[key].objects.order_by("retired", "position", "code")
    parts = {"entry-sets": "entries", "activity-kinds": "kindindicator_set__indicator"}.get(key)
    return list(rows.prefetch_related(parts) if parts else rows)
