"""Numbers, titles, dates: what the writers word for a paper."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.papers.composition import compose, paper_text
from reports.papers.labels import date_text
from reports.papers.numbering import HeadingNumbers, letter_number, roman_number
from reports.papers.paper import Heading, Paper, Table
from reports.papers.titles import text_width, title_lines
from reports.tests.papers_samples import english_summary, summary


@pytest.mark.parametrize(
    ("count", "number"),
    [
        (1, "一、"),
        (10, "十、"),
        (11, "十一、"),
        (20, "二十、"),
        (99, "九十九、"),
        (105, "一百〇五、"),
        (110, "一百一十、"),
    ],
)
def test_chinese_heading_number_is_read_aloud(count, number):
    numbers = HeadingNumbers("zh-hans")

    assert [numbers.next(1) for _ in range(count)][-1] == number


def test_chinese_headings_have_four_kinds_of_number():
    texts = [line.pieces[0].text for line in compose(summary()).flow if line.style.startswith("heading")]

    assert texts == [
        "一、加强组织领导",
        "（一）成立领导小组",
        "1. 第一次会议",
        "（1）议程",
        "2. 第二次会议",
        "二、开展宣传教育",
        "（一）咨询日",
    ]


def test_english_headings_have_four_kinds_of_number():
    flow = compose(english_summary()).flow

    assert [line.pieces[0].text for line in flow if line.style.startswith("heading")] == [
        "1 Leadership",
        "1.1 Leading group",
        "(a) First meeting",
        "(i) Agenda",
        "(b) Second meeting",
        "2 Publicity",
        "2.1 Consultation day",
    ]


def test_letters_and_roman_numbers_go_on_past_the_alphabet():
    assert [letter_number(n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "ba"]
    assert [roman_number(n) for n in (1, 4, 9, 14, 40)] == [
        "i",
        "iv",
        "ix",
        "xiv",
        "xl",
    ]


def test_date_has_no_padding_zeros():
    day = datetime.date(2026, 7, 5)

    assert (date_text(day, "zh-hans"), date_text(day, "en")) == (
        "2026年7月5日",
        "5 July 2026",
    )


def test_short_title_stays_on_one_line():
    assert title_lines("安全生产月活动方案", "zh-hans") == ["安全生产月活动方案"]


def test_long_title_breaks_between_words():
    lines = title_lines("关于2026年全县“安全生产月”活动开展情况的总结报告", "zh-hans")

    assert lines == ["关于2026年全县", "“安全生产月”活动开展情况的总结报告"]


def test_title_keeps_the_breaks_of_its_author():
    assert title_lines("关于开展活动的\n通知", "zh-hans") == ["关于开展活动的", "通知"]


@given(st.text(alphabet="安全生产月活动的《》，关于 abc2026", max_size=120))
def test_title_lines_lose_no_character_and_fit(title):
    lines = title_lines(title, "zh-hans")

    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(text_width(line) <= 19 for line in lines)


def test_signature_is_centred_over_a_date_four_characters_in():
    paper = compose(summary(signature="县安委办"))

    assert (paper.signature_indent, paper.date_indent) == (5.0, 4.0)


def test_signature_longer_than_the_room_moves_the_date_in():
    paper = compose(summary(signature="青山县安全生产委员会办公室某某工作组"))

    assert (paper.signature_indent, paper.date_indent) == (0.0, 6.0)


def test_one_attachment_has_no_number_and_several_have():
    one = summary(attachments=summary().attachments[:1])

    assert compose(one).notes == ("活动统计表",)
    assert [annex.label for annex in compose(one).annexes] == ["附件"]
    assert compose(summary()).notes == ("1. 活动统计表", "2. 宣传标语")
    assert [annex.label for annex in compose(summary()).annexes] == ["附件1", "附件2"]


def test_copies_and_printing_are_worded_by_language():
    chinese = compose(summary())
    english = compose(english_summary(copies_to=("Office A", "Office B"), printed_by=summary().printed_by))

    assert (chinese.copies, chinese.printed_on) == (
        "抄送：县委办公室，县政府办公室。",
        "2026年7月5日印发",
    )
    assert (english.copies, english.printed_on) == (
        "Copies to: Office A; Office B.",
        "Printed 5 July 2026",
    )


@given(st.text())
def test_printable_text_drops_controls_and_nothing_else(text):
    kept = paper_text(text)

    wanted = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    assert kept == "".join(
        c for c in wanted if c == "\n" or not (c < " " or "\x7f" <= c <= "\x9f" or c in "\ufffe\uffff")
    )


def test_heading_of_a_fifth_level_is_refused():
    with pytest.raises(ValueError, match="level 1 to 4"):
        Heading(5, "x")


def test_table_with_a_short_row_is_refused():
    with pytest.raises(ValueError, match="same length"):
        Table(("a", "b"), (("1",),))


def test_figures_come_in_reading_order():
    codes = [figure.code for figure in summary().figures()]

    assert codes == ["units", "materials", "materials-1", "materials-2"]


def test_paper_without_head_or_foot_composes_to_empty_strings():
    paper = compose(Paper(title="方案", blocks=(), language="zh-hans"))

    assert (
        paper.mark,
        paper.number,
        paper.addressee,
        paper.date,
        paper.copies,
        paper.notes,
    ) == ("", "", "", "", "", ())
