import datetime as dt
import io
import zipfile

import pytest
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.figures import UNKNOWN, Figure, Qualifier, parse_figure
from core.text import printable
from core.workbooks import (
    CellProblem,
    Column,
    Sheet,
    WorkbookError,
    match_columns,
    read_table,
    stream_table,
    write_problems,
    write_table,
    write_template,
    write_workbook,
)
from core.workbooks.packing import sheet_title
from core.workbooks.sheets import WRONG
from tests.drawn import examples

NAME = Column("name", "名称", "Name", required=True)
PEOPLE = Column("people", "人数", "People")
KIND = Column("kind", "类型", "Kind", choices=("培训", "演练"), note="One of the kinds.")
LINKS = Column("links", "联动", "Linkages", choices=("a", "b", "c"), multiple=True)


def written(write, *args):
    target = io.BytesIO()
    write(target, *args)
    target.seek(0)
    return target


def rows_of(target):
    with read_table(target) as table:
        return [table.headings, *(list(row) for _, row in table.rows)]


def part(target, name):
    with zipfile.ZipFile(target) as file:
        return file.read(name).decode()


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =HYPERLINK(1)", "＝1", "http://a.b", "{=1}"]
)
def test_text_that_looks_like_a_formula_comes_back_as_typed(text):
    target = written(write_table, "a", [NAME], [[text]])

    assert CalamineWorkbook.from_filelike(target).get_sheet_by_index(0).to_python()[1] == [text]
    sheet = part(target, "xl/worksheets/sheet1.xml")
    assert ("<f>" in sheet, "<hyperlink" in sheet) == (False, False)


@settings(max_examples=examples(50), deadline=None)
@given(st.lists(st.text(min_size=1, max_size=20).filter(lambda text: printable(text).strip()), min_size=1, max_size=5))
@example(["0\r", "\x000 ", "\x85a\u3000"])
def test_text_comes_back_as_typed(texts):
    target = written(write_table, "a", [NAME], [[text] for text in texts])

    cells = [row[0] for row in CalamineWorkbook.from_filelike(target).get_sheet_by_index(0).to_python()[1:]]
    assert [cell.replace("\r", "\n") for cell in cells] == [printable(text).replace("\r", "\n") for text in texts]


def test_control_characters_are_left_out():
    assert rows_of(written(write_table, "a", [NAME], [["某<b>厂 & {{7*7}}\x0b\x00"]])) == [
        ["Name"],
        ["某<b>厂 & {{7*7}}"],
    ]


def test_values_are_written_by_their_type():
    moment = dt.datetime(2026, 6, 10, 1, 30, tzinfo=dt.UTC)
    values = [40000, 1.5, dt.date(2026, 6, 10), moment, None, True, 10**18, float("nan")]
    columns = [Column(str(n), str(n), str(n)) for n in range(len(values))]

    assert rows_of(written(write_table, "a", columns, [values]))[1] == [
        40000.0,
        1.5,
        dt.date(2026, 6, 10),
        dt.datetime(2026, 6, 10, 9, 30),
        "",
        "True",
        "1000000000000000000",
        "nan",
    ]


def test_figures_are_numbers_when_exact_and_text_otherwise():
    figures = [Figure(40000), Figure(40000, Qualifier.OVER), Figure(3000, Qualifier.ABOUT), Figure(0), UNKNOWN]
    with translation.override("zh-hans"):
        target = written(write_table, "a", [NAME, PEOPLE], [["x", figure] for figure in figures])

    assert [row[1] for row in rows_of(target)] == ["人数", 40000.0, "40,000余", "约3,000", 0.0, ""]


figure_lists = st.lists(
    st.one_of(st.just(UNKNOWN), st.builds(Figure, st.integers(0, 10**12 - 1), st.sampled_from(Qualifier))), max_size=8
)


@settings(max_examples=examples(30), deadline=None)
@given(figure_lists, st.sampled_from(["zh-hans", "en"]))
def test_figures_survive_writing_and_reading(figures, language):
    with translation.override(language):
        target = written(write_table, "a", [NAME, PEOPLE], [["x", figure] for figure in figures])

    assert [parse_figure(row[1]) for row in rows_of(target)[1:]] == figures


def test_workbook_has_a_frozen_head_and_filters():
    sheet = part(written(write_table, "a", [NAME, PEOPLE], [["x", 1]] * 3), "xl/worksheets/sheet1.xml")

    assert ('<pane ySplit="1"' in sheet, '<autoFilter ref="A1:B4"/>' in sheet) == (True, True)


def test_workbook_repeats_its_head_on_paper_and_names_what_is_filtered():
    names = part(written(write_table, "a'b", [NAME, PEOPLE], [["x", 1]] * 3), "xl/workbook.xml")

    assert "hidden=\"1\">'a''b'!$A$1:$B$4</definedName>" in names
    assert "'a''b'!$1:$1</definedName>" in names


def test_workbook_names_its_styles_once_each():
    styles = part(written(write_table, "a", [NAME], []), "xl/styles.xml")

    assert styles.partition("<cellXfs")[2].partition("</cellXfs>")[0].count("<xf ") == WRONG + 1


def test_spaces_and_characters_by_number_come_back_as_typed():
    texts = [" a ", "a\r\nb", "_x000D_", "\n"]
    target = written(write_table, "a", [NAME], [[text] for text in texts])

    cells = CalamineWorkbook.from_filelike(target).get_sheet_by_index(0).to_python()[1:]
    assert [cell for (cell,) in cells] == texts


def test_table_is_sent_while_its_rows_are_taken():
    taken = []

    def rows():
        for number in range(20_000):
            taken.append(number)
            yield [f"Row {number}"]

    pieces = stream_table("a", [NAME], rows())
    first = [next(pieces) for _time in range(3)]

    assert 0 < len(taken) < 5_000
    whole = io.BytesIO(b"".join([*first, *pieces]))
    assert len(rows_of(whole)) == 20_001


def test_workbook_takes_several_sheets_of_like_names():
    sheets = [Sheet("按单位/类型", [NAME], [["x"]]), Sheet("按单位:类型", [PEOPLE], [])]

    book = CalamineWorkbook.from_filelike(written(write_workbook, sheets))

    assert book.sheet_names == ["按单位 类型", "按单位 类型 2"]


@pytest.mark.parametrize(
    ("name", "title"), [("a" * 40, "a" * 31), ("", "1"), ("[]", "1"), ("'a'", "a"), ("Q1\x0b", "Q1")]
)
def test_sheet_title_is_one_that_excel_takes(name, title):
    assert sheet_title(name) == title


def test_template_names_required_columns_and_offers_choices():
    target = written(write_template, "Activities", [NAME, KIND, LINKS])

    book = CalamineWorkbook.from_filelike(target)
    assert book.get_sheet_by_index(0).to_python() == [["Name", "Kind", "Linkages"]]
    assert book.get_sheet_by_name("Allowed values").to_python() == [
        ["Kind", "Linkages"],
        ["培训", "a"],
        ["演练", "b"],
        ["", "c"],
    ]
    sheet = part(target, "xl/worksheets/sheet1.xml")
    assert "<formula1>'Allowed values'!$A$2:$A$3</formula1>" in sheet
    assert sheet.count("<formula1>") == 1
    assert sheet.count("Has to be filled in.") == 1


def test_template_can_be_filled_and_read():
    target = written(write_template, "Activities", [NAME, KIND], [["Drill", "演练"]])

    with read_table(target) as table:
        assert match_columns(table.headings, [NAME, KIND]).positions == {"name": 0, "kind": 1}
        assert list(table.rows) == [(2, ["Drill", "演练"])]


PROBLEMS = [CellProblem(3, "People", "many", "Not a figure."), CellProblem(3, "Name", "", "Fill this in.")]


def test_problems_stand_beside_the_rows_as_they_were():
    source = written(write_table, "a", [NAME, PEOPLE], [["=1+1", 5], ["", "many"]])

    target = written(write_problems, source, PROBLEMS)

    assert rows_of(target) == [
        ["Name", "People", "What is wrong"],
        ["=1+1", 5.0, ""],
        ["", "many", "People: Not a figure.\nName: Fill this in."],
    ]


def test_problems_of_a_second_try_replace_those_of_the_first():
    source = written(write_table, "a", [NAME, PEOPLE], [["x", 5], ["", "many"]])
    first = written(write_problems, source, PROBLEMS)

    again = written(write_problems, first, PROBLEMS[:1])

    assert rows_of(again)[0] == ["Name", "People", "What is wrong"]
    assert rows_of(again)[2] == ["", "many", "People: Not a figure."]


def test_workbook_that_fails_half_way_leaves_no_file(tmp_path):
    def rows():
        yield ["x"]
        raise WorkbookError("Stop.")

    with pytest.raises(WorkbookError):
        write_table(tmp_path / "a.xlsx", "a", [NAME], rows())

    assert list(tmp_path.iterdir()) == []
