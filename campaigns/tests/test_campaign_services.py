from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from accounts.tests.factories import UserFactory
from campaigns.models import Campaign, PlanDeclaration
from campaigns.services.campaign import change_state, create_campaign, update_campaign
from campaigns.tests.factories import CampaignFactory, EntrySetFactory, PlanItemKindFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def office(county):
    return UserFactory(role="office", unit=UnitFactory(parent=county), name="马安")


def facts(**changes):
    return {
        "slug": "2027",
        "name": "2027年安全生产月",
        "year": 2027,
        "starts_on": date(2027, 6, 1),
        "ends_on": date(2027, 6, 30),
        "entry_set": EntrySetFactory(),
    } | changes


def test_create_campaign_makes_a_draft_of_the_offices_area(office, county):
    topic = PlanItemKindFactory(code="topic")

    campaign = create_campaign(by=office, declared={topic: 5}, **facts())

    assert (campaign.state, campaign.area, campaign.declarations.get().count) == ("draft", county, 5)


def test_create_campaign_is_refused_to_a_liaison(county):
    liaison = UserFactory(role="liaison", unit=UnitFactory(parent=county))

    with pytest.raises(PermissionDenied):
        create_campaign(by=liaison, **facts())

    assert not Campaign.objects.exists()


def test_update_campaign_takes_a_declaration_away_when_its_number_is_emptied(office, county):
    campaign, topic = CampaignFactory(area=county), PlanItemKindFactory(code="topic")
    PlanDeclaration.objects.create(campaign=campaign, kind=topic, count=5)

    update_campaign(campaign, by=office, version=1, declared={topic: None}, theme="人人讲安全")

    campaign.refresh_from_db()
    assert (campaign.theme, campaign.version, campaign.declarations.count()) == ("人人讲安全", 2, 0)


def test_update_campaign_is_refused_on_an_older_version(office, county):
    campaign = CampaignFactory(area=county)
    update_campaign(campaign, by=office, version=1, theme="first")

    with pytest.raises(EditConflict):
        update_campaign(campaign, by=office, version=1, theme="second")

    assert Campaign.objects.get().theme == "first"


def test_update_campaign_is_refused_to_the_office_of_another_county(county):
    campaign, foreign = CampaignFactory(area=county), UserFactory(role="office")

    with pytest.raises(PermissionDenied):
        update_campaign(campaign, by=foreign, version=1, theme="theirs")

    assert Campaign.objects.get().theme == ""


def test_an_archived_campaign_refuses_changes_with_a_sentence(office, county):
    campaign = CampaignFactory(area=county, state="archived")

    with pytest.raises(DomainError, match="archived"):
        update_campaign(campaign, by=office, version=1, theme="late")


def test_start_is_refused_while_another_campaign_of_the_area_runs(office, county):
    CampaignFactory(area=county, name="Month 2026", state="running")
    draft = CampaignFactory(area=county, state="draft")

    with pytest.raises(DomainError, match="“Month 2026” is still running"):
        change_state(draft, by=office, to="running")

    assert Campaign.objects.get(pk=draft.pk).state == "draft"


def test_two_running_campaigns_of_one_area_break_a_constraint(county):
    CampaignFactory(area=county, state="running")

    with pytest.raises(IntegrityError):
        CampaignFactory(area=county, state="running")


def test_reopening_wants_a_reason_and_keeps_it_in_the_history(office, county):
    campaign = CampaignFactory(area=county, state="archived")
    with pytest.raises(DomainError, match="Say why"):
        change_state(campaign, by=office, to="closing", why=" ")

    change_state(campaign, by=office, to="closing", why="A figure was wrong")

    last = history_of(Campaign.objects.get())[0]
    assert (last.by, last.why, [str(change.new) for change in last.changes]) == (
        "马安",
        "A figure was wrong",
        ["Closing"],
    )


def test_change_state_is_refused_to_a_leader(county):
    campaign, leader = CampaignFactory(area=county), UserFactory(role="leader", unit=county)

    with pytest.raises(PermissionDenied):
        change_state(campaign, by=leader, to="closing")

    assert Campaign.objects.get().state == "running"


def test_change_state_skips_no_step(office, county):
    campaign = CampaignFactory(area=county, state="draft")

    with pytest.raises(DomainError, match="changed in the meantime"):
        change_state(campaign, by=office, to="archived")
