"""Many rows of a model in one statement, where objects of the model would take most of the time.

Database triggers run and constraints hold; `save()` and signals don't exist here, as nowhere in
the portal. Measured on a shared 2-core machine: see `core.intake`.
"""

import tempfile
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Self

from django.db import connection, models

_IN_MEMORY = 8 * 1024 * 1024
_READ_AT_ONCE = 1 << 16
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


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
        self._is_empty = True

    def __enter__(self) -> Self:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            self._file.write("\t".join([_copied(value) for value in row]) + "\n")
            self._is_empty = False

    def write(self) -> None:
        if self._is_empty:
            return
        self._file.seek(0)
        with connection.wrap_database_errors, connection.cursor() as cursor:
            # The history is told who and why along with a statement, which COPY is not; COPY takes this lock anyway.
            cursor.execute(f"LOCK TABLE {self._table} IN ROW EXCLUSIVE MODE")
            cursor.copy_expert(f"COPY {self._table} ({self._columns}) FROM STDIN", self._file, _READ_AT_ONCE)


def _copied(value: object) -> str:
    """As COPY reads it."""
    if type(value) is str:
        return value.translate(_ESCAPED) if not value.isalnum() else value
    if value is None:
        return r"\N"
    return str(value).translate(_ESCAPED)
