"""This year beside last year: two lines that grow day by day."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise

from django.utils.translation import gettext as _

from core.charts.scale import day_labels, short_day, steps
from core.charts.shapes import Cell, Chart, Dot, Key, Layer, Line, Spot, TableRow, Text

HEIGHT = 240
TOP, FOOT = 30, 26
LEFT, RIGHT = 0.05, 0.985


def two_years(
    title: str,
    days: Sequence[date],
    now: Sequence[int],
    before: Sequence[int],
    *,
    names: tuple[str, str],
    urls: Sequence[str] = (),
    height: int = HEIGHT,
    note: str = "",
) -> Chart:
    """What each day added, drawn as what had come together by then, day beside day.

    `now` ends with the last day that has come, `before` has all its days or is empty; `names` are of the two years.
    """
    sums = list(accumulate(now)), list(accumulate(before))
    grid = _Grid(len(days), max([*sums[0], *sums[1], 0]), height)
    return Chart(
        title=title,
        said=_said(names, *sums),
        height=height,
        layers=[
            *grid.ground(),
            *_line("grey", grid.points(sums[1]), dashed=True),
            *_line("blue", grid.points(sums[0])),
        ],
        texts=[*grid.axis(), *_day_texts(days, grid), *_end_label(grid.points(sums[0]), sums[0])],
        spots=[grid.spot(number, urls) for number in range(len(days))],
        legend=[Key(names[0], "blue"), *([Key(names[1], "grey")] if before else [])],
        head=[_("Day"), *names] if before else [_("Day"), names[0]],
        rows=[_row(number, day, sums, urls) for number, day in enumerate(days)],
        note=note,
    )


class _Grid:
    """Where a day stands, and how high a number."""

    def __init__(self, days: int, largest: int, height: int) -> None:
        self.days, self.ticks, self.bottom = days, steps(largest), height - FOOT
        self.gap = (RIGHT - LEFT) / max(days - 1, 1)

    def at(self, number: int) -> float:
        return LEFT + self.gap * number

    def level(self, value: int) -> float:
        return self.bottom - (self.bottom - TOP) * value / self.ticks[-1]

    def points(self, line: list[int]) -> list[tuple[float, float]]:
        return [(self.at(number), self.level(value)) for number, value in enumerate(line[: self.days])]

    def ground(self) -> list[Layer]:
        lines = [Line(0, self.level(tick), 1, self.level(tick)) for tick in self.ticks[1:]]
        return [Layer("line", lines), Layer("base", [Line(0, self.bottom, 1, self.bottom)])]

    def axis(self) -> list[Text]:
        return [Text(0, self.level(tick) - 4, f"{tick:,}") for tick in self.ticks[1:]]

    def spot(self, number: int, urls: Sequence[str]) -> Spot:
        return Spot(self.at(number) - self.gap / 2, self.gap, urls[number] if urls else "")


def _day_texts(days: Sequence[date], grid: _Grid) -> list[Text]:
    return [
        Text(grid.at(number), grid.bottom + 18, words, "end" if number == len(days) - 1 else "middle")
        for number, words in day_labels(list(days)).items()
    ]


def _line(tone: str, points: list[tuple[float, float]], *, dashed: bool = False) -> list[Layer]:
    if not points:
        return []
    lines = [Line(*one, *other) for one, other in pairwise(points)]
    ends = [] if dashed else [Layer(tone, [Dot(*points[-1])])]
    return [Layer(tone, lines, dashed=dashed, thick=True), *ends]


def _end_label(points: list[tuple[float, float]], line: list[int]) -> list[Text]:
    if not points:
        return []
    x, y = points[-1]
    return [Text(x, y - 10, f"{line[-1]:,}", "end" if x > 0.5 else "start", "plain", "ink")]


def _row(number: int, day: date, sums: tuple[list[int], list[int]], urls: Sequence[str]) -> TableRow:
    now, before = (line[number] if number < len(line) else None for line in sums)
    cells = [Cell(now, urls[number] if urls and now is not None else "")]
    return TableRow(short_day(day), [*cells, Cell(before)] if sums[1] else cells)


def _said(names: tuple[str, str], now: list[int], before: list[int]) -> str:
    """Both on the day that has come, or why they can't be compared."""
    if not now:
        return _("Nothing in these days.")
    words = {"name": names[0], "number": f"{now[-1]:,}"}
    if not before:
        return _("%(name)s: %(number)s.") % words
    other = f"{before[min(len(now), len(before)) - 1]:,}"
    words |= {"other": names[1], "then": other}
    return _("%(name)s: %(number)s. %(other)s by the same day: %(then)s.") % words
