"""Charts as PNG: of the right size, and with the words in them."""

import io
from datetime import date, timedelta

from PIL import Image

from core.charts import Series, chart_file, day_columns
from reports.papers.pictures import MOST_DOTS, png_of

JUNE = [date(2026, 6, 1) + timedelta(place) for place in range(30)]


def opened(content):
    return Image.open(io.BytesIO(content)).convert("RGB")


def colours_in(picture, box):
    return len(picture.crop(box).getcolors(1 << 20))


def test_chart_is_a_png_twice_as_large_as_its_drawing():
    chart = day_columns("活动", JUNE, [Series("City", [0, 5] * 15)])
    answer = chart_file(chart, "days-2026", png=png_of)
    high = int(chart_file(chart, "x").content.decode().partition('height="')[2].partition('"')[0])

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "image/png",
        'attachment; filename="days-2026.png"',
    )
    assert answer.content.startswith(b"\x89PNG")
    assert opened(answer.content).size == (2400, 2 * high)


def test_words_of_both_languages_are_drawn():
    titled, untitled, other = (
        opened(chart_file(day_columns(title, JUNE, []), "x", png=png_of).content) for title in ("活动", "", "Days")
    )
    head = (80, 30, 400, 110)

    assert colours_in(untitled, head) == 1
    assert min(colours_in(titled, head), colours_in(other, head)) > 8
    assert titled.crop(head).tobytes() != other.crop(head).tobytes()


def test_long_drawing_takes_no_more_dots_than_a_worker_can_hold():
    long = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 50000"><rect width="1200" height="50000"/></svg>'
    wide, high = Image.open(io.BytesIO(png_of(long))).size

    assert 0.9 * MOST_DOTS < wide * high <= 1.01 * MOST_DOTS
    assert abs(high / wide - 50000 / 1200) < 0.1
