"""The summary as files: figures equal `figures.json`, names come out as typed."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from activities.models import Activity
from reports.models import Outline
from reports.services import summary as services
from reports.services import summary_states as states
from reports.services.versions import newest_of
from reports.tests.county import County
from safetymonth.celery import app

pytestmark = pytest.mark.django_db
HOSTILE = "<b>&{{7*7}}局"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def county():
    return County(first_name=HOSTILE)


@pytest.fixture
def version(county):
    outline = Outline.objects.get(code="county")
    return services.draft_summary(county.campaign, by=county.office, outline=outline, language="zh-hans")


@pytest.fixture
def get(county, client):
    def fetch(form, number=1):
        client.force_login(county.office)
        return client.get(reverse("reports:summary_file", args=["2026", number, form]))

    return fetch


@pytest.fixture
def worker():
    """Tasks are carried out as soon as they are announced."""
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def approve(county, version):
    summary = states.send_for_review(version.summary, by=county.office)
    for warned in states.open_warnings(summary, newest_of(summary)):
        states.accept_warning(summary, by=county.office, key=warned.key)
    return states.approve(summary, by=county.office)


def bookmarked(document):
    """{bookmark: its text}, in the order of the file."""
    found, open_marks = {}, {}
    for element in document.element.body.iter():
        if element.tag == f"{W}bookmarkStart":
            open_marks[element.get(f"{W}id")] = element.get(f"{W}name")
            found[element.get(f"{W}name")] = ""
        elif element.tag == f"{W}bookmarkEnd":
            open_marks.pop(element.get(f"{W}id"), None)
        elif element.tag == f"{W}t":
            for name in open_marks.values():
                found[name] += element.text or ""
    return {name: text for name, text in found.items() if name.startswith("figure_")}


def test_docx_figures_equal_figures_json(county, version, get, client):
    told = [figure for part in get("json").json()["sections"] for figure in part["figures"]]
    marks = bookmarked(Document(io.BytesIO(get("docx").content)))
    counted = client.get(reverse("reports:figures_json", args=["2026"])).json()["figures"]
    by_code = {row["code"]: (row["value"], row["qualifier"]) for row in counted}

    assert len(marks) == len(told)
    for place, figure in enumerate(told, 1):
        digits = re.sub(r"\D", "", marks[f"figure_{place}"])
        assert digits == ("" if figure["value"] is None else str(figure["value"]))
    whole = {row["code"]: (row["value"], row["qualifier"]) for row in told if row["token"] == row["code"]}
    assert {code: pair for code, pair in whole.items() if code in by_code} == {
        code: by_code[code] for code in whole if code in by_code
    }
    assert whole["materials"] == (140000, "over")


@pytest.mark.parametrize("form", ["docx", "json"])
def test_hostile_names_come_out_as_typed(version, get, form):
    answer = get(form)
    if form == "docx":
        text = "".join(element.text or "" for element in Document(io.BytesIO(answer.content)).element.iter(f"{W}t"))
    else:
        text = "".join(part["text"] for part in answer.json()["sections"])

    assert f"其中，{HOSTILE}发放5,000余份" in text


def test_hostile_names_stand_in_the_pdf(version, get):
    pages = PdfReader(io.BytesIO(get("pdf").content)).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))

    assert HOSTILE in text


def test_workbook_has_the_table_and_every_figure(version, get):
    book = CalamineWorkbook.from_filelike(io.BytesIO(get("xlsx").content))
    figures, table = (book.get_sheet_by_index(place).to_python() for place in range(2))

    assert [row[1] for row in table[1:5]] == ["活动", "参与单位", "布置任务", "完成任务"]
    assert ["发放宣传材料", "140,000余"] in [row[1:3] for row in table]
    assert ["发放宣传材料", 140000, "以上"] in [row[:3] for row in figures]


def test_json_has_the_shape_of_the_interface(version, get):
    told = get("json").json()

    assert {"campaign", "version", "state", "outline", "sections", "warnings"} <= set(told)
    assert (told["campaign"], told["version"], told["state"], told["outline"]) == ("2026", 1, "draft", "county")
    figure = next(each for part in told["sections"] for each in part["figures"] if each["token"] == "materials")
    assert (figure["code"], figure["value"], figure["qualifier"], figure["text"]) == (
        "materials",
        140000,
        "over",
        "140,000余",
    )
    assert figure["url"].startswith("/campaigns/2026/activities/?")
    assert "slots" in {warning["kind"] for warning in told["warnings"]}


def test_section_without_text_stays_out_of_every_file(version, get):
    empty = {section["title"] for section in version.sections if not section["text"]}
    paragraphs = [row.text for row in Document(io.BytesIO(get("docx").content)).paragraphs]

    assert empty == {"突出重点环节，开展检查整治", "加强督促检查，推动工作落实", "下一步打算"}
    assert not any(title in row for title in empty for row in paragraphs)
    assert empty.isdisjoint(section["title"] for section in get("json").json()["sections"])


def test_issued_files_keep_the_frozen_figures(county, version, get):
    approve(county, version)
    Activity.objects.filter(pk=county.consulting.pk).update(state="submitted")

    told = get("json").json()

    assert told["sections"][-1]["figures"][6]["value"] == 140000
    assert {warning["accepted_by"] for warning in told["warnings"]} == {"办公室甲"}


def test_unit_reads_the_issued_paper_only(county, version, client):
    client.force_login(county.liaison)
    address = reverse("reports:summary_file", args=["2026", 1, "pdf"])

    assert client.get(address).status_code == 404
    summary = approve(county, version)
    states.issue(summary, by=county.office, mark="青安委办", year=2026, serial=3)
    assert client.get(address).status_code == 200


def test_pdf_of_an_issued_paper_is_set_before_anybody_fetches_it(county, version, get, client, monkeypatch, worker):
    summary = approve(county, version)
    client.force_login(county.office)
    number = {"mark": "青安委办", "year": 2026, "serial": 3}
    client.post(reverse("reports:summary_issue", args=["2026", summary.address]), number)
    monkeypatch.setattr("typst.Compiler", None)

    assert get("pdf").content.startswith(b"%PDF")


def command(tmp_path, **options):
    out = tmp_path / "paper"
    call_command("draft_summary", campaign="2026", out=out, stdout=io.StringIO(), **options)
    return out.read_bytes()


def test_command_drafts_afresh_without_a_summary(county, tmp_path):
    told = json.loads(command(tmp_path, format="json"))

    assert (told["version"], told["state"], told["outline"], told["language"]) == (None, "draft", "county", "zh-hans")
    assert county.campaign.summaries.count() == 0


def test_command_takes_the_newest_version(county, version, tmp_path):
    services.save_section(
        version.summary, by=county.office, key="s8", opened=1, title="下一步打算", text="继续{{materials}}"
    )

    told = json.loads(command(tmp_path, format="json"))

    assert told["version"] == 2
    assert told["sections"][-2]["text"] == "继续140,000余"


@pytest.mark.parametrize(("form", "head"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK"), ("html", b"<!doctype")])
def test_command_writes_every_format(county, tmp_path, form, head):
    assert command(tmp_path, format=form, language="en").lstrip(b" \n{#-").find(head) >= 0


def test_command_escapes_names_in_html(county, tmp_path):
    page = command(tmp_path, format="html").decode()

    assert "&lt;b&gt;&amp;{{7*7}}局" in page
    assert "<b>" not in page


@pytest.mark.parametrize("options", [{"campaign": "1999"}, {"campaign": "2026", "outline": "none"}])
def test_command_says_what_is_not_there(county, options):
    with pytest.raises(CommandError):
        call_command("draft_summary", stdout=io.StringIO(), **options)


def test_json_names_what_the_attachment_counts(version, get):
    annex = get("json").json()["sections"][-1]["text"].splitlines()

    assert "发放宣传材料：140,000余 份" in annex
    assert "悬挂横幅：80余 条" in annex
