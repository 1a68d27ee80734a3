"""Checklists as a workbook: one row for each item, several checklists below each other."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from core.imports import columns_from
from core.workbooks import Column
from inspections.models import Checklist, ChecklistItem, ChecklistVersion, Hazard, HazardCategory
from units.models import Industry

DATA = Path(__file__).parents[1] / "data"
COLUMNS = columns_from(DATA / "checklist_columns.yaml")
TICKS: dict[bool, list[Any]] = yaml.safe_load((DATA / "checklist_words.yaml").read_text(encoding="utf-8"))


def offered_columns() -> list[Column]:
    """The columns of the template with the values that may stand in them."""
    choices = {
        "industry": [row.name for row in Industry.objects.in_use()],
        "category": [row.name for row in HazardCategory.objects.in_use()],
        "grade": [str(label) for label in Hazard.Grade.labels],
        "photo_needed": [_("yes"), _("no")],
    }
    notes = {"checklist": _("Rows of one name are one checklist; its items come in the order of the rows.")}
    return [replace(each, choices=choices.get(each.code, ()), note=notes.get(each.code, "")) for each in COLUMNS]


def export_rows(checklists: Iterable[Checklist]) -> Iterator[tuple[object, ...]]:
    """Of each the version in force, else the one in preparation."""
    for checklist in checklists:
        version = version_to_export(checklist)
        for item in version.items.select_related("category") if version else ():
            yield (checklist.name, checklist.industry.name if checklist.industry else "", *cells_of(item))


def version_to_export(checklist: Checklist) -> ChecklistVersion | None:
    return checklist.versions.in_force().first() or checklist.versions.first()


def cells_of(item: ChecklistItem) -> tuple[object, ...]:
    """In the order of COLUMNS, without checklist and industry."""
    return (
        item.section,
        item.text_zh,
        item.text_en,
        item.clause,
        item.how,
        _("yes") if item.photo_needed else "",
        item.get_grade_display(),
        item.category.name if item.category else "",
    )
