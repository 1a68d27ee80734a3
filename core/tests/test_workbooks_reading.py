import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.tests.workbook_files import number_cell, xlsx
from core.workbooks import Column, WorkbookError, cell_text, match_columns, read_table, write_table

UNIT = Column("unit", "单位", "Unit", required=True)
STARTS = Column("starts", "开始", "Starts on", required=True)
PLACE = Column("place", "地点", "Place")
COLUMNS = [UNIT, STARTS, PLACE]


def refusal(source):
    with pytest.raises(WorkbookError) as error, read_table(source) as table:
        list(table.rows)
    return str(error.value)


def read(source):
    with read_table(source) as table:
        return table.headings, list(table.rows)


def csv(text, encoding="utf-8-sig"):
    return io.BytesIO(text.encode(encoding))


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.xlsx"
    write_table(path, "活动", COLUMNS, [["县医院", dt.date(2026, 6, 10), "广场"], ["教育局", None, ""]])
    return path


def test_read_table_gives_headings_and_numbered_rows(small):
    headings, rows = read(small)

    assert headings == ["Unit", "Starts on", "Place"]
    assert rows == [(2, ["县医院", dt.date(2026, 6, 10), "广场"]), (3, ["教育局", "", ""])]


def test_read_table_takes_an_uploaded_file(small):
    assert read(SimpleUploadedFile("a.xlsx", small.read_bytes())) == read(small)


def test_read_table_leaves_out_empty_rows_and_keeps_their_numbers():
    rows = number_cell("B3") + number_cell("B5") + number_cell("B9")

    assert read(xlsx(rows)) == (["5"], [(5, [5.0]), (9, [5.0])])


def test_read_table_takes_an_old_xls_file():
    path = Path(__file__).parent / "data" / "units.xls"

    assert read(path) == (["单位", "人数"], [(2, ["县医院", 40000.0]), (3, ["教育局", "4万余"])])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_read_table_takes_csv_as_office_programs_write_it(encoding, separator):
    text = '单位,人数\r\n县医院,"40,000余"\r\n\r\n"一\n二",3\r\n'.replace(",", separator).replace(
        f"40{separator}", "40,"
    )

    assert read(csv(text, encoding)) == (["单位", "人数"], [(2, ["县医院", "40,000余"]), (4, ["一\n二", "3"])])


def test_table_left_in_the_middle_ends_its_reading(small):
    with read_table(small) as table:
        next(table.rows)

    assert list(table.rows) == []


@pytest.mark.parametrize(
    "content",
    [
        b"<html><table></table></html>",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
        b"\x89PNG\r\n\x1a\n\x00",
        b"PK\x03\x04 torn",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 torn",
    ],
)
def test_what_is_no_workbook_is_refused(content):
    assert refusal(io.BytesIO(content)) == ("The file isn't a workbook. Save it as .xlsx or .csv and choose it again.")


def test_archive_that_is_no_workbook_is_refused():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("../../etc/passwd", "x")

    assert refusal(archive).startswith("The file isn't a workbook.")


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\n\n", b" , ,\n"])
def test_table_without_a_row_is_refused(content):
    assert refusal(io.BytesIO(content)) == "The first sheet of the file is empty."


def test_empty_file_is_refused():
    assert refusal(io.BytesIO()) == "The file is empty."


def test_encrypted_workbook_is_refused():
    ole = b"\xd0\xcf\x11\xe0" + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)

    assert refusal(io.BytesIO(ole)) == ("The file is protected by a password. Save it without one and choose it again.")


def test_file_over_20_mb_is_refused():
    assert refusal(io.BytesIO(b"x" * (20 * 1024 * 1024 + 1))) == (
        "The file is larger than 20 MB. Split it into several."
    )


@pytest.mark.parametrize("extra", [{"bomb.xml": bytes(101 << 20)}, {f"{n}.xml": b"" for n in range(100)}])
def test_bomb_is_refused_by_the_directory_of_the_archive(extra):
    assert refusal(xlsx(number_cell("A1"), extra)) == (
        "The file unpacks to more than 100 MB or 100 parts. Remove pictures and other sheets."
    )


def test_two_cells_in_far_corners_end_no_process_of_ours():
    assert refusal(xlsx(number_cell("A1") + number_cell("XFD1048576"))) == (
        "The workbook is damaged or too complex. Copy the table into a new workbook."
    )


def test_too_many_rows_are_refused():
    sentence = "The table has more than 100,000 rows. Split it into several files."

    assert refusal(xlsx(number_cell("A1") + number_cell("A900000"))) == sentence
    assert refusal(csv("a\n" + "1\n" * 100_001)) == sentence


def test_100000_rows_are_taken():
    assert len(read(csv("a\n" + "1\n" * 100_000))[1]) == 100_000


def test_too_many_columns_are_refused():
    assert refusal(xlsx(number_cell("A1") + number_cell("ZZ1"))) == (
        "The table is wider than 300 columns. Remove what stands beside it."
    )


def test_match_columns_takes_codes_and_names_of_both_languages():
    matched = match_columns(["ＰＬＡＣＥ", " 单 位*", "starts ON", "备注", ""], COLUMNS)

    assert (matched.positions, matched.unknown) == ({"place": 0, "unit": 1, "starts": 2}, ["备注"])


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (
            ["place"],
            "Columns are missing: Unit, Starts on. The first row must hold the headings; the template has them all.",
        ),
        (["unit", "starts", "单位"], "The columns “unit” and “单位” are the same one. Keep one of them."),
    ],
)
def test_match_columns_says_what_is_wrong(headings, sentence):
    with pytest.raises(WorkbookError) as error:
        match_columns(headings, COLUMNS)

    assert str(error.value) == sentence


def test_match_columns_refuses_a_heading_of_two_columns():
    with pytest.raises(WorkbookError, match="The heading “地点” could be either of two columns."):
        match_columns(["地点"], [PLACE, Column("venue", "地点", "Venue")])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (" 县医院\x0b ", "县医院"),
        (2026.0, "2026"),
        (1.5, "1.5"),
        (dt.date(2026, 6, 10), "2026-06-10"),
        (dt.datetime(2026, 6, 10), "2026-06-10"),
        (dt.datetime(2026, 6, 10, 9, 30), "2026-06-10 09:30"),
    ],
)
def test_cell_text_is_what_the_cell_shows(cell, text):
    assert cell_text(cell) == text
