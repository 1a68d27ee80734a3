import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from core.workbooks import read_table
from units.models import Industry, Unit
from units.tests.factories import CountyFactory, IndustryFactory, UnitFactory, UnitKindFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory(name="青岚县")


@pytest.fixture
def office(county, client):
    CampaignFactory(slug="2026", area=county)
    person = UserFactory(role="office", unit=county)
    client.force_login(person)
    return person


@pytest.fixture
def reading_chinese(office):
    office.language = "zh-hans"
    office.save(update_fields=["language"])


def facts(unit, **changed):
    data = {"name": unit.name, "kind": unit.kind_id, "version": unit.version, "contact_name": unit.contact_name}
    return data | changed


def test_adding_a_unit_leads_to_its_page(client, office, county):
    data = {"name": "县教育局", "kind": UnitKindFactory().pk, "parent": county.pk}

    answer = client.post(reverse("units:unit_new", args=["2026"]), data)

    assert answer.url == Unit.objects.get(name="县教育局").get_absolute_url()


def test_a_form_sent_twice_makes_one_unit_and_says_so(client, office, county):
    data = {"name": "县教育局", "kind": UnitKindFactory().pk, "parent": county.pk}
    client.post(reverse("units:unit_new", args=["2026"]), data)

    answer = client.post(reverse("units:unit_new", args=["2026"]), data)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert Unit.objects.filter(name="县教育局").count() == 1


def test_the_second_of_two_editors_is_shown_both_versions(client, office, county):
    unit = UnitFactory(parent=county, contact_name="old")
    address = reverse("units:unit_edit", args=[unit.pk])
    client.post(address, facts(unit, contact_name="first"))

    answer = client.post(address, facts(unit, contact_name="second"))

    unit.refresh_from_db()
    (difference,) = answer.context["conflict"].differences
    assert (difference.theirs, difference.yours, unit.contact_name) == ("first", "second", "first")

    client.post(address, facts(unit, contact_name="both"))
    unit.refresh_from_db()
    assert unit.contact_name == "both"


def test_a_liaison_s_form_has_contact_facts_only(client, county):
    liaison = UserFactory(role="liaison", unit=UnitFactory(parent=county, name="旧名"))
    client.force_login(liaison)
    unit = liaison.unit

    client.post(reverse("units:unit_edit", args=[unit.pk]), facts(unit, name="新名", contact_name="王芳"))

    unit.refresh_from_db()
    assert (unit.name, unit.contact_name) == ("旧名", "王芳")


def test_the_office_sets_industry_and_level_and_the_page_says_them(client, reading_chinese, county):
    unit = UnitFactory(parent=county)
    coal = IndustryFactory(code="coal_mine")

    client.post(reverse("units:unit_edit", args=[unit.pk]), facts(unit, industry=coal.pk, risk_level="orange"))

    unit.refresh_from_db()
    assert (unit.industry, unit.risk_level) == (coal, "orange")
    page = client.get(unit.get_absolute_url()).content.decode()
    told = re.findall(r"<dt>(行业|风险等级)</dt><dd>\s*(?:<span.*?</svg>)?(.*?)(?:</span>)?\s*</dd>", page)
    assert told == [("行业", "煤矿"), ("风险等级", "较大风险（橙）")]


def test_a_level_taken_back_leaves_the_unit_unrated(client, office, county):
    unit = UnitFactory(parent=county, industry=IndustryFactory(), risk_level="red")

    client.post(reverse("units:unit_edit", args=[unit.pk]), facts(unit, industry="", risk_level=""))

    unit.refresh_from_db()
    assert (unit.industry, unit.risk_level) == (None, "")


@pytest.mark.parametrize(("field", "value"), [("industry", "99999999"), ("risk_level", "violet")])
def test_an_industry_or_level_not_offered_is_refused_at_its_field(client, office, county, field, value):
    unit = UnitFactory(parent=county, risk_level="red")

    answer = client.post(reverse("units:unit_edit", args=[unit.pk]), facts(unit, **{field: value}))

    unit.refresh_from_db()
    assert (list(answer.context["form"].errors), unit.risk_level, unit.version) == ([field], "red", 1)


def test_an_industry_no_longer_offered_is_kept_and_not_offered_to_others(client, office, county):
    peat = IndustryFactory(code="peat", retired=True)
    old, new = UnitFactory(parent=county, industry=peat), UnitFactory(parent=county)

    offered = [
        peat in client.get(reverse("units:unit_edit", args=[unit.pk])).context["form"].fields["industry"].queryset
        for unit in (old, new)
    ]

    assert offered == [True, False]


def test_the_template_offers_industries_and_levels(client, reading_chinese):
    answer = client.get(reverse("units:template", args=["2026"]))

    offered = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(1).to_python()
    columns = {heading: [value for value in column if value] for heading, *column in zip(*offered, strict=True)}
    assert columns["行业"] == list(Industry.objects.in_use().values_list("name_zh", flat=True))
    assert columns["风险等级"] == ["重大风险（红）", "较大风险（橙）", "一般风险（黄）", "低风险（蓝）"]


@pytest.mark.parametrize("field", ["contact_phone", "division_code"])
def test_odd_input_is_told_at_the_field_and_kept(client, office, county, field):
    unit = UnitFactory(parent=county)

    answer = client.post(reverse("units:unit_edit", args=[unit.pk]), facts(unit, **{field: "abc"}))

    assert list(answer.context["form"].errors) == [field]
    assert 'value="abc"' in answer.content.decode()


def test_a_merge_is_shown_before_it_is_done(client, office, county):
    old, keeper = UnitFactory(parent=county), UnitFactory(parent=county)
    UserFactory(role="liaison", unit=old)
    address = reverse("units:unit_merge", args=[old.pk])
    data = {"keeper": keeper.pk, "why": "One unit"}

    preview = client.post(address, data)
    assert [each.moved for each in preview.context["moved"]] == [1]
    assert Unit.objects.get(pk=old.pk).merged_into is None

    client.post(address, data | {"seen": preview.context["form"]["seen"].value()})
    assert Unit.objects.get(pk=old.pk).merged_into == keeper


def test_a_merge_into_another_keeper_than_shown_is_shown_again(client, office, county):
    old, shown, other = UnitFactory.create_batch(3, parent=county)
    data = {"keeper": other.pk, "why": "One unit", "seen": shown.pk}

    assert client.post(reverse("units:unit_merge", args=[old.pk]), data).status_code == 200
    assert Unit.objects.get(pk=old.pk).merged_into is None


def upload(client, text):
    file = SimpleUploadedFile("units.csv", text.encode())
    return client.post(reverse("units:import", args=["2026"]), {"file": file}, follow=True)


def test_an_import_is_previewed_then_saved(client, office):
    preview = upload(client, "名称,类型\n县教育局,department\n")
    assert (preview.context["facts"]["run"].rows_saved, Unit.objects.filter(name="县教育局").count()) == (1, 0)

    client.post(preview.wsgi_request.path, {})
    assert Unit.objects.filter(name="县教育局").count() == 1


def test_saving_twice_imports_once(client, office):
    preview = upload(client, "名称,类型\n县教育局,department\n")
    for _ in range(2):
        answer = client.post(preview.wsgi_request.path, {}, follow=True)

    assert answer.status_code == 200
    assert Unit.objects.filter(name="县教育局").count() == 1


def test_good_rows_are_saved_only_when_that_is_asked_for(client, office):
    preview = upload(client, "名称,类型\n县教育局,department\n坏局,城堡\n")

    refused = client.post(preview.wsgi_request.path, {})
    assert list(refused.context["form"].errors) == ["keep_good"]
    assert not Unit.objects.filter(name="县教育局").exists()

    client.post(preview.wsgi_request.path, {"keep_good": "on"})
    assert list(Unit.objects.filter(name__endswith="局").values_list("name", flat=True)) == ["县教育局"]


def test_problems_come_back_as_a_workbook(client, office):
    preview = upload(client, "名称,类型\n县教育局,城堡\n")

    book = client.get(f"{preview.wsgi_request.path}problems.xlsx")

    with read_table(io.BytesIO(book.content)) as table:
        (row,) = [list(row) for _number, row in table.rows]
    assert row[:2] == ["县教育局", "城堡"]
    assert row[2]


@pytest.mark.parametrize("text", ["", "nonsense", "单位名\n县教育局\n", "<html></html>"])
def test_a_wrong_file_is_refused_in_words(client, office, text):
    answer = upload(client, text)

    assert answer.status_code == 200
    assert not Unit.objects.filter(name="县教育局").exists()


def test_markup_in_a_name_stays_text(client, office, county):
    unit = UnitFactory(parent=county, name="<b>&{{7*7}}")

    page = client.get(unit.get_absolute_url()).content.decode()

    assert "&lt;b&gt;&amp;{{7*7}}" in page
    assert "<b>&{{" not in page
