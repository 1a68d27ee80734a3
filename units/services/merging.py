"""Two entries of one unit become one: whatever points to a unit moves to the keeper.

What moves is found through the models themselves, so an app added later is covered. A record that
the keeper has already (the same notice, the same assignment) stays with the merged entry: no record
is lost, and the keeper's counts.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from pghistory.models import Event

from core.errors import DomainError
from core.history import because
from units import rules
from units.models import Unit, UnitPlace
from units.services.moving import lock_trees, set_parent


@dataclass
class Moved:
    """What becomes of one kind of record."""

    name: str
    moved: int = 0
    stays: list[str] = field(default_factory=list)


class _PreviewDone(Exception):
    """Takes the trial merge back."""


def preview_merge(unit: Unit, *, by: Any, keeper: Unit) -> list[Moved]:
    """Exactly what `merge_units` would do, by doing it and taking it back."""
    found: list[Moved] = []
    try:
        with transaction.atomic():
            found = _merge(unit, by, keeper, "")
            raise _PreviewDone
    except _PreviewDone:
        return found


@transaction.atomic
def merge_units(unit: Unit, *, by: Any, keeper: Unit, why: str) -> list[Moved]:
    """Move all records of `unit` to `keeper`; `unit` stays as an entry that points there."""
    return _merge(unit, by, keeper, why)


def _merge(unit: Unit, by: Any, keeper: Unit, why: str) -> list[Moved]:
    lock_trees(unit, keeper)
    unit, keeper = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=keeper.pk)
    if not (rules.may_rearrange(by, unit) and rules.may_edit_unit(by, keeper)):
        raise PermissionDenied
    if keeper.path.startswith(unit.path):
        raise DomainError(_("“%(keeper)s” is the unit itself or lies below it.") % {"keeper": keeper})
    with because(why, by=by):
        found = [_move_children(unit, keeper), *(_move(relation, unit, keeper) for relation in relations())]
        Unit.objects.filter(merged_into=unit).update(merged_into=keeper)
        unit.merged_into = keeper
        unit.version += 1
        unit.save(update_fields=["merged_into", "version"])
    return [each for each in found if each.moved or each.stays]


def relations() -> list[models.ForeignKey]:
    """Every foreign key to Unit but those of the register itself, its place, and of the history, which tells what was."""
    found = []
    for relation in Unit._meta.get_fields(include_hidden=True):
        foreign = getattr(relation, "field", None)
        if not (relation.auto_created and isinstance(foreign, models.ForeignKey)):
            continue
        if foreign.model in (Unit, UnitPlace) or issubclass(foreign.model, Event):
            continue
        found.append(foreign)
    return sorted(found, key=lambda foreign: foreign.model._meta.label)


def _move_children(unit: Unit, keeper: Unit) -> Moved:
    """Units of one name under both superiors are themselves duplicates: they stay until they are merged."""
    result = Moved(str(_("Units below")))
    for child in list(Unit.objects.filter(parent=unit)):
        try:
            with transaction.atomic():
                set_parent(child, keeper)
        except (IntegrityError, DomainError):
            result.stays.append(str(child))
        else:
            result.moved += 1
    return result


def _move(foreign: models.ForeignKey, unit: Unit, keeper: Unit) -> Moved:
    model = foreign.model
    result = Moved(_kind_of_record(foreign))
    rows = model._base_manager.filter(**{foreign.name: unit})
    moved = _all_moved(rows, foreign, keeper)
    if moved is not None:
        result.moved = moved
        return result
    for row in rows:
        one = model._base_manager.filter(pk=row.pk)
        if _all_moved(one, foreign, keeper) is not None:
            result.moved += 1
        elif model._meta.auto_created:
            # A mere link that the keeper has too: twice it would count two units where there is one.
            one.delete()
            result.moved += 1
        else:
            result.stays.append(str(row))
    return result


def _all_moved(rows: models.QuerySet, foreign: models.ForeignKey, keeper: Unit) -> int | None:
    """How many rows, or None when a constraint forbids it."""
    try:
        with transaction.atomic():
            return rows.update(**{foreign.name: keeper})
    except IntegrityError:
        return None


def _kind_of_record(foreign: models.ForeignKey) -> str:
    """“Activities”, or “Activities: co-organisers” for the rows between two models."""
    model = foreign.model
    if not model._meta.auto_created:
        return str(model._meta.verbose_name_plural).capitalize()
    owner: Any = model._meta.auto_created
    name = next(each.verbose_name for each in owner._meta.many_to_many if each.remote_field.through is model)
    return f"{str(owner._meta.verbose_name_plural).capitalize()}: {name}"
