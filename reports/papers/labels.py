"""The fixed words and faces of a document, read from labels.yaml."""

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from reports.papers.paper import Language


@cache
def _table() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("labels.yaml").read_text(encoding="utf-8"))


def labels(language: Language) -> dict[str, Any]:
    return _table()[language]


def faces(language: Language) -> dict[str, list[str]]:
    """Role of a face -> its East Asian and its Latin name."""
    return _table()["faces"][language]


def date_text(day: datetime.date, language: Language) -> str:
    """Arabic figures without padding zeros, as the standard asks."""
    words = labels(language)
    months = words["months"]
    name = months[day.month - 1] if months else ""
    return words["date"].format(year=day.year, month=day.month, day=day.day, month_name=name)
