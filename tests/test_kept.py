"""What processes keep of the lists, the plan and the register (core.kept) comes from tables that tell when they change."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Campaign, Linkage
from campaigns.tests.factories import CampaignFactory, PlanItemFactory
from tests.world import build_world
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
VALUES = re.compile(r"'[^']*'|\d+")
TABLES = re.compile(r'(?:FROM|JOIN) "?(\w+)"?')
WATCHED = """
SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'kept_in_processes' AND tgenabled = 'O'
"""
PAGES = ["reports:dashboard", "reports:screen", "activities:activities", "inspections:hazards", "reports:tables"]


def watched():
    with connection.cursor() as cursor:
        cursor.execute(WATCHED)
        return {table for (table,) in cursor.fetchall()}


def asked(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return {VALUES.sub("?", query["sql"]) for query in queries}


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_keeps_comes_from_watched_tables(page, client):
    world = build_world()
    CampaignFactory(area=world.county, year=world.campaign.year - 1, state=Campaign.State.ARCHIVED)
    PlanItemFactory(campaign=world.campaign, lead=world.unit)
    client.force_login(world.people["office"])
    url = reverse(page, args=[world.campaign.slug])
    first = asked(client, url)
    kept = first - asked(client, url)

    assert len(kept) > 0
    assert {table for sql in kept for table in TABLES.findall(sql)} - watched() == set()


def said(client, url):
    return client.get(url, headers={"accept-language": "en"}).content.decode()


def test_pages_say_at_once_what_changed_in_lists_plan_and_register(client):
    world = build_world()
    item = PlanItemFactory(campaign=world.campaign, lead=world.unit, title="Old title of the item")
    town = UnitFactory(parent=world.county, name="Old name of the town")
    UnitFactory(parent=town)
    client.force_login(world.people["office"])
    url = reverse("reports:dashboard", args=[world.campaign.slug])
    before = said(client, url)

    type(item).objects.filter(pk=item.pk).update(title="New title of the item")
    Unit.objects.filter(pk=town.pk).update(name="New name of the town")
    Linkage.objects.filter(retired=False).update(name_en="Into the homes")
    after = said(client, url)

    for old, new in [("Old title of", "New title of"), ("Old name of", "New name of"), ("", "Into the homes")]:
        assert (old in before, new in before, new in after) == (True, False, True)
    assert "Old title of" not in after
    assert "Old name of" not in after


def test_who_may_no_longer_see_a_campaign_is_not_shown_it_from_what_is_kept(client):
    world = build_world()
    client.force_login(world.people["liaison"])
    url = reverse("reports:overview", args=[world.campaign.slug])
    assert client.get(url).status_code == 200

    Campaign.objects.filter(pk=world.campaign.pk).update(state=Campaign.State.DRAFT)

    assert client.get(url).status_code == 404
