"""A chart as a picture to take away: an SVG that needs no style sheet, no font and no portal."""

import unicodedata
from collections.abc import Callable, Sequence

from django.http import HttpResponse
from django.utils.safestring import SafeString

from core.charts.rows import written
from core.charts.shapes import TONES, Chart, DrawnRow, Key, RowChart
from core.charts.svg import bars, drawing
from core.drawing import Piece

WIDTH, EDGE, ROW = 1200, 40, 34
INSIDE = WIDTH - 2 * EDGE
LABELS, NUMBERS = 330, 92
SCALE = 1.25
# The last but one is our own face: the one there is where the server itself makes dots of the drawing.
FONTS = (
    "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Papers Hei', sans-serif"
)
PICTURE = Piece(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
    'font-family="{fonts}"><title>{title}</title><desc>{said}</desc>'
    '<rect width="{width}" height="{height}" fill="#fff"/>{heads}'
    '<g transform="translate({edge} {top})">{inside}</g>{note}</svg>'
)
SQUARE = Piece('<rect x="{}" y="84" width="14" height="14" rx="2" fill="{}"/>')
LINE = Piece('<g transform="translate(0 {})">{}</g>')
TRACK = Piece('<rect x="{}" y="9" width="{}" height="14" rx="3" fill="{}"/>')
BAR = Piece('<rect x="{}" y="9" width="{}" height="14" fill="{}"/>')
WORDS = Piece('<text x="{}" y="{}" font-size="{}" font-weight="{}" text-anchor="{}" fill="{}">{}</text>')


def chart_file(
    chart: Chart | RowChart, name: str, *, under: str = "", png: Callable[[str], bytes] | None = None
) -> HttpResponse:
    """An SVG, or with `png`, which makes dots of one, a PNG.

    `name` is that of the file, of letters and digits, without its ending; `under` says below the title whose
    numbers, of when.
    """
    drawn = chart_svg(chart, under=under)
    if png:
        answer, form = HttpResponse(png(drawn), content_type="image/png"), "png"
    else:
        answer, form = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8"), "svg"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def chart_svg(chart: Chart | RowChart, *, under: str = "") -> SafeString:
    inside, tall = _columns(chart) if isinstance(chart, Chart) else _rows(chart)
    top = 112 if chart_legend(chart) else 84
    height = top + tall + (64 if chart.note else 40)
    return PICTURE(
        width=WIDTH,
        height=height,
        fonts=FONTS,
        title=chart.title,
        said=chart.said,
        heads=_heads(chart, under),
        edge=EDGE,
        top=top,
        inside=inside,
        note=_words(EDGE, height - 24, chart.note, 14) if chart.note else "",
    )


def chart_legend(chart: Chart | RowChart) -> Sequence[Key]:
    return chart.legend if isinstance(chart, Chart) else chart.keys if len(chart.keys) > 1 else ()


def _heads(chart: Chart | RowChart, under: str) -> SafeString:
    heads = _words(EDGE, 44, chart.title, 24, tone="ink", weight="700") + _words(EDGE, 70, under, 15)
    x = EDGE
    for key in chart_legend(chart):
        heads += SQUARE(x, TONES[key.tone]) + _words(x + 20, 96, key.name, 15)
        x += 44 + round(_ems(key.name) * 15)
    return heads


def _columns(chart: Chart) -> tuple[SafeString, int]:
    return drawing(chart, width=INSIDE, scale=SCALE), chart.height


def _rows(chart: RowChart) -> tuple[SafeString, int]:
    drawn = _heads_of_numbers(chart)
    for place, row in enumerate(chart.rows):
        drawn += LINE(place * ROW, _row(row))
    return drawn, len(chart.rows) * ROW


def _heads_of_numbers(chart: RowChart) -> SafeString:
    found = SafeString("")
    for place, name in enumerate(reversed(chart.head[1:])):
        found += _words(INSIDE - NUMBERS * place, -4, _fitted(name, (NUMBERS - 8) / 12), 12, anchor="end")
    return found


def _row(drawn: DrawnRow) -> SafeString:
    room = INSIDE - LABELS - NUMBERS * len(drawn.cells)
    found = _words(0, 21, _fitted(drawn.row.label, (LABELS - 20) / 15), 15, tone="ink")
    found += TRACK(LABELS, room, TONES["track"])
    for layer, bar in bars(drawn):
        found += BAR(f"{LABELS + bar.x * room:.1f}", f"{bar.width * room:.1f}", TONES[layer.tone])
    for place, cell in enumerate(drawn.cells):
        x = LABELS + room + NUMBERS * (place + 1)
        found += _words(x, 21, written(cell.value), 15, tone="ink", anchor="end")
    return found


def _words(
    x: int, y: int, words: str, size: int, *, tone: str = "ink-3", weight: str = "400", anchor: str = "start"
) -> SafeString:
    return WORDS(x, y, size, weight, anchor, TONES[tone], words)


def _ems(text: str) -> float:
    """About how wide it is drawn: a Chinese sign is a square, a letter about half of one."""
    return sum(1 if unicodedata.east_asian_width(sign) in "WF" else 0.56 for sign in text)


def _fitted(text: str, ems: float) -> str:
    if _ems(text) <= ems:
        return text
    while text and _ems(text) > ems - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"
