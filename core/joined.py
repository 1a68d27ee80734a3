"""Rows with the rows they refer to, by a statement that is put together once.

For the few questions that every page asks: building a query over joined tables anew takes Django several times
what PostgreSQL takes to answer it. Everything else is asked by querysets.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Generic, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)
ROOT = "row"
Reference = models.ForeignKey | models.OneToOneRel


@dataclass(frozen=True)
class _Part:
    """One table of the statement: `owner` is the place of the part that `field` leads from, or has it as its own key."""

    model: type[models.Model]
    owner: int
    field: Reference | None
    alias: str
    columns: slice

    @cached_property
    def names(self) -> list[str]:
        return [field.attname for field in self.model._meta.concrete_fields]

    @property
    def key(self) -> int:
        """Where its own key stands among the columns."""
        return self.columns.start + self.names.index(self.model._meta.pk.attname)


class Joined(Generic[Row]):
    """`where` and `order` are SQL in which "row" stands for the model's table, "unit__kind" for a joined one.

    `paths` are those of `select_related`; whoever comes along is null where nothing is referred to.
    """

    def __init__(self, model: type[Row], *paths: str, where: str, order: str):
        self.model, self.paths, self.where, self.order = model, paths, where, order

    def ask(self, *values: int | str | date) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(self._statement, values)
            return [self._built(columns) for columns in cursor.fetchall()]

    def first(self, *values: int | str | date | list[int] | None) -> Row | None:
        with connection.cursor() as cursor:
            cursor.execute(f"{self._statement} LIMIT 1", values)
            columns = cursor.fetchone()
        return self._built(columns) if columns else None

    def _built(self, columns: tuple) -> Row:
        rows: list = []
        for part in self._parts:
            row = None
            if columns[part.key] is not None:
                row = part.model.from_db(connection.alias, part.names, columns[part.columns])
            if part.field is not None and rows[part.owner] is not None:
                part.field.set_cached_value(rows[part.owner], row)
            rows.append(row)
        return rows[0]

    @cached_property
    def _parts(self) -> list[_Part]:
        parts = [_part(self.model, 0, None, ROOT, 0)]
        steps = [list(accumulate(path.split("__"), "{}__{}".format)) for path in self.paths]
        for alias in dict.fromkeys(alias for along in steps for alias in along):
            owner = alias.rpartition("__")[0] or ROOT
            place = next(n for n, part in enumerate(parts) if part.alias == owner)
            field = parts[place].model._meta.get_field(alias.rpartition("__")[2])
            if (
                not isinstance(field, Reference)
                or isinstance(field, models.OneToOneRel)
                and not field.field.primary_key
            ):
                raise TypeError(f"{alias} refers to no single row.")
            parts.append(_part(field.related_model, place, field, alias, parts[-1].columns.stop))
        return parts

    @cached_property
    def _statement(self) -> str:
        columns = [
            f'"{part.alias}"."{field.column}"' for part in self._parts for field in part.model._meta.concrete_fields
        ]
        tables = "".join(
            f' LEFT JOIN "{part.model._meta.db_table}" "{part.alias}" ON "{part.alias}"."{part.model._meta.pk.column}"'
            f' = "{self._parts[part.owner].alias}"."{_column(part.field)}"'
            for part in self._parts
            if part.field is not None
        )
        table = f'"{self.model._meta.db_table}" "{ROOT}"{tables}'
        return f"SELECT {', '.join(columns)} FROM {table} WHERE {self.where} ORDER BY {self.order}"


def _column(field: Reference) -> str:
    """What leads from a row to the other: its reference, or its own key, which is the other's key as well."""
    return str(field.column if isinstance(field, models.ForeignKey) else field.model._meta.pk.column)


def _part(model: type[models.Model], owner: int, field: Reference | None, alias: str, start: int) -> _Part:
    fields = model._meta.concrete_fields
    if any(one.get_db_converters(connection) for one in fields):
        raise TypeError(f"Values of {model.__name__} need converting; ask it by a queryset.")
    return _Part(model, owner, field, alias, slice(start, start + len(fields)))
