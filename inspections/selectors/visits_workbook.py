"""The list of visits as a workbook."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.imports import columns_from

COLUMNS = columns_from(Path(__file__).parents[1] / "data" / "visit_columns.yaml")


def export_rows(visits: QuerySet[Any]) -> Iterator[tuple[object, ...]]:
    """One row for each visit of `with_counts`, in the order of COLUMNS."""
    for visit in visits.iterator(chunk_size=2000):
        version = visit.checklist_version
        yield (
            visit.visited_on,
            visit.unit.name,
            visit.get_kind_display(),
            visit.team.name if visit.team else "",
            visit.round.name if visit.round else "",
            str(version) if version else "",
            _("yes") if visit.is_unannounced else "",
            visit.get_state_display(),
            visit.found_count,
            visit.fixed_count,
            visit.looked_at,
            visit.impression,
            visit.signer or visit.unsigned_why,
            str(visit.made_by),
        )
