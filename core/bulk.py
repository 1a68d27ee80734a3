"""Many rows of a model in one statement, where objects of the model would take most of the time.

Database triggers run and constraints hold; `save()` and signals don't exist here, as nowhere in
the portal. Measured on a shared 2-core machine: see `core.intake`.
"""

import re
import tempfile
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Self

from django.db import connection, models

_IN_MEMORY = 8 * 1024 * 1024
_READ_AT_ONCE = 1 << 16
_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
# New words wait in a list before they enter an index of words, and enter all the faster the longer the list: with
# PostgreSQL's own 4 MB that took most of the time of a long COPY. Whoever searches reads through the list.
_LONG_LISTS = "SET LOCAL gin_pending_list_limit = '32MB'; SET LOCAL work_mem = '64MB'"
_END_LISTS = """
SELECT gin_clean_pending_list(index.oid) FROM pg_index JOIN pg_class index ON index.oid = indexrelid
JOIN pg_am ON pg_am.oid = index.relam WHERE indrelid = %s::regclass AND amname = 'gin'
"""


def among(name: str, keys: Iterable[int]) -> models.Func:
    """For `filter`: the key in this field is one of these. Thousands of keys take `__in` longer than the database."""
    array = models.Value("{" + ",".join(map(str, keys)) + "}")
    words = {"template": "%(expressions)s::bigint[])", "arg_joiner": " = ANY("}
    return models.Func(models.F(name), array, output_field=models.BooleanField(), **words)


def next_keys(model: type[models.Model], number: int) -> list[int]:
    """Primary keys for rows to come, so that rows of other tables can point to them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [key for (key,) in cursor.fetchall()]


class RowFile:
    """Rows of a model set aside on disk, then written to its table by one COPY.

    Triggers by statement run once for all of them. Use it as a context manager.
    """

    def __init__(self, model: type[models.Model], names: Sequence[str]) -> None:
        """Each row will hold a value for each of the fields `names`, keys for relations."""
        quote = connection.ops.quote_name
        fields: list[Any] = [model._meta.get_field(name) for name in names]
        self._table = quote(model._meta.db_table)
        self._columns = ", ".join(quote(field.column) for field in fields)

    def __enter__(self) -> Self:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        self._file.write("".join("\t".join(map(_copied, row)) + "\n" for row in rows).encode())

    def write(self) -> None:
        """In the transaction of the caller."""
        if not self._file.tell():
            return
        self._file.seek(0)
        with connection.wrap_database_errors, connection.cursor() as cursor:
            # The history is told who and why along with a statement, which COPY is not; COPY takes this lock anyway.
            cursor.execute(f"LOCK TABLE {self._table} IN ROW EXCLUSIVE MODE; {_LONG_LISTS}")
            cursor.copy_expert(f"COPY {self._table} ({self._columns}) FROM STDIN", self._file, _READ_AT_ONCE)
            cursor.execute(_END_LISTS, [self._table])


def _copied(value: object) -> str:
    """As COPY reads it."""
    if type(value) is int:
        return str(value)
    if value is None:
        return r"\N"
    text = str(value)
    return text.translate(_ESCAPED) if _SPECIAL.search(text) else text
