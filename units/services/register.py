"""Adding and changing units; the stored path is kept here and in `moving` and nowhere else."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.editing import apply, lock_for_edit, refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from core.pinyin import initials, sort_key
from units import rules
from units.models import Unit

CONTACT_FACTS = {"contact_name", "contact_phone", "responsible_person", "responsible_post"}


def path_below(parent: Unit | None, pk: int) -> str:
    return f"{parent.path if parent else '/'}{pk}/"


def next_keys(number: int) -> list[int]:
    """Primary keys for new units, since a path holds the unit's own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Unit._meta.db_table, number],
        )
        return [row[0] for row in cursor.fetchall()]


def set_search_keys(unit: Unit) -> None:
    unit.initials, unit.sort_key = initials(unit.name)[:120], sort_key(unit.name)[:400]


@transaction.atomic
def create_unit(*, by: Any, **facts: Any) -> Unit:
    """Add a unit to the register under `parent`; only a superuser may start a new root."""
    parent = facts.get("parent")
    if parent:
        # A form sent twice: the second waits here and then finds the unit of the first.
        parent = facts["parent"] = Unit.objects.select_for_update(of=("self",)).get(pk=parent.pk)
    if not (rules.may_edit_unit(by, parent) if parent else by.is_superuser):
        raise PermissionDenied
    unit = Unit(**facts)
    refuse_broken_constraints(unit)
    with because(by=by):
        return place_unit(unit)


def place_unit(unit: Unit) -> Unit:
    """Save a new unit with its path and search keys; the caller has checked the right."""
    set_search_keys(unit)
    (unit.pk,) = next_keys(1)
    unit.path = path_below(unit.parent, unit.pk)
    unit.save(force_insert=True)
    return unit


@transaction.atomic
def edit_unit(unit: Unit, *, by: Any, version: int, **facts: Any) -> Unit:
    """Change a unit's own facts; a liaison only those of `CONTACT_FACTS`. Raises EditConflict."""
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if not (rules.may_edit_unit(by, unit) or (rules.may_edit_contact(by, unit) and facts.keys() <= CONTACT_FACTS)):
        raise PermissionDenied
    unit = lock_for_edit(unit, version=version)
    apply(unit, facts)
    set_search_keys(unit)
    refuse_broken_constraints(unit)
    with because(by=by):
        unit.save()
    return unit


@transaction.atomic
def end_unit(unit: Unit, *, by: Any, last_day: date, why: str) -> Unit:
    """The unit takes part no longer than that day; its records stay as they are."""
    unit = _locked(unit, by)
    if unit.active_from and last_day < unit.active_from:
        raise DomainError(_("The last active day lies before the first."))
    return _save_span(unit, by, why, active_until=last_day)


@transaction.atomic
def reactivate_unit(unit: Unit, *, by: Any, why: str) -> Unit:
    unit = _locked(unit, by)
    if unit.active_until is None:
        raise DomainError(_("The unit has not been ended."))
    return _save_span(unit, by, why, active_until=None)


def _locked(unit: Unit, by: Any) -> Unit:
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if not rules.may_rearrange(by, unit):
        raise PermissionDenied
    return unit


def _save_span(unit: Unit, by: Any, why: str, *, active_until: date | None) -> Unit:
    unit.active_until = active_until
    unit.version += 1
    with because(why, by=by):
        unit.save(update_fields=["active_until", "version"])
    return unit
