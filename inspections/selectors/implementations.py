"""The five implementations as the page of a hazard shows them."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from inspections import rules
from inspections.models import Hazard

State = Hazard.State
NAMES: dict[str, str | Promise] = {
    "responsible": _("Responsibility"),
    "measures": _("Measures"),
    "funds": _("Funds"),
    "deadline": _("Deadline"),
    "contingency": _("Contingency plan"),
}


@dataclass(frozen=True)
class Implementation:
    """One of the five; `mark` is done, late or missing."""

    code: str
    name: str | Promise
    value: Any
    mark: str
    may_enter: bool


@dataclass(frozen=True)
class FiveImplementations:
    rows: list[Implementation]
    done: int
    may_edit: bool

    @property
    def missing(self) -> list[str | Promise]:
        return [row.name for row in self.rows if row.mark == "missing"]


def five_implementations(hazard: Hazard, user: User) -> FiveImplementations | None:
    """None before it is graded, and of an ordinary hazard, which needs a person and a deadline only."""
    if not hazard.is_major:
        return None
    is_late = hazard.is_overdue(timezone.localdate())
    rows = []
    for code, name in NAMES.items():
        value, is_there = _value(hazard, code)
        mark = "missing" if not is_there else "late" if code == "deadline" and is_late else "done"
        rows.append(Implementation(code, name, value, mark, rules.may_enter(user, hazard, code)))
    done = sum(row.mark != "missing" for row in rows)
    return FiveImplementations(rows, done, rules.may_plan(user, hazard))


def _value(hazard: Hazard, code: str) -> tuple[Any, bool]:
    """What is said, and whether that is all; funds need an amount and where it comes from."""
    if code == "funds":
        amount = hazard.funds_yuan
        whole = int(amount) if amount is not None and amount == int(amount) else amount
        return (whole, hazard.funds_source), amount is not None and bool(hazard.funds_source)
    value = hazard.due_on if code == "deadline" else getattr(hazard, code)
    return value, bool(value)
