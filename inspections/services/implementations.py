"""The five implementations (五落实), entered one by one."""

from typing import Any

from django.db import transaction

from accounts.models import User
from core.history import because
from inspections import rules
from inspections.models import Hazard
from inspections.services.states import demand, locked, save, too_late

# What each holds; the deadline of a hazard that is ordered moves by an extension only.
COLUMNS = {
    "responsible": ("responsible",),
    "measures": ("measures",),
    "funds": ("funds_yuan", "funds_source"),
    "deadline": ("due_on",),
    "contingency": ("contingency",),
}


def enter_implementation(hazard: Hazard, name: str, *, by: User, version: int, **facts: Any) -> Hazard:
    """Save one of the five and leave the others as they are."""
    with because(by=by), transaction.atomic():
        row = locked(hazard, version=version)
        demand(rules.works_on(by, row))
        if not rules.may_enter(by, row, name):
            raise too_late(row)
        save(row, **{column: facts[column] for column in COLUMNS[name]})
        return row
