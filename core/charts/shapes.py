"""What a chart is made of. Across is a share of the width, down is pixels, so that text keeps its size at any width."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from core.figures import Figure

Value = Figure | int | None

# The four colours that mean something, grey for what has not begun, and blues for parts that mean nothing by themselves.
TONES = {
    "green": "#14804a",
    "blue": "#0b5cab",
    "yellow": "#f5b800",
    "red": "#c8261c",
    "grey": "#b4bec9",
    "blue-1": "#083f78",
    "blue-2": "#0b5cab",
    "blue-3": "#4f8fd0",
    "blue-4": "#8fb8e2",
    "blue-5": "#c3d9ef",
    "line": "#dfe4ea",
    "base": "#8a95a5",
    "track": "#e3e8ee",
    "ink": "#17212e",
    "ink-3": "#5b687c",
}
BLUES = ("blue-1", "blue-2", "blue-3", "blue-4", "blue-5")


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend."""

    name: str
    tone: str


@dataclass(frozen=True)
class Series:
    """One part of a chart: a value a day; without a tone it takes the next of the blues. `urls` open its records."""

    name: str
    values: Sequence[Value]
    tone: str = ""
    urls: Sequence[str] = ()


class Rect(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class Line(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float


class Dot(NamedTuple):
    x: float
    y: float


class Text(NamedTuple):
    """`anchor` is start, middle or end; `size` is small, plain or large."""

    x: float
    y: float
    words: str
    anchor: str = "start"
    size: str = "small"
    tone: str = "ink-3"


@dataclass(frozen=True)
class Layer:
    """Shapes of one colour; `dashed` and `thick` are of lines."""

    tone: str
    shapes: Sequence[Rect | Line | Dot]
    dashed: bool = False
    thick: bool = False


class Spot(NamedTuple):
    """Where the pointer finds the row of the table with the same number."""

    x: float
    width: float
    url: str = ""


class Cell(NamedTuple):
    value: Value
    url: str = ""
    name: str = ""


@dataclass(frozen=True)
class TableRow:
    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Chart:
    """`said` is the sentence for whoever can't see it; `head` and `rows` are the table behind it."""

    title: str
    said: str
    height: int
    layers: Sequence[Layer]
    texts: Sequence[Text]
    spots: Sequence[Spot]
    legend: Sequence[Key]
    head: Sequence[str]
    rows: Sequence[TableRow]
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a chart of rows: a value for each of its keys. `url` opens what the label names."""

    label: str
    values: Sequence[Value]
    url: str = ""
    urls: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True)
class DrawnRow:
    row: Row
    layers: Sequence[Layer]
    cells: Sequence[Cell]
    said: str = ""


@dataclass(frozen=True)
class RowChart:
    """Bars in the lines of a table: the table itself is the chart."""

    title: str
    said: str
    keys: Sequence[Key]
    head: Sequence[str]
    rows: Sequence[DrawnRow] = field(default_factory=tuple)
    note: str = ""


def number_of(value: Value) -> int:
    """How high it stands; what nobody has said has no height."""
    return (value.value if isinstance(value, Figure) else value) or 0
