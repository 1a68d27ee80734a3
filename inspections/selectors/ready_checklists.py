"""Ready-made checklists (`data/checklists.yaml`) that an office may take over and change."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from inspections.models import ChecklistItem, HazardCategory

SOURCE = Path(__file__).parents[1] / "data" / "checklists.yaml"


@dataclass(frozen=True)
class ReadyChecklist:
    code: str
    name_zh: str
    name_en: str
    industry: str
    sections: tuple[dict[str, Any], ...]

    @property
    def name(self) -> str:
        return self.name_in(get_language() or "zh")

    def name_in(self, language: str) -> str:
        return self.name_zh if language.startswith("zh") else self.name_en

    @property
    def item_count(self) -> int:
        return sum(len(section["items"]) for section in self.sections)

    def items(self, language: str) -> list[ChecklistItem]:
        """Unsaved items; what is not kept in both languages is taken in the one given."""
        key = "zh" if language.startswith("zh") else "en"
        categories = {row.code: row for row in HazardCategory.objects.all()}
        found = []
        for section in self.sections:
            for row in section["items"]:
                found.append(
                    ChecklistItem(
                        section=section[key],
                        text_zh=row["zh"],
                        text_en=row["en"],
                        clause=row.get("clause", ""),
                        how=row.get("how", ""),
                        photo_needed=row.get("photo", False),
                        grade=row.get("grade", ""),
                        category=categories.get(row["category"]),
                    )
                )
        return found


@cache
def ready_checklists() -> tuple[ReadyChecklist, ...]:
    rows = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return tuple(
        ReadyChecklist(row["code"], row["zh"], row["en"], row["industry"], tuple(row["sections"])) for row in rows
    )
