"""The demo's data in one language."""

from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.conf import settings
from django.utils.timezone import make_aware

FOLDER = Path(__file__).parent


@cache
def data(name: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


class Words:
    """`words(row)` is the text of a {zh, en} row in the demo's language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.key = "zh" if language.startswith("zh") else "en"

    def __call__(self, row: dict[str, Any], prefix: str = "") -> Any:
        return row[f"{prefix}{self.key}"]


def moment(day: Any, hour: int = 10, minute: int = 0) -> datetime:
    """A time of a day in the county's zone."""
    return make_aware(datetime.combine(day, time(hour, minute)), ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
