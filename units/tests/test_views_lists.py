import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.tests.factories import PostFactory, UserFactory
from campaigns.tests.factories import CampaignFactory
from units.selectors import MOST_BRANCHES
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


def names(client, **query):
    return [unit.name for unit in client.get(reverse("units:units", args=["2026"]), query).context["page_obj"]]


def test_units_are_found_by_name_initials_and_code(client, office, county):
    UnitFactory(name="县教育局", parent=county)
    UnitFactory(name="东镇", parent=county, division_code="330102001")

    assert names(client, q="教育") == ["县教育局"]
    assert names(client, q="XJY") == ["县教育局"]
    assert names(client, q="330102") == ["东镇"]


def test_filters_leave_the_units_they_name(client, office, county):
    town = UnitFactory(name="东镇", parent=county, kind=UnitKindFactory(code="town"))
    school = UnitFactory(name="小学", parent=town, contact_name="王芳", contact_phone="0571-1111")
    PostFactory(person=UserFactory(), unit=school)
    UnitFactory(name="旧局", parent=county, active_until=date(2026, 1, 1))
    UnitFactory(name="新局", parent=county, active_from=date(2100, 1, 1))
    UnitFactory(name="重复", parent=county, merged_into=town)

    assert names(client) == ["东镇", "青岚县", "小学"]
    assert names(client, kind=town.kind.pk) == ["东镇"]
    assert names(client, below=town.pk) == ["东镇", "小学"]
    assert names(client, state="ended") == ["旧局"]
    assert names(client, state="later") == ["新局"]
    assert names(client, state="merged") == ["重复"]
    assert names(client, gap="liaison") == ["东镇", "青岚县"]
    assert names(client, gap="contact") == ["东镇", "青岚县"]


def test_units_are_narrowed_by_industry_and_level(client, office, county):
    coal, shoes = IndustryFactory(code="coal_mine"), IndustryFactory(code="textile_shoes")
    UnitFactory(name="东矿", parent=county, industry=coal, risk_level="red")
    UnitFactory(name="西矿", parent=county, industry=coal, risk_level="orange")
    UnitFactory(name="鞋厂", parent=county, industry=shoes, risk_level="orange")

    assert names(client, industry=coal.pk) == ["东矿", "西矿"]
    assert names(client, risk_level="orange") == ["西矿", "鞋厂"]
    assert names(client, industry=coal.pk, risk_level="orange") == ["西矿"]
    assert names(client, risk_level="none") == ["青岚县"]


def test_the_list_says_the_level_in_words_beside_its_colour(client, reading_chinese, county):
    UnitFactory(name="东矿", parent=county, risk_level="red")

    answer = client.get(reverse("units:units", args=["2026"]), {"q": "东矿"})

    page = answer.content.decode()
    assert re.findall(r'<span class="risk (\w+)"><svg.*?</svg>(.*?)</span>', page) == [("red", "重大风险（红）")]


def test_a_liaison_sees_the_own_unit_and_those_below(client, office, county):
    town = UnitFactory(name="东镇", parent=county)
    UnitFactory(name="村", parent=town)
    UnitFactory(name="西镇", parent=county)
    client.force_login(UserFactory(role="liaison", unit=town))

    assert names(client) == ["村", "东镇"]


@pytest.mark.parametrize("name", ["units:units", "units:tree"])
def test_pages_take_the_same_queries_for_one_unit_and_for_twenty(
    client, office, county, name, django_assert_num_queries
):
    def queries():
        client.get(reverse(name, args=["2026"]))
        with django_assert_num_queries(100, exact=False) as counted:
            client.get(reverse(name, args=["2026"]))
        return len(counted)

    UnitFactory(parent=county, industry=IndustryFactory(code="gas"), risk_level="red")
    few = queries()
    for place in range(19):
        unit = UnitFactory(parent=county, industry=IndustryFactory(code=f"trade_{place}"), risk_level="blue")
        PostFactory(person=UserFactory(), unit=unit)

    assert queries() == few
    with django_assert_num_queries(few):
        client.get(reverse(name, args=["2026"]), {"risk_level": "blue"})


def test_the_tree_opens_down_to_the_unit_asked_for(client, office, county):
    village = UnitFactory(name="村", parent=UnitFactory(name="东镇", parent=county))
    UnitFactory(name="组", parent=village)

    page = client.get(reverse("units:tree", args=["2026"]), {"at": village.pk}).content.decode()

    assert page.count("<details open>") == 3
    assert ">组</a>" in page


def test_a_branch_of_the_tree_comes_alone(client, office, county):
    town = UnitFactory(name="东镇", parent=county)
    UnitFactory(name="村", parent=town)

    page = client.get(reverse("units:branch", args=["2026", town.pk])).content.decode()

    assert ">村</a>" in page
    assert "<html" not in page


def test_a_wide_level_of_the_tree_is_cut_and_leads_to_the_list(client, office, county):
    UnitFactory.create_batch(MOST_BRANCHES + 1, parent=county)

    page = client.get(reverse("units:tree", args=["2026"])).content.decode()

    assert f"?below={county.pk}" in page


def test_the_picker_gives_at_most_twenty_visible_units(client, office, county):
    UnitFactory.create_batch(25, parent=county)
    UnitFactory(name="第9999单位", parent=CountyFactory())

    page = client.get("/units/search/", {"q": "单位"})

    assert len(page.context["hits"]) == 20
    assert page.context["more"] is True
    assert client.get("/units/search/", {"q": "9999"}).context["hits"] == []


def test_the_export_holds_what_the_list_shows(client, office, county):
    import io

    from core.workbooks import read_table

    UnitFactory(name="东镇", parent=county)
    UnitFactory(name="西镇", parent=county)

    answer = client.get(reverse("units:export", args=["2026"]), {"q": "东"})

    with read_table(io.BytesIO(answer.getvalue())) as table:
        assert [row[0] for _number, row in table.rows] == ["东镇"]


def test_odd_filters_are_refused_without_an_error_page(client, office):
    for query in (
        {"kind": "x"},
        {"industry": "x"},
        {"risk_level": "violet"},
        {"below": "x" * 30},
        {"below": "9" * 30},
        {"page": "x"},
        {"state": "odd"},
    ):
        assert client.get(reverse("units:units", args=["2026"]), query).status_code == 200
    assert client.get(reverse("units:tree", args=["2026"]), {"at": "9" * 18}).status_code == 404
