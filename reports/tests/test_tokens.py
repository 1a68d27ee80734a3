"""Figure tokens: read strictly, never evaluated."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from activities.selectors.filtering import ActivityFilters
from reports.selectors.content import blocks_of
from reports.selectors.resolving import in_words
from reports.selectors.tokens import Token, pieces, plain, token, tokens


def test_token_is_read_with_its_filters_in_one_order():
    read = tokens("共{{ materials | to=2026-06-10|kind=consulting|from=2026-06-10 }}份")

    assert [each.key for each in read] == ["materials|from=2026-06-10|to=2026-06-10|kind=consulting"]


@pytest.mark.parametrize(
    "text", ["{{7*7}}", "{{ }}", "{{宣传}}", "{% now %}", "{{A}}", "{{a}", "<b>&{{7*7}}", "{{a|b{c}}"]
)
def test_what_has_not_the_shape_of_a_token_is_text(text):
    assert pieces(text) == [text]


def test_backslash_prints_a_token_as_typed():
    assert pieces("\\{{materials}}") == ["{{materials}}"]


def test_heading_sign_needs_its_space():
    blocks = blocks_of("## 一\n##二\n\n三", {}, "zh-hans")

    assert [(block.level, block.text) for block in blocks] == [(2, "一"), (0, "##二"), (0, "三")]


def test_unanswered_token_is_shown_as_typed_and_wrong():
    (block,) = blocks_of("有{{materails}}份", {}, "zh-hans")

    assert [(part.text, part.wrong) for part in block.parts] == [("有", False), ("{{materails}}", True), ("份", False)]


@given(st.lists(st.sampled_from(["{{", "}}", "{", "a", "b1", "|", "a=b", "\\", " ", "\n", "7*7", "<县>"])).map("".join))
@example("甲{{materials}}\\{{b1|a=b}}")
def test_name_in_a_draft_is_never_a_token(name):
    assert "".join(map(str, pieces(plain(name)))) == " ".join(name.split())
    assert tokens(plain(name)) == []


@given(st.text(max_size=80))
def test_pieces_lose_nothing_but_the_backslash(text):
    assert len("".join(map(str, pieces(text)))) <= len(text) + 20 * text.count("{{")


def test_written_token_reads_back():
    made = token("consulted", kind=["b", "a"], from_="2026-06-10", unit=None)

    assert tokens(f"x{made}y") == [made] == [Token("consulted", (("from", "2026-06-10"), ("kind", "a"), ("kind", "b")))]


def test_days_of_a_figure_are_said_as_on_all_pages(time_machine):
    time_machine.move_to("2026-06-18")

    assert in_words(ActivityFilters(day_from=date(2026, 6, 8), day_to=date(2026, 6, 14))) == "8 June – 14 June"
