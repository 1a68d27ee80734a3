"""The Word file, read again from its XML."""

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reports.papers.composition import paper_text
from reports.papers.paper import Paragraph
from reports.papers.word import write_docx
from reports.tests.papers_samples import (
    HOSTILE,
    HOSTILE_PRINTED,
    english_summary,
    summary,
)
from tests.drawn import examples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(paper):
    stream = io.BytesIO()
    write_docx(paper, stream)
    return stream


def part(stream, name):
    return etree.fromstring(zipfile.ZipFile(stream).read(f"word/{name}.xml"))


def attributes(element):
    return {key.removeprefix(W): value for key, value in element.attrib.items()}


@pytest.fixture(scope="module")
def file():
    return written(summary())


def test_page_is_a4_with_the_margins_of_the_standard(file):
    section = Document(file).sections[0]

    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
    )
    assert [round(length.mm) for length in lengths] == [210, 297, 37, 35]
    assert [round(length.mm) for length in (section.left_margin, section.right_margin)] == [28, 26]


def test_grid_is_22_lines_of_28_characters(file):
    grid = attributes(part(file, "document").find(f".//{W}docGrid"))

    assert grid["type"] == "linesAndChars"
    assert 225 / 25.4 * 1440 // int(grid["linePitch"]) == 22
    pitch = 16 + int(grid["charSpace"]) / 4096
    assert round(pitch, 2) == 15.79
    assert 156 / 25.4 * 72 // pitch == 28


@pytest.mark.parametrize(
    ("style", "face", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading1", "黑体", 16),
        ("Heading2", "楷体_GB2312", 16),
        ("Heading3", "仿宋_GB2312", 16),
        ("Heading4", "仿宋_GB2312", 16),
        ("BodyText", "仿宋_GB2312", 16),
        ("Footer", "宋体", 14),
    ],
)
def test_style_names_its_east_asian_face(file, style, face, points):
    found = part(file, "styles").find(f"{W}style[@{W}styleId='{style}']")

    fonts = attributes(found.find(f"{W}rPr/{W}rFonts"))
    assert fonts["eastAsia"] == face
    assert {"ascii", "hAnsi", "cs"} <= fonts.keys()
    assert int(found.find(f"{W}rPr/{W}sz").get(f"{W}val")) == points * 2


def test_nothing_of_the_template_is_left_that_names_a_japanese_face(file):
    names = zipfile.ZipFile(file).namelist()
    styles = etree.tostring(part(file, "styles"), encoding="unicode")

    assert sorted(name for name in names if name.startswith("word/") and not name.endswith(".rels")) == [
        "word/document.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert not [word for word in ("Theme", "ja-JP", "MS ", "ＭＳ") if word in styles]
    assert 'w:eastAsia="zh-CN"' in styles


def test_english_paper_names_times_new_roman():
    fonts = part(written(english_summary()), "styles").iter(f"{W}rFonts")

    assert {attributes(one)["ascii"] for one in fonts} == {"Times New Roman"}


TEXTS = [
    "特急",
    "青山县安全生产委员会办公室文件",
    "青安委办〔2026〕5号",
    "关于2026年全县",
    "“安全生产月”活动开展情况的总结报告",
    "市安全生产委员会办公室：",
    "现将我县活动情况总结如下。",
    "一、加强组织领导",
    "（一）成立领导小组",
    "1. 第一次会议",
    "（1）议程",
    "2. 第二次会议",
    "组织20个部门，发放资料14万余份。",
    "二、开展宣传教育",
    "（一）咨询日",
    "——人人讲安全",
    "——个个会应急",
    "附件：1. 活动统计表",
    "2. 宣传标语",
    "青山县安全生产委员会办公室",
    "2026年7月5日",
    "附件1",
    "活动统计表",
    "附件2",
    "宣传标语",
    "——一",
    "——二",
    "抄送：县委办公室，县政府办公室。",
    "青山县安全生产委员会办公室\t2026年7月5日印发",
]


def test_paragraphs_follow_the_outline(file):
    assert [p.text for p in Document(file).paragraphs if p.text] == TEXTS


def test_headings_are_in_the_outline_of_word(file):
    levels = [p.style.name for p in Document(file).paragraphs if p.style.name.startswith("Heading")]

    assert levels == [f"Heading {level}" for level in (1, 2, 3, 4, 3, 1, 2)]


def test_table_repeats_its_head_and_keeps_rows_whole(file):
    table = Document(file).tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "单位", "场次", "宣传资料"],
        ["1", "城关镇", "3", "4万余"],
        ["2", "<东山> & 乡", "12", "1,200"],
    ]
    assert len(list(table._tbl.iter(f"{W}tblHeader"))) == 1
    assert len(list(table._tbl.iter(f"{W}cantSplit"))) == 3


def test_figures_stand_between_bookmarks_in_reading_order(file):
    starts = list(part(file, "document").iter(f"{W}bookmarkStart"))

    assert [attributes(one)["name"] for one in starts] == [f"figure_{n}" for n in (1, 2, 3, 4)]
    texts = ["".join(one.getnext().itertext()) for one in starts]
    assert texts == [figure.text for figure in summary().figures()]


def test_page_number_stands_right_on_odd_and_left_on_even_pages(file):
    section = Document(file).sections[0]

    found = {}
    for name, footer in (("odd", section.footer), ("even", section.even_page_footer)):
        line = footer._element.find(f"{W}p")
        found[name] = (
            line.find(f"{W}pPr/{W}jc").get(f"{W}val"),
            "".join(t.text for t in line.iter(f"{W}t")),
        )
    assert found == {"odd": ("right", "— 1 —"), "even": ("left", "— 1 —")}
    assert Document(file).settings.odd_and_even_pages_header_footer is True


def test_colophon_has_rules_of_three_heights_at_the_bottom(file):
    frames = list(part(file, "document").iter(f"{W}framePr"))
    rules = [f.getparent() for f in frames if f.getparent().find(f"{W}shd") is not None]

    assert {(f.get(f"{W}vAnchor"), f.get(f"{W}yAlign")) for f in frames} == {("margin", "bottom")}
    heights = [int(rule.find(f"{W}spacing").get(f"{W}line")) for rule in rules]
    assert [round(height / 1440 * 25.4, 2) for height in heights] == [0.35, 0.25, 0.35]


def test_number_of_a_paper_going_up_stands_left_of_its_signer():
    texts = [p.text for p in Document(written(summary(signer="某某"))).paragraphs]

    assert texts[2] == "青安委办〔2026〕5号\t签发人：某某"


def test_draft_says_so_over_each_page():
    section = Document(written(summary(draft=True))).sections[0]

    assert (
        section.header.paragraphs[0].text,
        section.even_page_header.paragraphs[0].text,
    ) == ("草稿", "草稿")


def test_hostile_text_comes_out_as_typed():
    paper = summary(
        title=HOSTILE,
        issuer=HOSTILE,
        addressee=HOSTILE,
        blocks=(Paragraph.of(HOSTILE),),
        urgency="",
    )
    texts = [p.text for p in Document(written(paper)).paragraphs]

    assert texts[0] == HOSTILE_PRINTED
    assert HOSTILE_PRINTED in texts
    assert HOSTILE_PRINTED + "：" in texts


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_text_of_any_paragraph_survives_the_file(texts):
    paper = summary(
        blocks=tuple(Paragraph.of(text) for text in texts),
        issuer="",
        urgency="",
        addressee=None,
    )
    document = Document(written(paper))

    body = [p.text for p in document.paragraphs if p.style.name == "Body Text"]
    assert body[: len(texts)] == [paper_text(text) for text in texts]


def test_each_chinese_run_asks_for_the_chinese_face_of_its_quotation_marks(file):
    runs = list(part(file, "document").iter(f"{W}r"))

    assert {run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") for run in runs} == {"eastAsia"}
