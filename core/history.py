"""The record of changes, written by database triggers: who, when, what from what, why.

`because` must surround the transaction of a service's write. The acting person of a page
comes from the request (`accounts.middleware.HistoryMiddleware`); a service passes `by` so
that commands and tasks leave the same trace.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pghistory
import pgtrigger
from django.db import connection, models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext
from pghistory.models import Event, Events

HIDDEN_FIELDS = {"id", "version", "path", "initials", "submission_key", "password", "last_login"}


@contextmanager
def because(why: str = "", *, by: models.Model | None = None) -> Iterator[None]:
    """Record the reason and the person with every change made inside; a reason given further out stays."""
    facts: dict[str, Any] = {"why": why} if why else {}
    if by is not None:
        facts |= {"user": by.pk, "name": str(by)}
    with pghistory.context(**facts):
        yield


@dataclass(frozen=True)
class Change:
    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Entry:
    at: datetime
    by: str
    why: str
    label: str
    changes: tuple[Change, ...]


def track(
    *,
    inserted_in_bulk: bool = False,
    inserts_when: str = "",
    updates_when: str = "",
    found_by: Sequence[str] = (),
    **kwargs,
):
    """Record every insert, update and delete of a model by trigger.

    `inserts_when`: a condition in SQL on the row `NEW`; other inserts leave no event, which carries the hour.
    `updates_when`: likewise on `OLD` and `NEW`, for updates that change anything.

    `inserted_in_bulk`: by one trigger for the statement. One for each row costs the more the longer the
    transaction: 100,000 activities with their figures took over ten minutes, by statement it is seconds.

    `found_by`: what events are looked for by, such as `pgh_obj`, their record; nothing else they point to has an index
    then. A hazard points to fourteen things, and its event cost more to write than itself.
    """
    level = pghistory.Statement if inserted_in_bulk else pghistory.Row
    only = pgtrigger.Condition(inserts_when) if inserts_when else None
    insert = pghistory.InsertEvent(level=level, condition=only)
    changed = f"OLD.* IS DISTINCT FROM NEW.* AND ({updates_when})"
    update = pghistory.UpdateEvent(condition=pgtrigger.Condition(changed)) if updates_when else pghistory.UpdateEvent()
    tracked = pghistory.track(insert, update, pghistory.DeleteEvent(), **kwargs)

    def track_model(model: Any) -> Any:
        model = tracked(model)
        for field in model.pgh_event_model._meta.local_fields if found_by else ():
            field.db_index = field.name in found_by
        return model

    return track_model


def event_model(model: Any) -> Any:
    """The model of the rows that `track` writes."""
    return model.pgh_event_model


def events_of(model: Any, **which: Any) -> models.QuerySet[Any]:
    """What `track` wrote of a model, with who and why."""
    return event_model(model).objects.filter(**which).select_related("pgh_context")


def record_inserts(model: Any, keys: Sequence[int]) -> None:
    """The events of rows written in bulk to a table whose own trigger leaves them out; in the transaction of the write."""
    event = next(rel.related_model for rel in model._meta.related_objects if issubclass(rel.related_model, Event))
    shared = {field.column for field in model._meta.concrete_fields}
    columns = ", ".join(f'"{field.column}"' for field in event._meta.concrete_fields if field.column in shared)
    key = model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH context AS (SELECT _pgh_attach_context() AS value) "
            f'INSERT INTO "{event._meta.db_table}" ({columns}, pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) '
            f"SELECT {columns}, NOW(), 'insert', \"{key}\", context.value "
            f'FROM "{model._meta.db_table}", context WHERE "{key}" = ANY(%s)',
            [list(keys)],
        )


def _shown(model: type[models.Model], field_name: str, value: Any, names: dict) -> Any:
    field = model._meta.get_field(field_name)
    if value is None or value == "":
        return None
    if field.is_relation:
        return names.get((field.related_model, value), value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(field, models.DateTimeField):
        return parse_datetime(value)
    if isinstance(field, models.DateField):
        return parse_date(value)
    return value


def _is_told(field: Any) -> bool:
    """A field without a name for people keeps the books: who did it and when, which the entry itself says."""
    return field.name not in HIDDEN_FIELDS and isinstance(field.verbose_name, Promise)


def history_of(*records: models.Model, limit: int = 200) -> Sequence[Entry]:
    """The changes of these records, newest first; related rows are named, not numbered."""
    events = list(Events.objects.tracks(*records).order_by("-pgh_created_at", "-pgh_id")[:limit])
    model_of = {record._meta.label: type(record) for record in records}
    wanted: dict[type[models.Model], set] = {}
    for event in events:
        model = model_of[event.pgh_obj_model]
        for name, pair in (event.pgh_diff or {}).items():
            field = model._meta.get_field(name.removesuffix("_id"))
            if field.is_relation:
                wanted.setdefault(field.related_model, set()).update(value for value in pair if value)
    names = {
        (model, row.pk): str(row) for model, keys in wanted.items() for row in model._base_manager.filter(pk__in=keys)
    }
    return [_entry(event, model_of[event.pgh_obj_model], names) for event in events]


def _entry(event: Any, model: type[models.Model], names: dict) -> Entry:
    facts = (event.pgh_context or {}) if isinstance(event.pgh_context, dict) else {}
    changes = []
    for name, (old, new) in sorted((event.pgh_diff or {}).items()):
        name = name.removesuffix("_id")
        field = model._meta.get_field(name)
        if not _is_told(field):
            continue
        changes.append(
            Change(str(field.verbose_name), _shown(model, name, old, names), _shown(model, name, new, names))
        )
    return Entry(
        at=event.pgh_created_at,
        by=facts.get("name", ""),
        why=facts.get("why", ""),
        label=event.pgh_label,
        changes=tuple(changes),
    )
