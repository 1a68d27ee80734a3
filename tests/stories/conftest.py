"""A county whose rows the running server sees, and its people, each at a browser of their own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import PASSWORD
from campaigns.models import PlanDeclaration, PlanItemKind
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    IndicatorFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from tests.world import build_world

DESK = {"viewport": {"width": 1360, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def world(transactional_db):
    return build_world()


@pytest.fixture
def last_year(world):
    """The campaign of a year ago, with a plan and one assignment to clone."""
    campaign, today = world.campaign, timezone.localdate()
    campaign.slug, campaign.name, campaign.state = "last", f"Safety month {today.year - 1}", "archived"
    campaign.starts_on, campaign.ends_on = today - timedelta(days=374), today - timedelta(days=344)
    campaign.year, campaign.national_edition = campaign.starts_on.year, campaign.starts_on.year - 2001
    campaign.save()
    PlanDeclaration.objects.create(campaign=campaign, kind=PlanItemKind.objects.get(code="safeguard"), count=4)
    item = PlanItemFactory(campaign=campaign, title="Emergency drills", lead=world.unit)
    assignment = AssignmentFactory(
        campaign=campaign,
        plan_item=item,
        title="Hold a drill",
        due_at=timezone.now() - timedelta(days=350),
        created_by=world.people["office"],
    )
    AssignmentQuotaFactory(assignment=assignment, indicator=IndicatorFactory(code="drills"), at_least=1)
    UnitAssignmentFactory(assignment=assignment, unit=world.unit)
    return campaign


@pytest.fixture
def person(browser, live_server, world):
    """`person("office")` is a page at which that person is signed in."""
    contexts = []

    def open_page(username, **options):
        context = browser.new_context(**{**DESK, "base_url": live_server.url, "locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        sign_in(page, username)
        return page

    yield open_page
    for context in contexts:
        # A request still under way would write after the rows were put back.
        for page in context.pages:
            page.wait_for_load_state("networkidle")
        context.close()


def sign_in(page, username, password=PASSWORD):
    page.goto("/accounts/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/login/" not in url)
