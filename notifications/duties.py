"""What apps declare as due, once, for reminders, calendar feeds and pages alike.

An app lists its sources in `settings.DUTY_SOURCES`. Whoever reminds knows people and text only.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Duty:
    """Something that is owed by a day; equal in `kind`, `item` and `due_on` it is the same duty.

    `subject` names the record on whose page people look for it ("assignment-12"), `item` the single thing
    owed ("share-34"). `since` is the day it was handed out: stages that lie no later than that are not told,
    since handing out tells it. `unit_id` owes it; without a unit and without `people` the office of the area does.
    """

    kind: str
    subject: str
    item: str
    due_on: date
    since: date
    area_path: str
    name: str
    url: str
    reason: str | Promise
    number: str = ""
    unit_id: int | None = None
    people: tuple[int, ...] = ()
    due_at: datetime | None = None

    @property
    def is_of_office(self) -> bool:
        return self.unit_id is None and not self.people


class FindOpen(Protocol):
    """The open duties of one kind, in a fixed number of queries.

    `until`: due on that day or before; `items`: these only; `below`: owed by units under this path, or by the
    office of the very area with this path.
    """

    def __call__(
        self, *, until: date | None = None, items: Collection[str] | None = None, below: str | None = None
    ) -> Iterable[Duty]: ...


@dataclass(frozen=True)
class Source:
    """One kind of duty. `counts_from_start`: it has no due day of its own, `due_on` is the day since when it waits."""

    kind: str
    name: str | Promise
    find_open: FindOpen
    counts_from_start: bool = False


@cache
def sources() -> Mapping[str, Source]:
    """All kinds by their code, in the order of the settings."""
    lists: list[Iterable[Source]] = [import_string(path) for path in settings.DUTY_SOURCES]
    return {source.kind: source for listed in lists for source in listed}


def open_duties(*, until: date | None = None, below: str | None = None) -> list[Duty]:
    """Everything that is owed, of all kinds."""
    return [duty for source in sources().values() for duty in source.find_open(until=until, below=below)]


def subject_of(record: Model) -> str:
    """The name of a record as subject of what is owed and told ("assignment-12")."""
    return f"{record._meta.model_name}-{record.pk}"


def keys_of(items: Collection[str] | None, prefix: str) -> list[int] | None:
    """The keys in items such as "share-34"; None where everything is asked for."""
    if items is None:
        return None
    tails = (item.removeprefix(prefix) for item in items if item.startswith(prefix))
    return [int(tail) for tail in tails if tail.isdecimal()]


def still_open(keys: Collection[tuple[str, str, date]]) -> set[tuple[str, str, date]]:
    """Of these (kind, item, due day) those that are owed still, by that very day."""
    found = set()
    for kind, source in sources().items():
        items = {item for a_kind, item, _due in keys if a_kind == kind}
        if items:
            found |= {(kind, duty.item, duty.due_on) for duty in source.find_open(items=items)}
    return found & set(keys)
