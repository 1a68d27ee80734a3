"""The Word file as LibreOffice sets it. Needs the packages libreoffice-writer-nogui,
fonts-noto-cjk and poppler-utils."""

import subprocess
from collections import defaultdict

import pytest
from lxml import etree

from reports.papers.word import write_docx
from reports.tests.papers_samples import english_summary, full_pages, summary


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """One start of LibreOffice for all papers: it takes seconds."""
    folder = tmp_path_factory.mktemp("papers")
    papers = {"full": full_pages(), "summary": summary(), "english": english_summary()}
    for name, paper in papers.items():
        with (folder / f"{name}.docx").open("wb") as stream:
            write_docx(paper, stream)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.docx") for name in papers]
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: pages(folder / f"{name}.pdf") for name in papers}


def pages(path):
    """A page is a list of lines from top to bottom: text and where its foot is, in millimetres."""
    command = ["pdftotext", "-bbox-layout", str(path), "-"]
    xml = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    html = "{http://www.w3.org/1999/xhtml}"
    found = []
    for page in etree.fromstring(xml).iter(f"{html}page"):
        words = defaultdict(list)
        for word in page.iter(f"{html}word"):
            words[round(float(word.get("yMax")))].append((float(word.get("xMin")), word.text))
        found.append([("".join(t for _, t in sorted(row)), foot / 72 * 25.4) for foot, row in sorted(words.items())])
    return found


def test_full_page_has_22_lines_of_28_characters(rendered):
    *body, number = rendered["full"][1]

    assert [len(text) for text, _ in body] == [28] * 22
    assert number[0] == "—2—"


def test_page_number_stands_under_the_type_area(rendered):
    *_, (_, last), (_, number) = rendered["full"][1]

    assert 297 - 35 - 5 < last < 297 - 35
    assert 297 - 28 < number < 297 - 24


def test_summary_has_its_attachments_on_pages_of_their_own(rendered):
    first = [page[0][0] for page in rendered["summary"]]

    assert first == ["特急", "二、开展宣传教育", "附件1", "附件2"]


def test_colophon_ends_at_the_bottom_of_the_last_page(rendered):
    text, foot = rendered["summary"][-1][-2]

    assert text == "青山县安全生产委员会办公室2026年7月5日印发"
    assert 297 - 35 - 4 < foot < 297 - 35


def test_english_paper_has_an_english_date(rendered):
    texts = [text for page in rendered["english"] for text, _ in page]

    assert "5July2026" in texts
