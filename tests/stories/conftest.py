"""A county whose rows the running server sees, and its people, each at a browser of their own."""

import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from django.utils import timezone

from accounts.models import User
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


# Threads of the server that answer a request just now.
ANSWERING = set()


@pytest.fixture
def world(transactional_db):
    yield build_world()
    wait_for_answers()


def begin(**kwargs):
    ANSWERING.add(threading.get_ident())


def end(**kwargs):
    ANSWERING.discard(threading.get_ident())


request_started.connect(begin)
request_finished.connect(end)


def wait_for_answers(still=0.1, seconds=15):
    """Until the server is still; what it wrote later would be found by the next test."""
    quiet_since, deadline = time.monotonic(), time.monotonic() + seconds
    while time.monotonic() - quiet_since < still:
        assert time.monotonic() < deadline, "The server still answers."
        time.sleep(0.01)
        if ANSWERING & {thread.ident for thread in threading.enumerate()}:
            quiet_since = time.monotonic()


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
    """`person("office")` is a blank page of a browser in which that person is signed in.

    The session is made here: two pages less to draw for each person; the form has stories of its own.
    """
    contexts = []

    def open_page(username, **options):
        context = browser.new_context(**{**DESK, "base_url": live_server.url, "locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        context.add_cookies([session_of(User.objects.get(username=username), live_server)])
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_of(person, server):
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": server.url}


def sign_in(page, username, password=PASSWORD):
    page.goto("/accounts/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/login/" not in url)
