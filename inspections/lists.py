"""The lists a new ledger starts with: `data/lists.yaml`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

SOURCE = Path(__file__).parent / "data" / "lists.yaml"
MODELS = {
    "hazard_categories": ("HazardCategory", []),
    "hazard_sources": ("HazardSource", []),
    "media_tiers": ("MediaTier", []),
    "deadline_rules": ("DeadlineRule", ["value", "unit", "moves_on", "source_zh", "source_en"]),
}


def load_lists(get_model: Callable[[str, str], Any] = apps.get_model) -> None:
    """Add the rows that are missing; a row the office has changed stays as it is."""
    lists = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    for key, (name, extra) in MODELS.items():
        model = get_model("inspections", name)
        # A migration of the first day knows nothing of columns that came later.
        columns = {field.name for field in model._meta.get_fields()}
        known = set(model.objects.values_list("code", flat=True))
        model.objects.bulk_create(
            model(
                code=row["code"],
                name_zh=row["zh"],
                name_en=row["en"],
                position=position,
                **{field: row[field] for field in extra if field in row and field in columns},
            )
            for position, row in enumerate(lists[key], start=1)
            if row["code"] not in known
        )
    rules = get_model("inspections", "RewardRule")
    for row in lists["reward_rules"]:
        facts = {name: value for name, value in row.items() if name not in ("zh", "en", "valid_from")}
        names = {"name_zh": row["zh"], "name_en": row["en"]}
        rules.objects.get_or_create(valid_from=row["valid_from"], defaults=facts | names)
