"""The first page of everybody."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from activities.tests.factories import ActivityFactory
from campaigns.models import TimelineEntry
from campaigns.tests.factories import AssignmentFactory, CampaignFactory, PlanItemFactory, UnitAssignmentFactory
from inspections.tests.factories import HazardFactory, RoundFactory, TeamFactory
from notifications.models import Delivery
from reports.selectors.public import coming_dates
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory(
        slug="2026", name="Month 2026", theme="Everyone speaks safety", slogans="First\nSecond", hotline="12350"
    )


@pytest.fixture
def enter(client, campaign):
    def entered(role):
        user = UserFactory(role=role, unit=UnitFactory(parent=campaign.area))
        client.force_login(user)
        return user

    return entered


def text(response):
    return " ".join(response.content.decode().split())


def test_front_page_tells_of_the_running_campaign(client, campaign):
    page = text(client.get("/", headers={"accept-language": "en"}))

    for words in ("Month 2026", "Everyone speaks safety", "Second", "12350", "1–30 June 2026", "Sign in"):
        assert words in page


def test_front_page_sets_no_session_cookie(client, campaign):
    assert "session" not in client.get("/").cookies


def test_front_page_follows_the_browsers_language(client, campaign):
    assert "登录" in text(client.get("/", headers={"accept-language": "zh-CN"}))


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_front_page_keeps_other_campaigns_to_itself(client, campaign, state):
    campaign.state = state
    campaign.save()

    page = text(client.get("/", headers={"accept-language": "en"}))

    assert "No Safety Production Month is running now" in page
    assert "Everyone speaks safety" not in page


def test_front_page_offers_another_countys_campaign(client, campaign):
    CampaignFactory(slug="other", name="Month of Hekou", starts_on=date(2026, 5, 1))

    assert 'href="?campaign=other"' in text(client.get("/"))
    assert '<h1 class="headline">Month of Hekou</h1>' in text(client.get("/?campaign=other"))


def test_coming_dates_leave_out_the_past_and_tasks(campaign):
    today = date(2026, 6, 10)
    for days, kind in ((-1, "activity"), (0, "activity"), (3, "task"), (5, "meeting")):
        TimelineEntry.objects.create(
            campaign=campaign, kind=kind, title=f"{kind} {days}", planned_on=today + timedelta(days=days)
        )

    assert [entry.title for entry in coming_dates(campaign, today)] == ["activity 0", "meeting 5"]


@pytest.mark.parametrize(
    "role, address",
    [
        ("office", "/campaigns/2026/"),
        ("leader", "/campaigns/2026/"),
        ("admin", "/accounts/people/"),
    ],
)
def test_home_leads_to_the_page_of_the_role(client, enter, role, address):
    enter(role)

    assert client.get("/").headers["Location"] == address


def test_liaison_finds_the_way_to_log_and_the_own_figures(client, enter, campaign):
    user = enter("liaison")
    ActivityFactory(campaign=campaign, unit=user.unit, figures={"materials": 1200})

    page = text(client.get("/"))

    assert 'href="/campaigns/2026/activities/new/"' in page
    assert "<b>1,200</b><span>Materials handed out</span>" in page


def test_office_without_a_campaign_is_told_the_first_step(client, enter, campaign):
    enter("office")
    campaign.delete()

    assert "The first step is a campaign." in text(client.get("/"))


def test_office_with_a_draft_is_led_to_it(client, enter, campaign):
    enter("office")
    campaign.state = "draft"
    campaign.save()

    assert 'href="/campaigns/2026/about/"' in text(client.get("/"))


def test_overview_says_the_case(client, enter, campaign):
    enter("office")
    today = timezone.localdate()
    campaign.starts_on, campaign.ends_on = today - timedelta(days=17), today + timedelta(days=12)
    campaign.save()
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=UnitFactory(parent=campaign.area))

    page = text(client.get("/campaigns/2026/"))

    assert '<h1 class="headline">12 days left. 1 unit has logged nothing yet.</h1>' in page
    assert "Day 18 of 30" in page


def test_overview_of_a_unit_shows_its_own_part(client, enter, campaign):
    user = enter("liaison")
    ActivityFactory(campaign=campaign, unit=user.unit, figures={"materials": 30})
    ActivityFactory(campaign=campaign, unit=UnitFactory(parent=campaign.area), figures={"materials": 500})
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=UnitFactory(parent=campaign.area))

    overview = client.get("/campaigns/2026/").context["overview"]

    assert overview.figures["materials"].figure.value == 30
    assert overview.figures["assignments_due"].figure.value == 0
    assert overview.part == user.unit


@pytest.mark.parametrize("role", ["office", "leader"])
def test_everything_that_waits_opens_for_whoever_reads_it(client, enter, campaign, role):
    enter(role)
    campaign.national_edition = 6
    campaign.save()
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=UnitFactory(parent=campaign.area))
    ActivityFactory(campaign=campaign, unit=UnitFactory(parent=campaign.area), state="submitted")

    found = client.get("/campaigns/2026/dashboard/decisions/").context["decisions"]

    assert "1 activity waits for review" in [case.title for case in found]
    assert {client.get(case.url).status_code for case in found} == {200}


def fill(campaign, times):
    for _time in range(times):
        unit = UnitFactory(parent=campaign.area)
        item = PlanItemFactory(campaign=campaign)
        UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, plan_item=item), unit=unit)
        ActivityFactory(campaign=campaign, unit=unit, state="submitted", figures={"materials": 5})
        for state in ("reported", "rectifying", "rectified", "fixed"):
            HazardFactory(campaign=campaign, unit=unit, state=state)


@pytest.mark.parametrize("role, most", [("office", 14), ("leader", 14), ("inspector", 22), ("liaison", 25)])
def test_overview_asks_the_same_few_queries(client, enter, campaign, django_assert_max_num_queries, role, most):
    enter(role)
    fill(campaign, 1)
    client.get("/campaigns/2026/")
    with django_assert_max_num_queries(most) as few:
        client.get("/campaigns/2026/")
    fill(campaign, 12)
    client.get("/campaigns/2026/")

    with django_assert_max_num_queries(most) as many:
        client.get("/campaigns/2026/")

    assert len(many) == len(few)


def test_list_of_units_to_help_asks_the_same_queries(client, enter, campaign, django_assert_num_queries):
    enter("office")
    fill(campaign, 1)
    client.get("/campaigns/2026/units-to-help/")
    with django_assert_num_queries(8):
        client.get("/campaigns/2026/units-to-help/")
    fill(campaign, 20)
    client.get("/campaigns/2026/units-to-help/")

    with django_assert_num_queries(8):
        client.get("/campaigns/2026/units-to-help/")


def test_inspector_comes_home_to_a_page_of_the_own_visits(client, enter, campaign):
    inspector = enter("inspector")
    team = TeamFactory(campaign=campaign, people=[inspector])
    RoundFactory(campaign=campaign, teams=[team], units=[UnitFactory(name="Corner shop", parent=campaign.area)])

    page = text(client.get("/", headers={"accept-language": "en"}))

    assert "Visit: Corner shop" in page
    assert "Start a visit" in page
    assert "Your month" not in page


@pytest.mark.parametrize(("role", "number"), [("office", 2), ("leader", 0)])
def test_messages_that_failed_or_are_unclear_wait_for_the_office(client, campaign, enter, role, number):
    person = enter(role)
    for state in ("failed", "failed", "unclear", "sent"):
        Delivery.objects.create(
            key=f"{state}-{Delivery.objects.count()}",
            channel="email",
            person=person,
            unit=person.unit,
            day=date(2026, 6, 9),
            state=state,
            sent_at=timezone.now() if state == "sent" else None,
        )

    found = client.get("/campaigns/2026/dashboard/decisions/").context["decisions"]

    urls = [decision.url for decision in found if decision.url.startswith("/messages/")]
    assert urls == ["/messages/?state=failed", "/messages/?state=unclear"][:number]
