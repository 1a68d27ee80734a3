"""The outlines a new portal starts with: `data/outlines.yaml`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

SOURCE = Path(__file__).parent / "data" / "outlines.yaml"


def load_outlines(get_model: Callable[[str, str], Any] = apps.get_model) -> None:
    """Add the outlines that are missing; one the office has changed stays as it is.

    A migration from before there were bulletins leaves theirs to a later one.
    """
    outlines, sections = get_model("reports", "Outline"), get_model("reports", "OutlineSection")
    fields = {field.name for field in outlines._meta.get_fields()}
    for position, row in enumerate(yaml.safe_load(SOURCE.read_text(encoding="utf-8")), start=1):
        facts = {"name_zh": row["zh"], "name_en": row["en"], "position": position}
        if row.get("of_bulletins"):
            if "of_bulletins" not in fields:
                continue
            facts["of_bulletins"] = True
        outline, is_new = outlines.objects.get_or_create(code=row["code"], defaults=facts)
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
