"""A column a day, in parts that stand on one another."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.charts.scale import day_labels, short_day, steps
from core.charts.shapes import (
    BLUES,
    Cell,
    Chart,
    Key,
    Layer,
    Line,
    Rect,
    Series,
    Spot,
    TableRow,
    Text,
    Value,
    number_of,
)

HEIGHT = 240
TOP, FOOT = 30, 26
# Room for the numbers of the axis; they stand above their lines, so little will do.
LEFT, RIGHT = 0.05, 0.995
GAP = 0.28
# One day alone fills no wall.
WIDEST = 0.08


def day_columns(
    title: str,
    days: Sequence[date],
    series: Sequence[Series],
    *,
    wholes: Sequence[Value] = (),
    urls: Sequence[str] = (),
    marks: Mapping[date, str] | None = None,
    until: date | None = None,
    height: int = HEIGHT,
    note: str = "",
) -> Chart:
    """`wholes` count each record once where the parts may hold it twice: a column is as high as its whole, and the
    parts share it out. `urls` open a whole day.

    `marks` name days ("consulting day"); days after `until` have not come, their ground line is dashed.
    """
    keyed = [Key(each.name, each.tone or BLUES[place % len(BLUES)]) for place, each in enumerate(series)]
    sums = [sum(number_of(each.values[place]) for each in series) for place in range(len(days))]
    counted = list(wholes) or list(sums)
    heights = [number_of(value) for value in counted]
    ticks = steps(max(heights, default=0))
    grid = _Grid(len(days), ticks[-1], height)
    return Chart(
        title=title,
        said=_said(days, counted, until),
        height=height,
        layers=[
            *_ground(grid, ticks, days, until),
            *_stacks(grid, series, keyed, [_rate(*pair) for pair in zip(heights, sums, strict=True)]),
        ],
        texts=[*_axis(grid, ticks), *_day_texts(grid, days), *_marked(grid, days, heights, counted, marks or {})],
        spots=[Spot(grid.left(place), grid.slot, _at(urls, place)) for place in range(len(days))],
        legend=keyed if len(keyed) > 1 else (),
        head=[_("Day"), *(each.name for each in series), *([_("In all")] if wholes else [])],
        rows=[_table_row(place, day, series, wholes, urls) for place, day in enumerate(days)],
        note=note,
    )


class _Grid:
    """Where a day stands, and how high a number."""

    def __init__(self, days: int, largest: int, height: int) -> None:
        self.slot = (RIGHT - LEFT) / max(days, 1)
        self.bar = min(self.slot * (1 - GAP), WIDEST)
        self.largest, self.bottom = largest, height - FOOT

    def left(self, place: int) -> float:
        return LEFT + self.slot * place

    def middle(self, place: int) -> float:
        return self.left(place) + self.slot / 2

    def tall(self, number: int) -> float:
        return (self.bottom - TOP) * number / self.largest


def _ground(grid: _Grid, ticks: list[int], days: Sequence[date], until: date | None) -> list[Layer]:
    lines = [Line(0, grid.bottom - grid.tall(tick), 1, grid.bottom - grid.tall(tick)) for tick in ticks[1:]]
    past = len(days) if until is None else sum(day <= until for day in days)
    edge = grid.left(past) if past else 0
    ground = [Layer("line", lines), Layer("base", [Line(0, grid.bottom, min(edge, 1), grid.bottom)])]
    if past < len(days):
        ground.append(Layer("base", [Line(edge, grid.bottom, 1, grid.bottom)], dashed=True))
    return ground


def _rate(whole: int, parts: int) -> float:
    return whole / parts if parts else 1


def _stacks(grid: _Grid, series: Sequence[Series], keyed: Sequence[Key], rates: Sequence[float]) -> list[Layer]:
    foot = [float(grid.bottom)] * len(rates)
    layers = []
    for each, key in zip(series, keyed, strict=True):
        drawn = []
        for place, value in enumerate(each.values):
            tall = grid.tall(number_of(value)) * rates[place]
            if tall:
                foot[place] -= tall
                drawn.append(Rect(grid.middle(place) - grid.bar / 2, foot[place], grid.bar, max(tall, 1)))
        layers.append(Layer(key.tone, drawn))
    return layers


def _axis(grid: _Grid, ticks: list[int]) -> list[Text]:
    return [Text(0, grid.bottom - grid.tall(tick) - 4, f"{tick:,}") for tick in ticks[1:]]


def _day_texts(grid: _Grid, days: Sequence[date]) -> list[Text]:
    return [
        Text(grid.middle(place), grid.bottom + 18, label, "middle") for place, label in day_labels(list(days)).items()
    ]


def _marked(
    grid: _Grid, days: Sequence[date], heights: list[int], counted: Sequence[Value], marks: Mapping[date, str]
) -> list[Text]:
    """The number of the highest day, with its name if it has one: more would cover one another."""
    if not any(heights):
        return []
    place = heights.index(max(heights))
    number = f"{number_of(counted[place]):,}"
    name = marks.get(days[place])
    words = _("%(name)s: %(number)s") % {"name": name, "number": number} if name else number
    anchor = "middle" if not name else "start" if place < len(days) / 2 else "end"
    edge = {"middle": grid.middle(place), "start": grid.left(place), "end": grid.left(place) + grid.slot}[anchor]
    return [Text(edge, grid.bottom - grid.tall(heights[place]) - 7, words, anchor, "plain", "ink")]


def _table_row(
    place: int, day: date, series: Sequence[Series], wholes: Sequence[Value], urls: Sequence[str]
) -> TableRow:
    cells = [Cell(each.values[place], _at(each.urls, place)) for each in series]
    if wholes:
        cells.append(Cell(wholes[place], _at(urls, place)))
    elif len(cells) == 1 and urls:
        cells = [Cell(cells[0].value, urls[place])]
    return TableRow(short_day(day), cells)


def _said(days: Sequence[date], counted: Sequence[Value], until: date | None) -> str:
    """Of the days that have come, and any later one that has something already."""
    numbers = [number_of(value) for value in counted]
    if not any(numbers):
        return _("Nothing in these days.")
    place = numbers.index(max(numbers))
    come = sum(until is None or day <= until or number > 0 for day, number in zip(days, numbers, strict=True))
    words = {
        "total": f"{sum(numbers):,}",
        "days": come,
        "most": f"{numbers[place]:,}",
        "day": short_day(days[place]),
    }
    return (
        ngettext(
            "%(total)s in %(days)s day, the most on %(day)s: %(most)s.",
            "%(total)s in %(days)s days, the most on %(day)s: %(most)s.",
            come,
        )
        % words
    )


def _at(urls: Sequence[str], place: int) -> str:
    return urls[place] if urls else ""
