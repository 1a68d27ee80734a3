"""The outlines a new portal starts with: `data/outlines.yaml`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

SOURCE = Path(__file__).parent / "data" / "outlines.yaml"


def load_outlines(get_model: Callable[[str, str], Any] = apps.get_model) -> None:
    """Add the outlines that are missing; one the office has changed stays as it is."""
    outlines, sections = get_model("reports", "Outline"), get_model("reports", "OutlineSection")
    for position, row in enumerate(yaml.safe_load(SOURCE.read_text(encoding="utf-8")), start=1):
        outline, is_new = outlines.objects.get_or_create(
            code=row["code"], defaults={"name_zh": row["zh"], "name_en": row["en"], "position": position}
        )
        if is_new:
            sections.objects.bulk_create(
                sections(
                    outline=outline,
                    position=place,
                    source=section["source"],
                    title_zh=section.get("zh", ""),
                    title_en=section.get("en", ""),
                )
                for place, section in enumerate(row["sections"], start=1)
            )
