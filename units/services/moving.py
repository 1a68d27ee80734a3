"""Units change their superior: the paths of everything below follow in one statement."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Value
from django.db.models.functions import Concat, Length, Substr
from django.utils.translation import gettext as _

from core.editing import refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from units import rules
from units.models import Unit
from units.services.register import path_below

LONGEST_PATH = Unit._meta.get_field("path").max_length


@transaction.atomic
def move_unit(unit: Unit, *, by: Any, parent: Unit, why: str) -> Unit:
    """Put a unit with everything below it under another superior; records stay with their units."""
    lock_trees(unit, parent)
    unit, parent = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=parent.pk)
    if not (rules.may_rearrange(by, unit) and rules.may_edit_unit(by, parent)):
        raise PermissionDenied
    if parent.path.startswith(unit.path):
        raise DomainError(_("“%(parent)s” is the unit itself or lies below it.") % {"parent": parent})
    with because(why, by=by):
        return set_parent(unit, parent)


def set_parent(unit: Unit, parent: Unit) -> Unit:
    """The caller has locked both trees, checked the right and that no circle arises."""
    old_path, new_path = unit.path, path_below(parent, unit.pk)
    deepest = Unit.objects.below(old_path).aggregate(length=Max(Length("path")))["length"]
    if deepest - len(old_path) + len(new_path) > LONGEST_PATH:
        raise DomainError(_("The register would become too deep there."))
    unit.parent = parent
    refuse_broken_constraints(unit)
    unit.version += 1
    unit.save(update_fields=["parent", "version"])
    tail = Substr("path", len(old_path) + 1)
    Unit.objects.below(old_path).update(path=Concat(Value(new_path), tail))
    unit.path = new_path
    return unit


def lock_trees(*units: Unit) -> None:
    """One change of the tree at a time: two moves at once could close a circle."""
    roots = sorted({int(unit.path.split("/")[1]) for unit in units})
    list(Unit.objects.select_for_update(of=("self",)).filter(pk__in=roots).order_by("pk").values_list("pk"))
