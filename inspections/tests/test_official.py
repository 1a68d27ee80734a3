"""The ledger as the official table: what each cell joins, and where it is printed."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from inspections.models import Hazard, HazardCategory, HazardSource
from inspections.selectors.official import MOST_PRINTED, OFFICIAL, official_rows
from inspections.tests.factories import HazardFactory

pytestmark = pytest.mark.django_db
HERE = "/campaigns/2026/hazards/"


def add(ledger, **facts):
    facts = {"unit": ledger.unit, "source": HazardSource.objects.get(code="public")} | facts
    return HazardFactory(campaign=ledger.campaign, **facts)


@pytest.fixture
def major(ledger):
    facts = {"state": "rectifying", "grade": "major", "due_on": date(2026, 7, 1), "notice_no": "No. 8", "place": "东街"}
    category = HazardCategory.objects.get(code="fire")
    return add(ledger, serial=1, category=category, description="Tank", funds_yuan=Decimal("1200000.00"), **facts)


def cells(ledger, user):
    (row,) = official_rows(ledger.campaign, user, Hazard.objects.all())
    return dict(zip([column.code for column in OFFICIAL], row, strict=True))


def test_each_column_joins_its_parts_line_by_line(ledger, major):
    assert cells(ledger, ledger.office) == {
        "number": "2026-0001",
        "unit": "县教育局\nDepartment",
        "place": "东街",
        "hazard": "Tank",
        "grade": "Fire\nMajor\nClause 3",
        "found": "Public report\n2026-06-08",
        "people": "Manager",
        "measures": "Clear it",
        "funds": "1,200,000\nOwn funds",
        "deadline": "2026-07-01",
        "contingency": "Guard it",
        "completed": "",
        "reinspected": "",
        "closed": "Rectifying",
        "notes": "Notice number No. 8",
    }


def test_unit_doesnt_read_on_paper_where_it_came_from(ledger, major):
    assert cells(ledger, ledger.liaison)["found"] == "2026-06-08"


def test_headings_are_those_of_the_table_in_chinese():
    with translation.override("zh-hans"):
        assert [column.name for column in OFFICIAL][:4] == ["编号", "单位", "地点部位", "隐患内容"]


def test_print_page_has_what_the_list_shows_in_its_order(ledger, client):
    for number in (1, 2, 3):
        add(ledger, description=f"H{number}", reported_on=date(2026, 6, number))
    client.force_login(ledger.office)

    answer = client.get(f"{HERE}print/?sort=day&from=2026-06-02")

    assert [row[3] for row in answer.context["rows"]] == ["H2", "H3"]


def test_print_page_says_when_it_is_cut(ledger, client, monkeypatch):
    monkeypatch.setattr("inspections.views.official.MOST_PRINTED", 1)
    add(ledger)
    add(ledger)
    client.force_login(ledger.office)

    answer = client.get(f"{HERE}print/")

    assert (len(answer.context["rows"]), answer.context["is_cut"], MOST_PRINTED) == (1, True, 1000)


def test_workbook_has_the_same_table(ledger, major, client):
    client.force_login(ledger.office)

    content = client.get(f"{HERE}ledger.xlsx").getvalue()

    head, row = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert (len(head), row[:2]) == (15, ["2026-0001", "县教育局\nDepartment"])
