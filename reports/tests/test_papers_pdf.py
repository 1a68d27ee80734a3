"""The PDF, read again."""

import io
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from reports.papers.composition import paper_text
from reports.papers.paper import Paper, Paragraph
from reports.papers.pdf import write_pdf
from reports.tests.papers_samples import HOSTILE, english_summary, full_pages, summary
from tests.drawn import examples


def read(paper):
    return PdfReader(io.BytesIO(write_pdf(paper)))


def words(paper):
    """All text without spaces: a PDF keeps places, not spaces."""
    text = "".join(page.extract_text() for page in read(paper).pages)
    return "".join(char for char in text if not char.isspace() and char != "\u2028")


def test_page_is_a4():
    box = read(summary()).pages[0].mediabox

    assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == [210, 297]


def test_full_page_has_22_lines_of_28_characters():
    text = read(full_pages()).pages[1].extract_text().split("\n")

    lines = [line.replace(" ", "") for line in text if line.strip()]
    assert [len(line) for line in lines] == [28] * 22 + [3]
    assert lines[-1] == "—2—"


def test_only_our_own_faces_are_used_and_all_are_embedded():
    faces = {}
    for page in read(summary()).pages:
        for font in page["/Resources"]["/Font"].values():
            child = font.get_object()["/DescendantFonts"][0].get_object()
            name = child["/BaseFont"].split("+")[1].split("-")[0]
            faces[name] = bool(child["/FontDescriptor"].get_object().keys() & {"/FontFile2", "/FontFile3"})

    assert faces == {"PapersSong": True, "PapersHei": True, "PapersKai": True, "PapersLatin": True}


def test_headings_are_bookmarks_of_the_file():
    titles = []

    def collect(nodes):
        for node in nodes:
            if isinstance(node, list):
                collect(node)
            else:
                titles.append(node.title)

    collect(read(summary()).outline)
    assert titles[:4] == ["一、加强组织领导", "（一）成立领导小组", "1. 第一次会议", "（1）议程"]


def test_text_follows_the_paper_to_the_colophon():
    text = words(summary())

    assert text.startswith("特急青山县安全生产委员会办公室文件青安委办〔2026〕5号关于2026年全县")
    assert "组织20个部门，发放资料14万余份。" in text
    assert "附件：1.活动统计表2.宣传标语青山县安全生产委员会办公室2026年7月5日" in text
    assert "抄送：县委办公室，县政府办公室。青山县安全生产委员会办公室2026年7月5日印发" in text


def test_english_paper_has_english_numbers_and_date():
    text = words(english_summary())

    assert "1.1Leadinggroup(a)Firstmeeting(i)Agenda" in text
    assert "QingshanCountyOffice5July2026" in text


def test_draft_says_so_on_every_page():
    paper = summary(draft=True)

    assert words(paper).count("草稿") == len(read(paper).pages)


def test_number_of_a_paper_going_up_stands_left_of_its_signer():
    assert "青安委办〔2026〕5号签发人：某某" in words(summary(signer="某某"))


def test_hostile_text_comes_out_as_typed():
    paper = summary(title=HOSTILE, issuer=HOSTILE, addressee=HOSTILE, blocks=(Paragraph.of(HOSTILE),))

    plain = "".join(char for char in paper_text(HOSTILE) if not char.isspace() and char != "\u2028")
    assert words(paper).count(plain) == 4


def test_same_paper_gives_the_same_bytes():
    assert write_pdf(summary()) == write_pdf(summary())


def test_rare_character_of_a_name_is_in_the_face():
    assert "赵堃、钱玥、孙喆" in words(
        Paper(title="名单", blocks=(Paragraph.of("赵堃、钱玥、孙喆"),), language="zh-hans")
    )


def test_thirty_pages_are_set_in_a_second():
    write_pdf(summary())
    paragraphs = tuple(Paragraph.of(f"第{n}段" + "安全生产月活动方案" * 60) for n in range(34))
    start = time.perf_counter()

    data = write_pdf(summary(blocks=paragraphs))

    assert time.perf_counter() - start < 1
    assert len(PdfReader(io.BytesIO(data)).pages) >= 32


@pytest.mark.parametrize("field", ["signature", "number", "urgency"])
@settings(max_examples=examples(15), deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_makes_a_file(field, text):
    assert write_pdf(summary(**{field: text})).startswith(b"%PDF")


@settings(max_examples=examples(40), deadline=None)
@given(st.text(alphabet=st.sampled_from("安全生产<>&{}#$*_`\\[]()@=-+/~\"'abc019，。"), min_size=1, max_size=26))
def test_markup_signs_are_text(text):
    paper = Paper(title="题", blocks=(Paragraph.of("甲" + text + "乙"),), language="zh-hans")

    assert unicodedata.normalize("NFKC", f"甲{text}乙") in unicodedata.normalize("NFKC", words(paper))
