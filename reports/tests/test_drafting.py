"""Drafted text by hand-counted records."""

import pytest

from activities.models import Activity
from activities.tests.factories import ActivityFactory
from campaigns.models import Campaign, Linkage
from campaigns.tests.factories import ActivityKindFactory, CampaignFactory
from reports.models import Outline
from reports.selectors.content import drafted
from reports.selectors.drafting import draft_section, sources
from reports.selectors.drafting.desk import Desk
from reports.selectors.own_figures import OWN
from reports.tests.county import DEPARTMENTS, County
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return County()


def paper(county, language="zh-hans", outline="county"):
    return drafted(county.campaign, Outline.objects.get(code=outline), language)


def said(content, source):
    section = next(each for each in content.sections if each["source"] == source)
    return "\n".join(block.text for block in content.blocks(section))


def test_consulting_day_says_what_the_county_counted(county):
    text = said(paper(county), "publicity")

    assert "等20个部门和单位，在朝阳路、人民路、建设路等5个咨询点集中开展" in text
    assert "接受群众咨询10,000余人次，发放宣传材料40,000余份。" in text
    assert "其中，县应急管理局发放5,000余份，另有19个单位的发放数量尚未报送。" in text


def test_month_totals_contain_the_consulting_day(county):
    text = said(paper(county), "publicity")

    assert "据不完全统计，活动期间全县共悬挂横幅80余条，书写标语250余条，发放宣传材料140,000余份。" in text


def test_english_is_english(county):
    text = said(paper(county, "en"), "publicity")

    assert "20 departments and units, among them 县应急管理局" in text
    assert (
        "more than 10,000 people were advised and more than 40,000 copies of printed material were handed out" in text
    )
    assert "hung more than 80 banners, wrote more than 250 slogans, and handed out more than 140,000 copies" in text


def test_empty_slots_are_problems_not_entries(county):
    assert "方案提出的4项保障措施，尚未细化。" in said(paper(county), "problems")


def test_leadership_tells_seats_papers_meetings(county):
    text = said(paper(county), "leadership")

    assert "由县政府副县长任组长，县政府办公室副主任、县应急管理局局长任副组长" in text
    assert "5月18日，印发总体方案。方案明确了1条主线、2个重点" in text
    assert "5月30日，召开动员会，副县长主持。" in text


def test_section_without_records_has_no_text(county):
    content = paper(county, outline="linkages")

    empty = [each["source"] for each in content.sections if not each["text"]]
    assert empty == [*(f"linkage:{row.code}" for row in Linkage.objects.all()), "inspection", ""]
    assert all(section["source"] not in empty for section in content.texts)


def test_linkage_counts_its_own_activities(county):
    county.consulting.linkages.add(Linkage.objects.get(code="department"))
    text = said(paper(county, outline="linkages"), "linkage:department")

    assert "20个单位共开展活动1次，主要是宣传咨询日" in text
    assert "发放宣传材料40,000余份" in text


def test_nothing_logged_drafts_no_publicity():
    campaign = CampaignFactory()

    assert draft_section(Desk(campaign, "zh-hans"), "publicity") == ""
    assert draft_section(Desk(campaign, "zh-hans"), "attachment") == ""


@pytest.mark.parametrize(("count", "words"), [(1, "held 1 drill."), (2, "held 2 drills.")])
def test_english_numbers_agree(count, words):
    campaign = CampaignFactory()
    unit = UnitFactory(parent=campaign.area)
    for _ in range(count):
        ActivityFactory(campaign=campaign, unit=unit, kind=ActivityKindFactory(code="drill"), figures={"drills": None})
    content = drafted(campaign, Outline.objects.get(code="county"), "en")

    assert f"In all, 1 unit {words}" in said(content, "publicity")


def test_unknown_figure_is_left_out_of_the_sentence_and_stands_in_the_table(county):
    content = paper(county)

    assert "工作人员" not in said(content, "publicity")
    (annex,) = content.attachments
    assert [row.part.text for row in content.rows(annex) if row.label == "工作人员"] == ["—"]


def test_kind_the_office_added_is_told_by_its_figures(county):
    kind = ActivityKindFactory(code="puppets", name_zh="安全皮影戏", name_en="Shadow plays")
    ActivityFactory(campaign=county.campaign, unit=county.town, kind=kind)

    assert "开展安全皮影戏活动1次。" in said(paper(county), "publicity")


def test_long_list_of_units_is_cut():
    desk = Desk(CampaignFactory(), "zh-hans")
    english = Desk(desk.campaign, "en")

    assert desk.names(DEPARTMENTS, noun="部门").endswith("等20个部门")
    assert english.names(DEPARTMENTS).endswith("县第7局, 县第8局 and 12 more")
    assert english.names(["A", "B"]) == "A and B"


def test_hostile_names_stay_plain_text():
    county = County(first_name="<b>&{{7*7}}局{{materials}}")
    text = said(paper(county), "publicity")

    assert "<b>&{{7*7}}局{{materials}}发放5,000余份" in text


def test_silent_units_are_named(county):
    county.assign(county.town, *[UnitFactory(name=f"沉默{n}村", parent=county.area) for n in range(2)])

    assert "沉默0村、沉默1村至今没有报送活动情况，共2个单位。" in said(paper(county), "problems")


def test_every_source_has_a_template_in_both_languages(county):
    for language in ("zh-hans", "en"):
        desk = Desk(county.campaign, language)
        for source, _label in sources():
            assert "{%" not in draft_section(desk, source)


def test_seasonal_run_speaks_of_itself(county):
    Campaign.objects.filter(pk=county.campaign.pk).update(season="winter", name="冬季安全行动")
    county.campaign.refresh_from_db()

    content = paper(county)
    assert content.title == "关于冬季安全行动开展情况的总结"
    assert said(content, "lead").startswith("2026年6月1日至6月30日，青岚县组织开展了冬季安全行动。")


def test_own_figures_open_a_page(county, client):
    county.assign(county.town)
    client.force_login(county.office)
    desk = Desk(county.campaign, "en")
    for code in sorted(set(OWN) - {"grid_sites", "line", "lines_open"}):
        assert (code, client.get(desk.say(code).url).status_code) == (code, 200)


def test_waiting_activity_is_not_told(county):
    Activity.objects.filter(pk=county.consulting.pk).update(state="submitted")

    assert "Consulting day" not in said(paper(county, "en"), "publicity")


@pytest.mark.parametrize(
    ("sessions", "words"), [(1, "There was 1 study session."), (5, "There were 5 study sessions.")]
)
def test_english_agrees_with_the_sessions_of_one_record(sessions, words):
    campaign = CampaignFactory()
    unit = UnitFactory(parent=campaign.area)
    kind = ActivityKindFactory(code="study")
    ActivityFactory(campaign=campaign, unit=unit, kind=kind, figures={"sessions": sessions})

    assert words in said(drafted(campaign, Outline.objects.get(code="county"), "en"), "publicity")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Together: sessions: 5; vehicles: 2."), ("zh-hans", "累计举办5场，出动车辆2辆。")]
)
def test_linkage_names_its_figures_as_people_say_them(language, words):
    activity = ActivityFactory(figures={"sessions": 5, "vehicles": 2})
    activity.linkages.add(Linkage.objects.get(code="department"))
    content = drafted(activity.campaign, Outline.objects.get(code="linkages"), language)

    assert words in said(content, "linkage:department")
