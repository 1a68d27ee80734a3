"""The lists a new portal starts with: `data/taxonomy.yaml`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

SOURCE = Path(__file__).parent / "data" / "taxonomy.yaml"
MODELS = {
    "unit_kinds": ("units", "UnitKind", ["is_area"]),
    "industries": ("units", "Industry", []),
    "linkages": ("campaigns", "Linkage", []),
    "entries": ("campaigns", "Entry", []),
    "entry_sets": ("campaigns", "EntrySet", []),
    "plan_item_kinds": ("campaigns", "PlanItemKind", ["measure_zh", "plural_en"]),
    "indicators": ("campaigns", "Indicator", ["measure_zh", "measure_en", "addition", "of_event"]),
    "activity_kinds": ("campaigns", "ActivityKind", ["has_grid"]),
}


def load_taxonomies(get_model: Callable[[str, str], Any] = apps.get_model) -> None:
    """Add the rows that are missing; a row the office has changed stays as it is."""
    lists = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    for key, (app, name, extra) in MODELS.items():
        try:
            model = get_model(app, name)
        except LookupError:
            # A migration may be older than the model; a later one brings its rows.
            continue
        _add_missing(model, lists[key], extra)
    _connect(get_model("campaigns", "EntrySet").entries.through, "entryset", "entry", lists["entry_sets"], "entries")
    _connect(get_model("campaigns", "KindIndicator"), "kind", "indicator", lists["activity_kinds"], "indicators")


def _add_missing(model: Any, rows: list[dict], extra: list[str]) -> None:
    # A migration's model may be older than the list.
    extra = [field for field in extra if field in {each.name for each in model._meta.get_fields()}]
    known = set(model.objects.values_list("code", flat=True))
    model.objects.bulk_create(
        model(
            code=row["code"],
            name_zh=row["zh"],
            name_en=row["en"],
            position=position,
            **{field: row[field] for field in extra if field in row},
        )
        for position, row in enumerate(rows, start=1)
        if row["code"] not in known
    )


def _connect(through: Any, owner: str, part: str, rows: list[dict], key: str) -> None:
    """Link each owner that has no links yet to its parts, in order."""
    owner_model = through._meta.get_field(owner).related_model
    part_model = through._meta.get_field(part).related_model
    owners = dict(owner_model.objects.values_list("code", "pk"))
    parts = dict(part_model.objects.values_list("code", "pk"))
    linked = set(through.objects.values_list(f"{owner}_id", flat=True))
    ordered = any(field.name == "position" for field in through._meta.get_fields())
    through.objects.bulk_create(
        through(
            **{f"{owner}_id": owners[row["code"]], f"{part}_id": parts[code]},
            **({"position": position} if ordered else {}),
        )
        for row in rows
        if owners[row["code"]] not in linked
        for position, code in enumerate(row[key], start=1)
    )
