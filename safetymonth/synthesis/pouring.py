"""Rows by the million into tables that have put down what would look at each row by itself."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Self

from django.db import connection

# Foreign keys and what is unique, but for the primary key, to which other tables point; then the other indexes.
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = ANY (%s::regclass[]) AND contype IN ('f', 'u') ORDER BY contype DESC, conname
"""
INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY (%s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
    ORDER BY indexrelid
"""
TO_BUILD = "SET LOCAL maintenance_work_mem = '512MB'"


@dataclass(frozen=True)
class Batch:
    """Rows for one table as COPY reads them; made-up text has no tab, line break or backslash to escape."""

    table: str
    columns: str
    text: bytes

    @classmethod
    def of(cls, model: Any, columns: str, records: Iterable[tuple]) -> Self:
        text = "".join(
            "\t".join([r"\N" if value is None else str(value) for value in record]) + "\n" for record in records
        )
        return cls(model._meta.db_table, columns, text.encode())


def pour(batches: Iterator[Batch]) -> None:
    """Into their tables, one after the other; a thread makes the next one while PostgreSQL writes."""
    with ThreadPoolExecutor(1) as maker, connection.cursor() as cursor:
        coming = maker.submit(next, batches, None)
        while batch := coming.result():
            coming = maker.submit(next, batches, None)
            # In one piece: each further one would wait for the thread to let go of the interpreter.
            cursor.copy_expert(
                f"COPY {batch.table} ({batch.columns}) FROM STDIN", BytesIO(batch.text), len(batch.text) + 1
            )


@contextmanager
def unrecorded(*models: Any) -> Iterator[None]:
    """No history of made-up records, and no counting one by one; foreign keys are still checked."""
    tables = _tables(models)
    _run("SET CONSTRAINTS ALL IMMEDIATE", *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables))
    yield
    _run(*(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables))


@contextmanager
def bare(*models: Any) -> Iterator[None]:
    """Tables without foreign keys and indexes; what is put back looks at all rows at once, a hundred times as fast.

    In one transaction: nobody ever sees a table without them. They have statistics then, made while no index was there
    whose expressions would have to be worked out for them.
    """
    # What has been saved waits for its checks, and a table with waiting checks can't be altered.
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [_tables(models)])
        constraints = cursor.fetchall()
        cursor.execute(INDEXES, [_tables(models)])
        indexes = cursor.fetchall()
    _run(*(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"' for table, name, _definition in constraints))
    _run(*(f"DROP INDEX {name}" for name, _definition in indexes))
    yield
    _run("ANALYZE " + ", ".join(_tables(models)))
    _run(TO_BUILD, *(definition for _name, definition in indexes))
    _run(*(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}' for table, name, definition in constraints))


def _tables(models: Sequence[Any]) -> list[str]:
    return [model._meta.db_table for model in models]


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
