"""The pages of workbooks: upload, preview, save, problems; a long file goes to the worker."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from activities import tasks
from activities.models import Activity
from activities.tests.workbook_files import book
from core import imports
from core.models import ImportRun
from core.workbooks import read_table


@pytest.fixture
def upload(county, signed_in):
    def send(rows, headings=("unit", "kind", "title", "starts")):
        browser = signed_in(county.liaison)
        return browser.post(reverse("activities:import", args=["2026"]), {"file": book(rows, headings)})

    return send


@pytest.fixture
def rows(county):
    name = county.unit.name
    return [(name, "drill", "Good", "2026-06-10"), (name, "dance", "Bad", "2026-06-10")]


def cells(answer):
    with read_table(io.BytesIO(answer.getvalue())) as table:
        return table.headings, [list(row) for _number, row in table.rows]


def test_upload_previews_and_saves_what_is_good_once_asked(upload, rows, signed_in, county):
    page = upload(rows).headers["Location"]
    preview = ImportRun.objects.get()
    before = Activity.objects.count()

    signed_in(county.liaison).post(page, {"keep_good": "on"})

    assert (preview.state, preview.rows_saved, before) == ("done", 1, 0)
    assert [row.title for row in Activity.objects.all()] == ["Good"]


def test_upload_without_a_file_is_asked_for_one(signed_in, county):
    answer = signed_in(county.liaison).post(reverse("activities:import", args=["2026"]), {})

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["file"])


def test_problem_workbook_is_the_file_with_a_column_of_sentences(upload, rows, signed_in, county):
    page = upload(rows).headers["Location"]

    headings, found = cells(signed_in(county.liaison).get(f"{page}problems.xlsx"))

    assert headings[:4] == ["unit", "kind", "title", "starts"]
    assert [bool(row[4]) for row in found] == [False, True]


def test_long_file_waits_for_the_worker_and_the_sweep_finds_it(upload, rows, signed_in, county, monkeypatch):
    monkeypatch.setattr(imports, "MOST_AT_ONCE", 0)

    page = upload(rows).headers["Location"]
    waiting = ImportRun.objects.get().state
    text = signed_in(county.liaison).get(page).content.decode()
    tasks.sweep_imports()
    tasks.import_workbook(ImportRun.objects.get().pk)

    assert (waiting, ImportRun.objects.get().state) == ("waiting", "done")
    assert "hx-trigger" in text


def test_another_persons_import_does_not_exist(upload, rows, signed_in, county):
    page = upload(rows).headers["Location"]

    assert signed_in(county.office).get(page).status_code == 404


def test_template_offers_a_liaison_the_own_units_and_no_approval(signed_in, county):
    liaison = signed_in(county.liaison).get(reverse("activities:template", args=["2026"])).getvalue()
    office = signed_in(county.office).get(reverse("activities:template", args=["2026"])).getvalue()

    assert offered(liaison, 0) == [county.unit.name]
    assert (len(offered(liaison, -1)), len(offered(office, -1))) == (2, 3)


def offered(content, column):

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    lists = book.get_sheet_by_index(1).to_python()
    return [row[column] for row in lists[1:] if row[column] != ""]


def test_export_has_what_the_list_shows_in_its_order(signed_in, county, upload):
    name = county.unit.name
    page = upload([(name, "drill", f"Drill {n}", f"2026-06-{n + 1:02}") for n in range(3)]).headers["Location"]
    signed_in(county.liaison).post(page, {})

    _headings, found = cells(
        signed_in(county.liaison).get(reverse("activities:export", args=["2026"]) + "?sort=day&from=2026-06-02")
    )

    assert [row[2] for row in found] == ["Drill 1", "Drill 2"]
