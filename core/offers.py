"""What the lists of a form offer, asked for together."""

from collections.abc import Iterator, Sequence
from functools import cache

from django.db import connection
from django.utils.choices import CallableChoiceIterator

from core.kept import Kept
from core.models import Taxonomy, name_column

Choices = list[tuple[str, str]]


class Offers:
    """Codes and names of several taxonomies, asked in one query when the first of them is drawn.

    Field by field that is a query each, by a cursor that three statements open, read and close.
    """

    def __init__(self, *models: type[Taxonomy], kept: Kept) -> None:
        self.models, self.kept = models, kept

    def of(self, model: type[Taxonomy], *first: tuple[str, str]) -> CallableChoiceIterator:
        """For `widget.choices`; what a form takes stays the field's own business."""
        return CallableChoiceIterator(lambda: [*first, *self._all()[self.models.index(model)]])

    def _all(self) -> Sequence[Choices]:
        return self.kept.get(("offers", self.models, name_column()), self._read)

    def _read(self) -> Sequence[Choices]:
        found: Sequence[Choices] = [[] for _model in self.models]
        with connection.cursor() as cursor:
            cursor.execute(_statement(self.models, name_column()))
            for at, code, name, _position in cursor.fetchall():
                found[at].append((code, name))
        return found


@cache
def _statement(models: Sequence[type[Taxonomy]], name: str) -> str:
    """Names of tables and columns are our own; nothing that was typed is in it."""
    return f"{' UNION ALL '.join(_parts(models, name))} ORDER BY at, position, code"


def _parts(models: Sequence[type[Taxonomy]], name: str) -> Iterator[str]:
    for at, model in enumerate(models):
        table = connection.ops.quote_name(model._meta.db_table)
        columns = f"{at} AS at, code, {connection.ops.quote_name(name)}, position"
        yield f"SELECT {columns} FROM {table}"
