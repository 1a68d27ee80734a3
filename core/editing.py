"""Two people edit one record: the second is shown both versions and saves the merged one.

A service locks the row with `lock_for_edit(record, version=…)`. A page calls it through
`record, conflict = try_save(form, lambda: service(…))` and hands `conflict` to its template:
layouts/form.html shows it above the form (components/conflict.html).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import DomainError, Outdated
from core.figures import Figure

Record = TypeVar("Record", bound=models.Model)


class EditConflict(Outdated):
    """Somebody has saved the record since this person opened it; `current` is the record now."""

    def __init__(self, current: models.Model, said: str = ""):
        super().__init__(said or _("Somebody else has saved this in the meantime. Nothing of yours is saved yet."))
        self.current = current


@dataclass(frozen=True)
class Difference:
    label: str
    theirs: str
    yours: str
    taken_over: bool


@dataclass(frozen=True)
class Conflict:
    """What to show: who saved when, and each field in which the two versions differ."""

    by: str
    at: datetime | None
    differences: tuple[Difference, ...]


def lock_for_edit(record: Record, *, version: int | None) -> Record:
    """The locked row with its version counted up; the caller changes and saves it.

    Raises EditConflict unless `version` is the one saved last.
    """
    current: Any = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if version != current.version:
        raise EditConflict(current)
    current.version += 1
    return current


def apply(record: models.Model, facts: dict[str, Any]) -> dict[str, Any]:
    """Set plain fields on the record; returns the many-to-many values, to be set once it is saved."""
    many = {field.name for field in record._meta.many_to_many}
    for name, value in facts.items():
        if name not in many:
            setattr(record, name, value)
    return {name: value for name, value in facts.items() if name in many}


def refuse_broken_constraints(record: models.Model) -> None:
    """Say in words what the database would refuse, also where a form doesn't know all the fields."""
    try:
        record.validate_constraints()
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from None


def try_save(
    form: forms.BaseForm, save: Callable[[], Record], theirs: Callable[[Any], dict[str, Any]] | None = None
) -> tuple[Record | None, Conflict | None]:
    """Let a service save what a valid form holds. A refusal stands above the form, a clash as both versions."""
    if not form.is_valid():
        return None, None
    try:
        return save(), None
    except EditConflict as clash:
        return None, merge_conflict(form, clash, theirs(clash.current) if theirs else None)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None, None


def merge_conflict(
    form: forms.BaseForm,
    clash: EditConflict,
    theirs: dict[str, Any] | None = None,
    opened: dict[str, Any] | None = None,
) -> Conflict:
    """Bring a valid form up to the saved version and say how the two differ.

    What only the other person changed is taken over into the form; what both changed stays
    as typed. `theirs` gives values of fields that the record itself doesn't have, `opened`
    what such fields and many-to-many ones held when this person opened the form.
    """
    current: Any = clash.current
    was, saved = _snapshots(current, form.cleaned_data["version"])
    was |= {name: _plain(value) for name, value in (opened or {}).items()}
    posted: Any = form.data
    data = posted.copy()
    data[form.add_prefix("version")] = current.version
    differences = []
    for name, yours in form.cleaned_data.items():
        value, known = _value(current, name, theirs or {})
        if not known or _plain(value) == _plain(yours):
            continue
        taken_over = name in was and was[name] == _plain(yours)
        if taken_over:
            _fill(data, form, name, value)
        field = form.fields[name]
        differences.append(Difference(str(form[name].label), _text(field, value), _text(field, yours), taken_over))
    form.data = data
    return Conflict(saved.get("by", ""), saved.get("at"), tuple(differences))


def _snapshots(current: Any, version: int) -> tuple[dict, dict]:
    """The fields as they were when this person opened the record, and who saved the present ones."""
    events = current.events.select_related("pgh_context").order_by("-pgh_id")
    opened = events.filter(version=version).first()
    last = events.filter(version=current.version).last()
    names = [field.name for field in current._meta.concrete_fields]
    was = {name: _plain(getattr(opened, opened._meta.get_field(name).attname)) for name in names} if opened else {}
    if last is None:
        return was, {}
    context = last.pgh_context.metadata if last.pgh_context else {}
    return was, {"by": context.get("name", ""), "at": last.pgh_created_at}


def _value(current: Any, name: str, theirs: dict[str, Any]) -> tuple[Any, bool]:
    if name in theirs:
        return theirs[name], True
    if name == "version" or name not in {field.name for field in current._meta.get_fields()}:
        return None, False
    value = getattr(current, name)
    return (list(value.all()) if hasattr(value, "all") else value), True


def _plain(value: Any) -> Any:
    """Something to compare: keys for rows, a set for many, no difference between nothing and empty."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return frozenset(_plain(each) for each in value)
    return None if value == "" else value


def _fill(data: Any, form: forms.BaseForm, name: str, value: Any) -> None:
    prepared = form.fields[name].prepare_value(value)
    if isinstance(prepared, list | tuple):
        data.setlist(form.add_prefix(name), [each.pk if isinstance(each, models.Model) else each for each in prepared])
    else:
        data[form.add_prefix(name)] = "" if prepared is None else prepared


def _text(field: Any, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Figure):
        return value.text()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(map(str, value))
    if not isinstance(value, models.Model) and hasattr(field, "choices") and not hasattr(field, "queryset"):
        return str(dict(flatten_choices(field.choices)).get(value, value))
    return str(value)
