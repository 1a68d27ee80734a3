"""The sections on inspection and supervision by hand-counted records."""

from datetime import date

import pytest

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import AssignmentFactory, CampaignFactory
from inspections.models import HazardSource, Listing, SupervisionProblem
from inspections.tests.factories import (
    ExposureFactory,
    HazardFactory,
    PenaltyFactory,
    RewardFactory,
    RoundFactory,
    TeamFactory,
)
from inspections.tests.visit_factories import VisitFactory
from reports.models import Outline
from reports.selectors.content import drafted
from reports.selectors.drafting.desk import Desk
from reports.selectors.resolving import Resolver
from reports.selectors.tokens import token
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026")


@pytest.fixture
def shop(campaign):
    return UnitFactory(name="好邻居超市", parent=campaign.area)


def hazards(campaign, unit, **numbers):
    return [
        HazardFactory(campaign=campaign, unit=unit, state=state)
        for state, number in numbers.items()
        for _ in range(number)
    ]


def said(campaign, source, language="zh-hans"):
    content = drafted(campaign, Outline.objects.get(code="county"), language)
    section = next(each for each in content.sections if each["source"] == source)
    return "\n".join(block.text for block in content.blocks(section))


def test_inspection_tells_who_went_out(campaign, shop):
    RoundFactory(campaign=campaign, name="高温检查", state="finished")
    RoundFactory(campaign=campaign, name="商铺整治", starts_on=date(2026, 6, 8))
    RoundFactory(campaign=campaign, name="草稿", state="draft")
    for state in ("finished", "finished", "going_on"):
        VisitFactory(campaign=campaign, unit=shop, state=state)

    text = said(campaign, "inspection")

    assert text == "活动期间，先后组织开展2轮检查（高温检查、商铺整治），现场检查2次，检查单位1家。"


def test_inspection_tells_what_was_found_and_fixed(campaign, shop):
    found = hazards(campaign, shop, fixed=2, unfixed=1, reported=2, rectifying=1, rejected=4)
    found[0].source = HazardSource.objects.get(code="public")
    found[0].save()

    text = said(campaign, "inspection")

    assert "共排查隐患6处，其中检查5处、群众举报1处。" in text
    assert "已整改销号2处，整改率33%，因场所停用等原因销号1处，其余3处正在办理，其中1处已超过整改期限。" in text
    assert "未发现重大隐患。" in text


def test_all_fixed_is_said_so(campaign, shop):
    hazards(campaign, shop, fixed=1)

    assert "所查隐患已全部整改销号。" in said(campaign, "inspection")
    assert "All of them are fixed." in said(campaign, "inspection", "en")


def test_major_hazards_with_their_implementations_and_listing(campaign, shop):
    for state in ("graded", "rectifying", "fixed"):
        major = HazardFactory(campaign=campaign, unit=shop, state=state, grade="major")
        if state == "rectifying":
            Listing.objects.create(hazard=major, listed_by_unit=shop, listed_on=date(2026, 6, 9), by=UserFactory())

    text = said(campaign, "inspection")

    assert "排查出重大隐患3处，按照责任、措施、资金、时限、预案“五落实”要求治理2处，已消除1处，挂牌督办1处。" in text


def test_exposures_penalties_and_rewards(campaign, shop):
    (fixed,) = hazards(campaign, shop, fixed=1)
    ExposureFactory(campaign=campaign, state="published")
    ExposureFactory(campaign=campaign)
    PenaltyFactory(hazard=fixed, firm_yuan=20000)
    RewardFactory(hazard=fixed, state="paid")

    text = said(campaign, "inspection")
    english = said(campaign, "inspection", "en")

    assert (
        "公开曝光典型隐患和案例1件，依法处罚1起，罚款20,000元。落实举报奖励制度，兑现奖励1笔，发放奖金300元。" in text
    )
    assert (
        "There was 1 penalty, with fines of 20,000 yuan. Those who reported were paid 1 reward, 300 yuan in all."
        in english
    )


def test_supervision_tells_teams_visits_and_problems(campaign, shop):
    office = UserFactory(role="office", unit=UnitFactory(name="县安委办", parent=campaign.area))
    TeamFactory(campaign=campaign, kind="supervision", people=[office])
    visit = VisitFactory(campaign=campaign, unit=shop, kind="supervision", state="finished")
    for number in range(2):
        assignment = None if number else AssignmentFactory(campaign=campaign, state="draft")
        SupervisionProblem.objects.create(visit=visit, text="慢", due_on=date(2026, 6, 30), assignment=assignment)

    text = said(campaign, "supervision")

    assert text.startswith("组建1个督查组（由县安委办抽调人员组成）")
    assert "对1个单位开展活动督查1次，发现问题2个，其中1个转为整改任务。" in text
    assert said(campaign, "inspection") == ""


def test_overdue_hazards_are_problems(campaign, shop):
    hazards(campaign, shop, rectifying=2)

    assert said(campaign, "problems") == "尚有2处隐患超过期限没有整改到位。"


def test_attachment_has_the_ledger_once_there_is_one(campaign, shop):
    assert said(campaign, "attachment") == ""
    hazards(campaign, shop, fixed=1)

    content = drafted(campaign, Outline.objects.get(code="county"), "zh-hans")
    (annex,) = content.attachments
    assert [row.part.text for row in content.rows(annex) if row.label == "排查隐患"] == ["1"]


@pytest.mark.parametrize(("fixed", "still_open", "percent"), [(1, 7, 13), (0, 3, 0), (2, 0, 100)])
def test_rate_is_whole_percent_half_up(campaign, shop, fixed, still_open, percent):
    hazards(campaign, shop, fixed=fixed, reported=still_open)

    assert Desk(campaign, "en").say("hazards_fixed_rate").figure.value == percent


def test_rate_of_nothing_is_unknown(campaign):
    assert not Desk(campaign, "en").say("hazards_fixed_rate").known


def test_hazards_take_no_filter_of_activities(campaign):
    resolver = Resolver(campaign, "en")

    assert resolver.say(token("hazards_open", kind="drill")) is None
    assert list(resolver.mistakes.values()) == ["There is no filter “kind”."]


def test_frozen_figure_keeps_the_hazards_it_counts(campaign, shop):
    found = hazards(campaign, shop, fixed=1, reported=1)

    assert Resolver(campaign, "en").record_keys(token("hazards_fixed")) == [found[0].pk]
