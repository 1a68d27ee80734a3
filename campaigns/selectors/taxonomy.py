"""The lists that office and administrator keep."""

from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Q
from django.utils.functional import Promise

from campaigns.models import Campaign, Entry, Indicator, Linkage
from core.kept import Kept
from core.models import Taxonomy


@dataclass(frozen=True)
class ListSummary:
    key: str
    name: str | Promise
    offered: int
    retired: int


@dataclass(frozen=True)
class Lists:
    """What a page needs of the lists, retired rows too."""

    kept: Kept = field(default_factory=Kept)

    @property
    def indicators(self) -> list[Indicator]:
        return self.kept.get(("indicators",), lambda: list(Indicator.objects.all()))

    @property
    def linkages(self) -> list[Linkage]:
        return self.kept.get(("linkages",), lambda: list(Linkage.objects.all()))

    @property
    def entries(self) -> list[Entry]:
        return self.kept.get(("entries",), lambda: list(Entry.objects.all()))

    def entries_of(self, campaign: Campaign) -> set[int]:
        """Keys of those in the campaign's set."""
        return self.kept.get(
            ("entries of", campaign.entry_set_id), lambda: {row.pk for row in campaign.entry_set.entries.all()}
        )


def list_models() -> dict[str, type[Taxonomy]]:
    """By the key that stands in the address; the settings name them, since some belong to apps above this one."""
    return {key: apps.get_model(label) for key, label in settings.TAXONOMIES.items()}


def list_summaries() -> list[ListSummary]:
    found = []
    for key, model in list_models().items():
        counts = model.objects.aggregate(
            offered=Count("pk", filter=Q(retired=False)), retired=Count("pk", filter=Q(retired=True))
        )
        found.append(ListSummary(key, model._meta.verbose_name_plural or "", counts["offered"], counts["retired"]))
    return found


def rows_of(key: str) -> list[Taxonomy]:
    """Offered rows in their order, then the retired ones."""
    rows = list_models()[key].objects.order_by("retired", "position", "code")
    parts = {"entry-sets": "entries", "activity-kinds": "kindindicator_set__indicator"}.get(key)
    return list(rows.prefetch_related(parts) if parts else rows)
