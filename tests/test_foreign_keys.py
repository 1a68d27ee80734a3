"""A form takes no key of another county's record, whatever a browser sends (T1, T13)."""

import pytest
from django.urls import reverse

from accounts.models import Post
from accounts.tests.factories import UserFactory
from activities.models import Activity, ActivityPhoto
from activities.tests.county import DRILL
from campaigns.tests.factories import (
    AssignmentFactory,
    CampaignFactory,
    NoticeFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from tests.permissions import photo, places
from tests.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def abroad(world):
    return places(world)["abroad"]


def errors(client, world, role, name, args, data):
    """The fields that the form refuses."""
    client.force_login(world.people[role])
    answer = client.post(reverse(name, args=args), data)
    assert answer.status_code == 200
    return set(answer.context["form"].errors)


UNIT_FIELDS = [
    ("campaigns:notice_new", "recipient_units"),
    ("campaigns:meeting_new", "units_present"),
    ("campaigns:seat_new", "unit"),
    ("campaigns:plan_item_new", "lead"),
    ("campaigns:plan_item_new", "co_operating"),
    ("units:unit_new", "parent"),
]


@pytest.mark.parametrize(("name", "field"), UNIT_FIELDS, ids=[" ".join(row) for row in UNIT_FIELDS])
def test_unit_of_another_county_is_refused(client, world, abroad, name, field):
    assert field in errors(client, world, "office", name, ["2026"], {field: abroad.unit.pk})


@pytest.mark.parametrize("name", ["campaigns:notice_recipients", "campaigns:assignment_units"])
def test_unit_of_another_county_gets_no_paper(client, world, abroad, name):
    office = world.people["office"]
    if name == "campaigns:assignment_units":
        paper = AssignmentFactory(campaign=world.campaign, created_by=office)
    else:
        paper = NoticeFactory(campaign=world.campaign, state="issued", issued_by=office)

    assert errors(client, world, "office", name, ["2026", paper.pk], {"units": abroad.unit.pk}) == {"units"}


@pytest.mark.parametrize(("name", "field"), [("units:unit_move", "parent"), ("units:unit_merge", "keeper")])
def test_unit_goes_into_no_other_county(client, world, abroad, name, field):
    assert errors(client, world, "office", name, [world.unit.pk], {field: abroad.unit.pk, "why": "x"}) == {field}


@pytest.mark.parametrize(("name", "field"), [("plan_item_new", "parent"), ("assignment_new", "plan_item")])
def test_plan_item_of_another_campaign_is_refused(client, world, abroad, name, field):
    item = PlanItemFactory(campaign=abroad.campaign)

    assert field in errors(client, world, "office", f"campaigns:{name}", ["2026"], {field: item.pk})


def test_notice_replaces_none_of_another_campaign(client, world, abroad):
    old = NoticeFactory(campaign=abroad.campaign, state="issued")

    assert "supersedes" in errors(client, world, "office", "campaigns:notice_new", ["2026"], {"supersedes": old.pk})


def test_post_is_not_given_in_another_county(client, world, abroad):
    person = UserFactory(role="liaison", unit=world.unit)
    typed = {"role": "liaison", "unit": abroad.unit.pk, "valid_from": "2026-06-01"}

    assert errors(client, world, "office", "accounts:post_new", [person.pk], typed) == {"unit"}
    assert person.posts.count() == 1


def test_post_is_not_handed_to_somebody_of_another_county(client, world, abroad):
    post = Post.objects.get(person=world.people["liaison"])
    typed = {"person": abroad.person.pk, "starts_on": "2026-06-01", "why": "x"}

    assert "person" in errors(client, world, "office", "accounts:post_hand_over", [post.pk], typed)


def test_photo_of_somebody_else_is_not_claimed(client, world, abroad):
    theirs = photo(abroad)
    ActivityPhoto.objects.update(activity=None)
    client.force_login(world.people["liaison"])

    typed = {"once_key": "7f1d7c3e-6c6b-4e0e-9d53-0f5d8f0c9a11", "starts_on": "2026-06-10", "photo": theirs.pk}
    client.post(DRILL, typed)

    assert Activity.objects.filter(photos=None).count() == 2
    assert ActivityPhoto.objects.get().activity is None


@pytest.mark.parametrize("order", ["9" * 5000, "²", "-1", "a", ""])
def test_order_of_odd_keys_is_refused_in_words(client, world, order):
    client.force_login(world.people["office"])
    PlanItemFactory(campaign=world.campaign)

    answer = client.post(reverse("campaigns:plan_order", args=["2026", 0]), {"order": order})

    assert answer.status_code == 409


def test_share_of_another_campaign_is_not_answered_through_this_one(client, world, abroad):
    """The key fits the unit, the address another campaign."""
    share = UnitAssignmentFactory(assignment__campaign=world.campaign, unit=world.unit)
    CampaignFactory(slug="spring", area=world.county, season="spring", state="closing")
    client.force_login(world.people["liaison"])

    answer = client.post(reverse("campaigns:share_answer", args=["spring", share.pk]), {"text": "Done"})

    assert answer.status_code == 404
