"""Charts: the shapes agree with the numbers, and the table behind has the same ones."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.charts import Key, Row, Series, bar_rows, chart_file, day_columns, share_rows, two_years
from core.charts.columns import FOOT, HEIGHT, TOP
from core.charts.rows import written
from core.charts.scale import day_labels, steps
from core.charts.shapes import Rect
from core.figures import Figure, Qualifier

SVG = "{http://www.w3.org/2000/svg}"
JUNE = [date(2026, 6, 1) + timedelta(place) for place in range(30)]
COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 2_000_000)), min_size=1, max_size=40)


def rects(layer):
    return [shape for shape in layer.shapes if isinstance(shape, Rect)]


def page(name, **context):
    pattern = f'{{% include "components/{name}.html" with chart=chart svg_url="/x.svg" png_url="/x.png" only %}}'
    return Template(pattern).render(Context(context))


@given(COUNTS)
def test_columns_are_as_high_as_the_numbers_of_their_table(values):
    days = [date(2026, 6, 1) + timedelta(place) for place in range(len(values))]
    chart = day_columns("Activities", days, [Series("Logged", values)])
    drawn = rects(chart.layers[-1])
    tall = [value for value in values if value]

    assert [row.cells[0].value for row in chart.rows] == values
    assert len(drawn) == len(tall)
    by_number = [height for _number, height in sorted(zip(tall, [rect.height for rect in drawn], strict=True))]
    assert by_number == sorted(by_number)


def test_parts_of_a_day_share_out_its_whole():
    chart = day_columns("Activities", JUNE[:2], [Series("City", [4, None]), Series("Media", [6, 0])], wholes=[8, 0])
    city, media = (rects(layer) for layer in chart.layers[-2:])

    plot = HEIGHT - TOP - FOOT
    assert city[0].height + media[0].height == pytest.approx(plot)
    assert city[0].height == pytest.approx(plot * 4 / 10)
    assert city[0].y == pytest.approx(media[0].y + media[0].height)
    assert [[cell.value for cell in row.cells] for row in chart.rows] == [[4, 6, 8], [None, 0, 0]]
    assert [key.tone for key in chart.legend] == ["blue-1", "blue-2"]


def test_one_day_alone_stands_in_the_middle_as_a_narrow_column():
    (only,) = rects(day_columns("Activities", JUNE[:1], [Series("All", [7])]).layers[-1])

    assert only.width == 0.08
    assert only.x + only.width / 2 == pytest.approx(0.5225)


def test_columns_name_the_highest_day_and_its_number():
    counts = [0] * 15 + [150] + [3] * 14
    with translation.override("en"):
        chart = day_columns("Activities", JUNE, [Series("All", counts)], marks={JUNE[15]: "consulting day"})

    assert [text.words for text in chart.texts if text.tone == "ink"] == ["consulting day: 150"]
    assert chart.said == "192 in 30 days, the most on 16 Jun: 150."


def test_columns_sum_up_the_days_that_have_come():
    counts = [2] * 18 + [0] * 11 + [1]
    with translation.override("en"):
        chart = day_columns("Activities", JUNE, [Series("All", counts)], until=JUNE[17])

    assert chart.said == "37 in 19 days, the most on 1 Jun: 2."


def test_days_to_come_have_a_dashed_ground():
    chart = day_columns("Activities", JUNE, [Series("All", [1] * 30)], until=JUNE[17])

    assert [layer.dashed for layer in chart.layers[:3]] == [False, False, True]


@given(st.integers(0, 10**12))
def test_axis_reaches_the_largest_number_in_few_steps(largest):
    ticks = steps(largest)

    assert ticks[-1] >= max(largest, 1)
    assert 2 <= len(ticks) <= 5
    assert str(ticks[1]).rstrip("0") in {"1", "2", "5"}


def test_labels_of_a_month_leave_room():
    assert list(day_labels(JUNE).values()) == ["1", "5", "10", "15", "20", "25", "30"]
    with translation.override("en"):
        assert next(iter(day_labels(JUNE[20:] + [date(2026, 7, day) for day in range(1, 15)]).values())) == "21 Jun"


def test_two_years_grow_and_stop_today():
    with translation.override("en"):
        chart = two_years("Activities", JUNE, [5, 0, 3], [2] * 30, names=("2026", "2025"))

    assert [cell.value for cell in chart.rows[2].cells] == [8, 6]
    assert [cell.value for cell in chart.rows[3].cells] == [None, 8]
    assert chart.said == "2026: 8. 2025 by the same day: 6."


def test_a_year_without_one_before_says_so_by_its_table():
    chart = two_years("Activities", JUNE, [5], [], names=("2026", "2025"))

    assert chart.head[1:] == ["2026"]
    assert [key.name for key in chart.legend] == ["2026"]


def test_shares_fill_the_bar_and_bars_compare_with_the_longest():
    keys = [Key("done", "green"), Key("late", "red")]
    share = share_rows("Towns", [Row("Dongling", [3, 1]), Row("Baita", [0, 0])], keys=keys, name="Town")
    bars = bar_rows("Entries", [Row("School", [8]), Row("Home", [2])], names=("Entry", "Activities"))

    assert [layer.shapes[0].width for layer in share.rows[0].layers] == [0.75, 0.25]
    assert share.rows[1].layers == []
    assert [line.layers[0].shapes[0].width for line in bars.rows] == [1, 0.25]


def test_figures_keep_their_sign_in_the_table():
    chart = bar_rows("Entries", [Row("School", [Figure(40000, Qualifier.OVER)])], names=("Entry", "Materials"))

    assert written(chart.rows[0].cells[0].value).startswith("40,000")
    assert "40,000" in page("chart_rows", chart=chart)


def test_page_opens_the_records_from_the_column_and_from_the_table():
    chart = day_columns("Activities", JUNE[:1], [Series("All", [7])], urls=["/?day=1"])
    html = page("chart", chart=chart)

    assert html.count('href="/?day=1"') == 2
    assert 'href="/x.svg"' in html and 'href="/x.png"' in html
    assert not re.search(r"\sstyle=|\son[a-z]+=", html)


def test_picture_stands_alone():
    chart = day_columns("A < B", JUNE, [Series("City", [1] * 30), Series("Media", [2] * 30)], urls=["/x"] * 30)
    answer = chart_file(chart, "activities-2026", under="1–30 June")
    root = ElementTree.fromstring(answer.content)

    assert answer["Content-Disposition"] == 'attachment; filename="activities-2026.svg"'
    assert root.find("{*}title").text == "A < B"
    assert {"City", "Media", "1–30 June"} <= {text.text for text in root.iter(f"{SVG}text")}
    assert b"%" not in answer.content and b"href" not in answer.content and b"class=" in answer.content


def test_picture_of_rows_shortens_long_names():
    chart = bar_rows("Entries", [Row("学校" * 20, [8])], names=("Entry", "Activities"))
    texts = [text.text for text in ElementTree.fromstring(chart_file(chart, "x").content).iter(f"{SVG}text")]

    assert any(text and text.endswith("…") for text in texts) and "8" in texts
