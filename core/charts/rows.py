"""Bars in the lines of a table: how much of each, or what each is made of."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.charts.shapes import Cell, DrawnRow, Key, Layer, Rect, Row, RowChart, Value, number_of
from core.figures import UNKNOWN_SIGN, Figure


def bar_rows(
    title: str, rows: Sequence[Row], *, names: tuple[str, str], tone: str = "blue", note: str = ""
) -> RowChart:
    """One value a row, the longest bar fills the width; `names` are the heads of label and number."""
    largest = max((sum(map(number_of, row.values)) for row in rows), default=0)
    return _chart(title, rows, [Key(names[1], tone)], names[0], [largest] * len(rows), note)


def share_rows(title: str, rows: Sequence[Row], *, keys: Sequence[Key], name: str, note: str = "") -> RowChart:
    """Every bar is a whole in its parts, one part a key; `name` is the head of the labels."""
    return _chart(title, rows, keys, name, [sum(map(number_of, row.values)) for row in rows], note)


def _chart(
    title: str, rows: Sequence[Row], keys: Sequence[Key], name: str, wholes: Sequence[int], note: str
) -> RowChart:
    drawn = [
        DrawnRow(
            row=row,
            layers=_layers(row, keys, whole),
            cells=_cells(row, keys),
            said=_joined(keys, row.values),
        )
        for row, whole in zip(rows, wholes, strict=True)
    ]
    said = _("Nothing to show yet.") if not any(wholes) else ""
    return RowChart(title, said, keys, [name, *(key.name for key in keys)], drawn, note)


def _cells(row: Row, keys: Sequence[Key]) -> list[Cell]:
    named = zip(keys, row.values, strict=True)
    return [Cell(value, row.urls[place] if row.urls else "", key.name) for place, (key, value) in enumerate(named)]


def _layers(row: Row, keys: Sequence[Key], whole: int) -> list[Layer]:
    layers, x = [], 0.0
    for key, value in zip(keys, row.values, strict=True):
        width = number_of(value) / whole if whole else 0
        if width:
            layers.append(Layer(key.tone, [Rect(x, 0, width, 0)]))
        x += width
    return layers


def _joined(keys: Sequence[Key], values: Sequence[Value]) -> str:
    return _(", ").join(
        _("%(name)s: %(number)s") % {"name": key.name, "number": written(value)}
        for key, value in zip(keys, values, strict=True)
    )


def written(value: Value) -> str:
    if isinstance(value, Figure):
        return value.text()
    return UNKNOWN_SIGN if value is None else f"{value:,}"
