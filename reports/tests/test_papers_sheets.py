"""The workbook, read again by another library."""

import io

from python_calamine import CalamineWorkbook

from reports.papers.paper import Attachment, Paper, Paragraph, Table
from reports.papers.sheets import write_sheets
from reports.tests.papers_samples import TABLE, summary


def read(paper):
    stream = io.BytesIO()
    write_sheets(paper, stream)
    stream.seek(0)
    book = CalamineWorkbook.from_filelike(stream)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_sheet_is_called_after_its_attachment():
    assert list(read(summary())) == ["活动统计表"]


def test_exact_figures_are_numbers_and_qualified_ones_are_text():
    assert read(summary())["活动统计表"] == [
        ["序号", "单位", "场次", "宣传资料"],
        ["1", "城关镇", 3, "4万余"],
        ["2", "<东山> & 乡", 12, 1200],
    ]


def test_tables_without_a_name_are_called_by_their_place():
    table = Table(("a",), (("1",),))
    paper = Paper(title="Plan", blocks=(table, Paragraph.of("x"), table), language="en")

    assert list(read(paper)) == ["Table 1", "Table 2"]


def test_two_tables_of_one_attachment_get_two_sheets():
    assert len(read(summary(attachments=(Attachment("表[1]", (TABLE, TABLE)),)))) == 2


def test_formula_in_a_cell_stays_text():
    paper = Paper(title="x", blocks=(Table(("=1+1",), (('=HYPERLINK("x")',),)),), language="en")

    assert read(paper)["Table 1"] == [["=1+1"], ['=HYPERLINK("x")']]
