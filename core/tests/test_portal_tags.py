import datetime as dt

import pytest
import time_machine
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import translation

from core import assets
from core.figures import UNKNOWN, Figure, Qualifier
from core.templatetags import portal

TODAY = dt.date(2026, 6, 18)


def render(source, language="en", **context):
    with translation.override(language):
        return Template(source).render(Context(context)).strip()


def text_of(html):
    return "".join(part.rpartition(">")[2] for part in html.split("<")).strip()


def test_icon_without_label_is_hidden_from_readers():
    expected = (
        '<svg class="icon" width="16" height="16" aria-hidden="true"><use href="/static/img/icons.svg#flag"/></svg>'
    )

    assert render('{% icon "flag" %}') == expected


def test_icon_label_is_escaped():
    assert 'aria-label="&lt;b&gt;"' in render("{% icon 'check' words %}", words="<b>")


@pytest.mark.parametrize(
    "value, english, chinese",
    [
        (Figure(40_000, Qualifier.OVER), "40,000+", "40,000余"),
        (Figure(3_000, Qualifier.ABOUT), "about 3,000", "约3,000"),
        (UNKNOWN, "—", "—"),
        (None, "—", "—"),
        (0, "0", "0"),
        (10_420, "10,420", "10,420"),
    ],
)
def test_figure_keeps_its_qualifier(value, english, chinese):
    shown = [render("{{ value|figure }}", language, value=value) for language in ("en", "zh-hans")]

    assert shown == [english, chinese]


@pytest.mark.parametrize("share, shown", [(None, "—"), (0, "0%"), (0.905, "90.5%"), (1, "100%"), (1 / 3, "33.3%")])
def test_percent_tells_nothing_from_zero(share, shown):
    assert portal.percent(share) == shown


@time_machine.travel("2026-06-18T12:00:00+08:00")
@pytest.mark.parametrize(
    "value, english, chinese",
    [
        (dt.date(2026, 6, 10), "10 June", "6月10日"),
        (dt.date(2025, 6, 10), "10 June 2025", "2025年6月10日"),
        (None, "—", "—"),
    ],
)
def test_day_is_in_the_habit_of_the_language(value, english, chinese):
    shown = [render("{{ value|day }}", language, value=value) for language in ("en", "zh-hans")]

    assert shown == [english, chinese]


@time_machine.travel("2026-06-18T12:00:00+08:00")
def test_moment_is_in_the_time_zone_of_the_portal():
    value = dt.datetime(2026, 6, 9, 23, 5, tzinfo=dt.UTC)

    shown = [render("{{ value|moment }}", language, value=value) for language in ("en", "zh-hans")]

    assert shown == ["10 June, 07:05", "6月10日 07:05"]


@time_machine.travel("2026-06-18T12:00:00+08:00")
@pytest.mark.parametrize(
    "value, words",
    [
        (dt.date(2026, 6, 10), "10 June"),
        (dt.datetime(2026, 6, 9, 23, 5, tzinfo=dt.UTC), "10 June, 07:05"),
        ("<b>&{{7*7}}", "&lt;b&gt;&amp;{{7*7}}"),
        (None, "None"),
    ],
)
def test_values_of_the_history_are_said_as_elsewhere(value, words):
    assert render("{{ value|as_said }}", "en", value=value) == words


@time_machine.travel("2026-06-18T12:00:00+08:00")
@pytest.mark.parametrize(
    "days, done, colour, words",
    [
        (-2, False, "red", "2 days late"),
        (-1, False, "red", "1 day late"),
        (0, False, "yellow", "due today"),
        (1, False, "yellow", "due tomorrow"),
        (3, False, "yellow", "due in 3 days"),
        (4, False, "blue", "22 June"),
        (9, False, "blue", "27 June"),
        (10, False, "grey", "28 June"),
        (-2, True, "green", "16 June"),
    ],
)
def test_due_says_how_near_a_deadline_is(days, done, colour, words):
    html = render("{% due on today done %}", on=TODAY + dt.timedelta(days), today=TODAY, done=done)

    assert (html.split('"')[1], text_of(html)) == (f"tag {colour}", words)


def test_due_without_a_deadline_is_a_dash():
    assert text_of(render("{% due on today %}", on=None, today=TODAY)) == "—"


def test_bar_segments_follow_one_another():
    segments = portal.bar_segments("green", 8, "blue", None, "red", 2, total=20)

    assert [(each["x"], each["width"]) for each in segments] == [
        ("0.00", "40.00"),
        ("40.00", "0.00"),
        ("40.00", "10.00"),
    ]


def test_bar_of_nothing_has_no_segments():
    assert portal.bar_segments("green", 0, "red", 0) == []


def test_page_numbers_leave_gaps_out():
    page = Paginator(range(500), 25).page(10)

    assert portal.page_numbers(page) == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_script_modules_names_each_file_that_exists():
    from django.contrib.staticfiles import finders

    assert [name for name in assets.SCRIPT_MODULES if not finders.find(f"js/{name}.js")] == []
