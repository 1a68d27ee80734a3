"""A hazard of the demo on its way through the ledger, step by step, each at the time it was taken."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pgtrigger
from django.utils import timezone
from pghistory.models import Context

from accounts.models import User
from core.history import event_model
from inspections.models import Hazard
from safetymonth.demo.words import moment

EVENTS = event_model(Hazard)


@dataclass(frozen=True)
class Step:
    """The row as it stood after a step, who took it, when and why."""

    columns: dict[str, Any]
    by: User | None
    at: datetime
    why: str
    label: str


class Way:
    """Collects the steps of one hazard. A report of the public leaves none for its arrival: it has no hour."""

    def __init__(self, columns: dict[str, Any], by: User | None, day: date) -> None:
        self.columns = columns
        self.steps: list[Step] = []
        self.now = moment(day, 9)
        if columns["reported_at"] is not None:
            self._keep(by, columns["reported_at"], "", "insert")

    def step(self, day: date, by: User | None, reason: str = "", hour: int = 10, **facts: Any) -> None:
        """Later on the same day when two steps fall on it."""
        self.now = max(moment(day, hour), self.now + timedelta(minutes=25))
        self.columns |= {"version": self.columns["version"] + 1, **facts}
        self._keep(by, self.now, reason, "update")

    def _keep(self, by: User | None, at: datetime, why: str, label: str) -> None:
        self.steps.append(Step(dict(self.columns), by, at, why, label))


def save_hazards(ways: Iterable[Way]) -> list[Hazard]:
    """The rows as they stand in the end; their history is written with the times at which it happened."""
    made = list(ways)
    hazards = [Hazard(**way.columns) for way in made]
    with pgtrigger.ignore("inspections.Hazard:insert_insert"):
        Hazard.objects.bulk_create(hazards)
    steps = [(hazard, step) for hazard, way in zip(hazards, made, strict=True) for step in way.steps]
    contexts = Context.objects.bulk_create(Context(id=uuid.uuid4(), metadata=_metadata(step)) for _row, step in steps)
    rows = [
        EVENTS(pgh_obj_id=hazard.pk, pgh_label=step.label, pgh_context=context, id=hazard.pk, **step.columns)
        for (hazard, step), context in zip(steps, contexts, strict=True)
    ]
    EVENTS.objects.bulk_create(rows)
    # The creating set them to now. Nobody else may change an event.
    for row, (_hazard, step) in zip(rows, steps, strict=True):
        row.pgh_created_at = min(step.at, timezone.now())
    with pgtrigger.ignore("inspections.HazardEvent:append_only"):
        EVENTS.objects.bulk_update(rows, ["pgh_created_at"])
    return hazards


def _metadata(step: Step) -> dict[str, Any]:
    facts: dict[str, Any] = {"why": step.why} if step.why else {}
    return facts | ({"user": step.by.pk, "name": str(step.by)} if step.by else {})
