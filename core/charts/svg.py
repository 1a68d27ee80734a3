"""Shapes as SVG: for a page they stretch with it, for a picture or the wall they have a width of their own."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.charts.shapes import TONES, Chart, Dot, DrawnRow, Layer, Line, Rect, Text

SIZES = {"small": 12, "plain": 13, "large": 18}
SPOT = '<rect class="spot" data-row="{}" x="{}" y="0" width="{}" height="{}" fill="none" pointer-events="all"/>'


class _Across:
    """Shares of the width as an attribute: percent, or pixels of a fixed width."""

    def __init__(self, width: int | None) -> None:
        self.width = width

    def __call__(self, share: float) -> str:
        return f"{100 * share:.2f}%" if self.width is None else f"{share * self.width:.1f}"


def drawing(chart: Chart, *, width: int | None = None, scale: float = 1) -> SafeString:
    """Everything inside the <svg>; `scale` makes the text larger."""
    across = _Across(width)
    # Numbers and names of our own make up the shapes: the words of a chart alone have something to escape.
    layers = mark_safe("".join(_layer(layer, across) for layer in chart.layers))
    return layers + _texts(chart.texts, across, scale)


def spots(chart: Chart) -> SafeString:
    """Areas over the days that show the row of the table and open its records."""
    across = _Across(None)
    areas = []
    for place, spot in enumerate(chart.spots):
        area = mark_safe(SPOT.format(place, across(spot.x), across(spot.width), chart.height))
        # Left out of the order of tabs: the table behind has the same links, one after the other.
        areas.append(format_html('<a href="{}" tabindex="-1">{}</a>', spot.url, area) if spot.url else area)
    return mark_safe("".join(areas))


def row_drawing(row: DrawnRow) -> SafeString:
    across = _Across(None)
    pattern = '<rect class="t-{}" x="{}" width="{}" height="100%"/>'
    return mark_safe(
        "".join(pattern.format(layer.tone, across(each.x), across(each.width)) for layer, each in bars(row))
    )


def bars(row: DrawnRow) -> Iterable[tuple[Layer, Rect]]:
    return ((layer, shape) for layer in row.layers for shape in layer.shapes if isinstance(shape, Rect))


def _layer(layer: Layer, across: _Across) -> str:
    # Colours stand as attributes, too: a picture taken away has no style sheet.
    rects = "".join(_rect(shape, across) for shape in layer.shapes if isinstance(shape, Rect))
    lines = "".join(_line(shape, across) for shape in layer.shapes if isinstance(shape, Line))
    dots = "".join(_dot(shape, across) for shape in layer.shapes if isinstance(shape, Dot))
    filled = f'<g class="t-{layer.tone}" fill="{TONES[layer.tone]}">'
    drawn = "".join(f"{filled}{shapes}</g>" for shapes in (rects, dots) if shapes)
    if lines:
        dashes = ' stroke-dasharray="5 4"' if layer.dashed else ""
        width = f'stroke-width="{"2.5" if layer.thick else "1"}" stroke-linecap="round"{dashes}'
        drawn += f'<g class="l-{layer.tone}" stroke="{TONES[layer.tone]}" {width}>{lines}</g>'
    return drawn


def _rect(each: Rect, across: _Across) -> str:
    return f'<rect x="{across(each.x)}" y="{each.y:.1f}" width="{across(each.width)}" height="{each.height:.1f}"/>'


def _dot(each: Dot, across: _Across) -> str:
    return f'<circle cx="{across(each.x)}" cy="{each.y:.1f}" r="4"/>'


def _line(each: Line, across: _Across) -> str:
    return f'<line x1="{across(each.x1)}" y1="{each.y1:.1f}" x2="{across(each.x2)}" y2="{each.y2:.1f}"/>'


def _texts(texts: Iterable[Text], across: _Across, scale: float) -> SafeString:
    pattern = (
        '<text class="w-{} f-{}" x="{}" y="{}" text-anchor="{}" font-size="{}" fill="{}" '
        'stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">{}</text>'
    )
    found = (
        (
            each.size,
            each.tone,
            across(each.x),
            f"{each.y:.1f}",
            each.anchor,
            f"{SIZES[each.size] * scale:.0f}",
            TONES[each.tone],
            each.words,
        )
        for each in texts
    )
    return format_html_join("", pattern, found)
