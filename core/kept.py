"""What changes a few times a day and every page reads: kept in each process, for one state of the tables it is read from.

A write to a watched table appends a random mark in its own transaction. All marks that a transaction sees, put
together by XOR, are the state it sees: writers don't wait for each other, what is rolled back leaves no mark, and no
state comes again. So what was read in a state is true as long as the marks say the same.
"""

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, TypeVar

from django.db import connection, migrations

Value = TypeVar("Value")

# In a process; beyond it what is of other states is forgotten, or else all.
MOST = 100
# Above it, marks are put together to one.
MOST_MARKS = 100
STATE = "SELECT bit_xor(mark) FROM core_mark"
TIDY = """
WITH gone AS (DELETE FROM core_mark RETURNING mark)
INSERT INTO core_mark (mark) SELECT bit_xor(mark) FROM gone HAVING count(*) > 0
"""
WATCH = """
CREATE TRIGGER kept_in_processes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION core_append_mark()
"""
UNWATCH = "DROP TRIGGER kept_in_processes ON {table}"
_known: dict[tuple[Hashable, ...], Any] = {}


class Kept:
    """What one page takes from there, all of it for the state in which the page first asked.

    What is kept is shared by all pages of a process: it is read, never changed.
    """

    @cached_property
    def state(self) -> int | None:
        with connection.cursor() as cursor:
            cursor.execute(STATE)
            return cursor.fetchone()[0]

    def get(self, key: tuple[Hashable, ...], read: Callable[[], Value]) -> Value:
        """What `read` finds in watched tables alone; `key` names everything that decides what it finds."""
        place = (self.state, *key)
        found: Any = _known.get(place, _known)
        if found is not _known:
            return found
        found = read()
        if len(_known) >= MOST:
            _forget(self.state)
        _known[place] = found
        return found


def _forget(state: int | None) -> None:
    """Other threads may read and keep meanwhile."""
    others = [place for place in list(_known) if place[0] != state]
    for place in others or list(_known):
        _known.pop(place, None)


def tidy() -> None:
    """Fewer marks, the same state: a reader sees either, and whoever tidies at the same time takes others."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) > {MOST_MARKS} FROM (SELECT FROM core_mark LIMIT {MOST_MARKS} + 1) marks")
        if cursor.fetchone()[0]:
            cursor.execute(TIDY)


def watch(*tables: str) -> list[migrations.RunSQL]:
    """For the migration of the app that has the tables."""
    return [migrations.RunSQL(WATCH.format(table=table), UNWATCH.format(table=table)) for table in tables]
