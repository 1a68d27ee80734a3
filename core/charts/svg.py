"""Shapes as SVG: for a page they stretch with it, for a picture or the wall they have a width of their own."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from core.charts.shapes import TONES, Chart, Dot, DrawnRow, Layer, Line, Rect, Text
from core.drawing import Piece, together

SIZES = {"small": 12, "plain": 13, "large": 18}
SPOT = Piece('<rect class="spot" data-row="{}" x="{}" y="0" width="{}" height="{}" fill="none" pointer-events="all"/>')
# Left out of the order of tabs: the table behind has the same links, one after the other.
LINKED_SPOT = Piece('<a href="{}" tabindex="-1">{}</a>')
BAR = Piece('<rect class="t-{}" x="{}" width="{}" height="100%"/>')
# Colours stand as attributes, too: a picture taken away has no style sheet.
FILLED = Piece('<g class="t-{}" fill="{}">{}</g>')
STROKED = Piece('<g class="l-{}" stroke="{}" stroke-width="{}" stroke-linecap="round"{}>{}</g>')
DASHES = SafeString(' stroke-dasharray="5 4"')
RECT = Piece('<rect x="{}" y="{}" width="{}" height="{}"/>')
DOT = Piece('<circle cx="{}" cy="{}" r="4"/>')
LINE = Piece('<line x1="{}" y1="{}" x2="{}" y2="{}"/>')
WORDS = Piece(
    '<text class="w-{} f-{}" x="{}" y="{}" text-anchor="{}" font-size="{}" fill="{}" '
    'stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">{}</text>'
)


class _Across:
    """Shares of the width as an attribute: percent, or pixels of a fixed width."""

    def __init__(self, width: int | None) -> None:
        self.width = width

    def __call__(self, share: float) -> SafeString:
        return _digits(f"{100 * share:.2f}%" if self.width is None else f"{share * self.width:.1f}")


def _digits(text: str) -> SafeString:
    """Nothing in it to escape: a chart has a thousand numbers, and looking through them took a tenth of its page."""
    return SafeString(text)


def _down(pixels: float) -> SafeString:
    return _digits(f"{pixels:.1f}")


def drawing(chart: Chart, *, width: int | None = None, scale: float = 1) -> SafeString:
    """Everything inside the <svg>; `scale` makes the text larger."""
    across = _Across(width)
    return together(_layer(layer, across) for layer in chart.layers) + _texts(chart.texts, across, scale)


def spots(chart: Chart) -> SafeString:
    """Areas over the days that show the row of the table and open its records."""
    across = _Across(None)
    areas = []
    for place, spot in enumerate(chart.spots):
        area = SPOT(place, across(spot.x), across(spot.width), chart.height)
        areas.append(LINKED_SPOT(spot.url, area) if spot.url else area)
    return together(areas)


def row_drawing(row: DrawnRow) -> SafeString:
    across = _Across(None)
    return BAR.each((layer.tone, across(shape.x), across(shape.width)) for layer, shape in bars(row))


def bars(row: DrawnRow) -> Iterable[tuple[Layer, Rect]]:
    return ((layer, shape) for layer in row.layers for shape in layer.shapes if isinstance(shape, Rect))


def _layer(layer: Layer, across: _Across) -> SafeString:
    filled = (
        FILLED(layer.tone, TONES[layer.tone], drawn) for drawn in (_rects(layer, across), _dots(layer, across)) if drawn
    )
    lines = _lines(layer, across)
    return together([*filled, _pen(layer, lines) if lines else ""])


def _pen(layer: Layer, lines: SafeString) -> SafeString:
    width, dashes = "2.5" if layer.thick else "1", DASHES if layer.dashed else ""
    return STROKED(layer.tone, TONES[layer.tone], width, dashes, lines)


def _rects(layer: Layer, across: _Across) -> SafeString:
    return RECT.each(
        (across(each.x), _down(each.y), across(each.width), _down(each.height))
        for each in layer.shapes
        if isinstance(each, Rect)
    )


def _dots(layer: Layer, across: _Across) -> SafeString:
    return DOT.each((across(each.x), _down(each.y)) for each in layer.shapes if isinstance(each, Dot))


def _lines(layer: Layer, across: _Across) -> SafeString:
    return LINE.each(
        (across(each.x1), _down(each.y1), across(each.x2), _down(each.y2))
        for each in layer.shapes
        if isinstance(each, Line)
    )


def _texts(texts: Iterable[Text], across: _Across, scale: float) -> SafeString:
    return WORDS.each(
        (
            each.size,
            each.tone,
            across(each.x),
            _down(each.y),
            each.anchor,
            f"{SIZES[each.size] * scale:.0f}",
            TONES[each.tone],
            each.words,
        )
        for each in texts
    )
