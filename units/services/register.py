"""Adding and moving units; the stored path is kept here and nowhere else."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core.history import because
from core.pinyin import initials, sort_key
from units import rules
from units.models import Unit


def path_below(parent: Unit | None, pk: int) -> str:
    return f"{parent.path if parent else '/'}{pk}/"


@transaction.atomic
def create_unit(*, by: Any, **facts: Any) -> Unit:
    """Add a unit to the register, under `parent` or as a root."""
    parent = facts.get("parent")
    if not rules.may_edit_register(by) or (parent and not rules.may_edit_unit(by, parent)):
        raise PermissionDenied
    with because(by=by):
        return place_unit(Unit(**facts))


def place_unit(unit: Unit) -> Unit:
    """Save a new unit with its path and search keys; the caller has checked the right."""
    unit.initials, unit.sort_key = initials(unit.name)[:120], sort_key(unit.name)[:400]
    unit.save()
    unit.path = path_below(unit.parent, unit.pk)
    unit.save(update_fields=["path"])
    return unit
