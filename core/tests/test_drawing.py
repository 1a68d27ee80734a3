"""Markup from pieces is, letter for letter, what Django makes of the same pattern and parts."""

import ast
from datetime import date

import pytest
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import example, given
from hypothesis import strategies as st

from core.drawing import Piece, together
from core.figures import Figure

ODD = "<b onclick=\"x('&')\">{braces} %s</b>"


class Shouted(str):
    """A text that isn't exactly a `str`."""


class Drawn:
    def __html__(self):
        return "<i>itself</i>"

    def __str__(self):
        return "<i>not this</i>"


TEXTS = st.text() | st.text("<>&\"'{}%a")
PARTS = st.one_of(
    TEXTS,
    TEXTS.map(SafeString),
    TEXTS.map(Shouted),
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates(),
    st.just(gettext_lazy("Units")) | st.just(Drawn()) | st.just(Figure(7)),
)


@given(PARTS, PARTS, PARTS)
@example(ODD, SafeString(ODD), Drawn())
def test_what_fills_a_piece_is_escaped_as_by_django(first, second, third):
    for pattern in ('<a href="{}">{}</a>{}', "{0}{1}{0}{2}", "{{{}}}{}&amp;"):
        drawn = Piece(pattern)(first, second, third)
        assert (drawn, type(drawn)) == (format_html(pattern, first, second, third), SafeString)
    named = {"first": first, "second": second}
    assert Piece("<b>{second}{first}{}</b>")(third, **named) == format_html("<b>{second}{first}{}</b>", third, **named)


@given(st.lists(st.tuples(PARTS, PARTS), max_size=4), TEXTS)
def test_rows_of_parts_are_escaped_as_by_django(rows, between):
    drawn = Piece("<i>{}</i>{}").each(rows, between)
    assert (drawn, type(drawn)) == (format_html_join(between, "<i>{}</i>{}", rows), SafeString)
    parts = [part for row in rows for part in row]
    assert together(parts) == format_html_join("", "{}", ((part,) for part in parts))


def test_a_number_keeps_no_thousands_separator_in_an_address():
    assert Piece('<a href="/{}/">{}</a>')(1234, date(2026, 6, 1)) == '<a href="/1234/">2026-06-01</a>'


def pieces():
    """Each place where a piece is made, and what it is made from."""
    for path in sorted(settings.BASE_DIR.glob("*/**/*.py")):
        if "tests" not in path.parts and "from core.drawing import Piece" in path.read_text("utf-8"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Piece":
                    yield path.relative_to(settings.BASE_DIR), node.lineno, node.args


def test_every_piece_is_written_out_in_its_module():
    made = list(pieces())
    assert len(made) > 40
    odd = [place for *place, given in made if not (len(given) == 1 and isinstance(given[0], ast.Constant))]
    assert odd == []


@pytest.mark.parametrize("pattern", ["<b>{}</b>", "<b>{name}</b>"])
def test_a_gap_left_open_is_an_error(pattern):
    with pytest.raises((IndexError, KeyError)):
        Piece(pattern)()
