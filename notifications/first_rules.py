"""The reminder rules a new portal starts with: `data/reminder_rules.yaml`."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

SOURCE = Path(__file__).parent / "data" / "reminder_rules.yaml"


def load_reminder_rules(get_model: Callable[[str, str], Any] = apps.get_model) -> None:
    """Give the stages to each kind that has none, and the hours if there are none; what is there stays as it is."""
    model = get_model("notifications", "ReminderRule")
    known = set(model.objects.values_list("kind", flat=True))
    model.objects.bulk_create(
        model(kind=kind, **stage) for kind in _given()["kinds"] if kind not in known for stage in first_stages(kind)
    )
    get_model("notifications", "SendingHours").objects.get_or_create(id=1)


def first_stages(kind: str) -> list[dict[str, Any]]:
    """The facts of each stage; none for a kind that the file doesn't know."""
    given = _given()
    return given["stages"].get(given["kinds"].get(kind), [])


@cache
def _given() -> dict[str, Any]:
    return yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
