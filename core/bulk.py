"""Many rows of a model in one statement, where objects of the model would take most of the time.

Database triggers run and constraints hold; `save()` and signals don't exist here, as nowhere in
the portal. Measured on a shared 2-core machine: see activities.services.importing.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


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


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Each row holds a value for each of the fields `names`, keys for relations; call it in a transaction."""
    if not rows:
        return
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
    values = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) SELECT * FROM unnest({arrays})", values)
