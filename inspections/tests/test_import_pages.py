"""The pages of the ledger's workbooks and the command: upload, preview, save, problems, template, export."""

import io

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from core import imports
from core.models import ImportRun
from inspections import tasks
from inspections.models import Hazard
from inspections.tests.workbook_files import LEAST, book, read

pytestmark = pytest.mark.django_db
HERE = "/campaigns/2026/hazards/"
GOOD, BAD = LEAST, LEAST | {"description": "Wire", "category": "dance"}


@pytest.fixture
def become(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def upload(become, ledger):
    return lambda *rows: become(ledger.office).post(f"{HERE}import/", {"file": book(*rows)})


def test_upload_previews_and_saves_what_is_good_once_asked(upload, become, ledger):
    page = upload(GOOD, BAD).headers["Location"]
    preview, before = ImportRun.objects.get(), Hazard.objects.count()

    become(ledger.office).post(page, {"keep_good": "on"})

    assert (preview.kind, preview.state, preview.rows_saved, before) == ("hazards", "done", 1, 0)
    assert [row.description for row in Hazard.objects.all()] == ["Blocked exit"]


def test_upload_without_a_file_is_asked_for_one(become, ledger):
    answer = become(ledger.office).post(f"{HERE}import/", {})

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["file"])


def test_problem_workbook_is_the_file_with_a_column_of_sentences(upload, become, ledger):
    page = upload(GOOD, BAD).headers["Location"]

    found = read(become(ledger.office).get(f"{page}problems.xlsx").getvalue())

    assert [row["What is wrong"] for row in found] == ["", "category: There is no such category."]


def test_long_file_waits_for_the_worker_and_the_sweep_finds_it(upload, become, ledger, monkeypatch):
    monkeypatch.setattr(imports, "MOST_AT_ONCE", 0)

    page = upload(GOOD).headers["Location"]
    waiting = ImportRun.objects.get().state
    text = become(ledger.office).get(page).content.decode()
    tasks.sweep_imports()
    tasks.import_workbook(ImportRun.objects.get().pk)

    assert (waiting, ImportRun.objects.get().state, "hx-trigger" in text) == ("waiting", "done", True)


def test_another_persons_import_does_not_exist(upload, become, ledger):
    page = upload(GOOD).headers["Location"]

    assert become(ledger.liaison).get(page).status_code == 404


def test_template_offers_each_what_they_may_state(become, ledger):
    office = offered(become(ledger.office).get(f"{HERE}template.xlsx").getvalue())
    liaison = offered(become(ledger.liaison).get(f"{HERE}template.xlsx").getvalue())

    assert (liaison["Source"], liaison["Status"], liaison["Unit"]) == (["Self-check"], ["Reported"], ["县教育局"])
    assert (len(office["Source"]), len(office["Status"]), office["Grade"]) == (8, 7, ["Ordinary", "Major"])
    assert "Grade" not in liaison


def offered(content):
    first, *lines = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(1).to_python()
    return {name: [line[at] for line in lines if line[at] != ""] for at, name in enumerate(first)}


def test_filled_template_is_taken_in_as_it_is(become, ledger):
    content = become(ledger.office).get(f"{HERE}template.xlsx").getvalue()
    headings = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[0]
    row = dict.fromkeys(headings, "") | {"Unit": "县教育局", "Hazard": "Wire", "Reported on": "2026-06-08"}

    page = become(ledger.office).post(f"{HERE}import/", {"file": book(row)}).headers["Location"]

    assert (ImportRun.objects.get().rows_saved, ImportRun.objects.get().remarks) == (1, [])
    assert page.startswith(f"{HERE}import/")


def test_export_has_what_the_list_shows_in_its_order(upload, become, ledger):
    page = upload(*(LEAST | {"description": f"H{n}", "reported_on": f"2026-06-0{n}"} for n in (1, 2, 3))).headers
    become(ledger.office).post(page["Location"], {})

    found = read(become(ledger.office).get(f"{HERE}export.xlsx?sort=day&from=2026-06-02").getvalue())

    assert [row["Hazard"] for row in found] == ["H2", "H3"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "hazards.xlsx"
    path.write_bytes(book(GOOD, BAD).read())
    return path


def test_command_imports_by_the_same_rules(ledger, file, capsys):
    with pytest.raises(CommandError, match=r"Nothing was saved\."):
        call_command("import_hazards", file, campaign="2026")
    call_command("import_hazards", file, campaign="2026", dry_run=True)
    before = Hazard.objects.count()
    call_command("import_hazards", file, campaign="2026", keep_good=True)

    assert (before, Hazard.objects.get().found_by) == (0, ledger.office)
    assert "2 rows read, 1 would be saved" in capsys.readouterr().out


def test_command_acts_for_a_named_liaison_within_their_rights(ledger, tmp_path):
    path = tmp_path / "own.xlsx"
    path.write_bytes(book(GOOD, LEAST | {"unit": "执法大队"}).read())

    call_command("import_hazards", path, campaign="2026", user=ledger.liaison.username, keep_good=True)

    assert [(row.unit.name, row.source.code) for row in Hazard.objects.all()] == [("县教育局", "self_check")]
