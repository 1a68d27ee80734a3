from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.tests.factories import UserFactory
from campaigns.models import PlanDeclaration, PlanItem
from campaigns.selectors.plan import plan_of, plan_sentence
from campaigns.selectors.progress import Progress
from campaigns.tests.factories import (
    AssignmentFactory,
    CampaignFactory,
    PlanItemFactory,
    PlanItemKindFactory,
    UnitAssignmentFactory,
)
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 20, tzinfo=UTC)
EARLY, LATER = datetime(2026, 6, 19, tzinfo=UTC), datetime(2026, 6, 30, tzinfo=UTC)


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026", area=CountyFactory())


@pytest.fixture
def office(client, campaign):
    person = UserFactory(role="office", unit=UnitFactory(parent=campaign.area))
    client.force_login(person)
    return person


def give(campaign, item, due_at, **facts):
    assignment = AssignmentFactory(campaign=campaign, plan_item=item, due_at=due_at)
    return UnitAssignmentFactory(assignment=assignment, unit=UnitFactory(parent=campaign.area), **facts)


def test_progress_of_an_item_covers_those_below_it(campaign, office):
    topic = PlanItemFactory(campaign=campaign)
    below = PlanItemFactory(campaign=campaign, parent=topic)
    give(campaign, topic, EARLY, state="done", done_at=NOW)
    give(campaign, below, EARLY)
    give(campaign, below, LATER, started_at=NOW)
    give(campaign, below, LATER)
    give(campaign, below, LATER, state="waived", waived_by=office, waived_why="closed")

    [root] = plan_of(campaign, user=office, now=NOW).roots

    assert root.progress == Progress(done=1, in_hand=1, late=1, not_started=1)
    assert root.children[0].progress == Progress(in_hand=1, late=1, not_started=1)


def test_progress_leaves_drafts_out(campaign, office):
    item = PlanItemFactory(campaign=campaign)
    draft = AssignmentFactory(campaign=campaign, plan_item=item, state="draft")
    UnitAssignmentFactory(assignment=draft, unit=UnitFactory(parent=campaign.area))

    assert plan_of(campaign, user=office, now=NOW).roots[0].progress.owed == 0


def declare(campaign, **counts):
    for code, count in counts.items():
        PlanDeclaration.objects.create(campaign=campaign, kind=PlanItemKindFactory(code=code), count=count)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "1 main line, 2 focuses; safeguards: 0 of 4 entered"),
        ("zh-hans", "1条主线、2个重点；保障措施应有4项，已录0项"),
    ],
)
def test_the_headline_says_what_is_entered_and_what_is_missing(campaign, office, language, sentence):
    declare(campaign, main_line=1, focus=2, safeguard=4)
    PlanItemFactory(campaign=campaign, kind=PlanItemKindFactory(code="main_line"))
    PlanItemFactory.create_batch(2, campaign=campaign, kind=PlanItemKindFactory(code="focus"))

    with translation.override(language):
        assert plan_sentence(plan_of(campaign, user=office, now=NOW).counts) == sentence


def test_the_headline_says_when_more_is_entered_than_announced(campaign, office):
    declare(campaign, topic=1)
    PlanItemFactory.create_batch(2, campaign=campaign)

    assert plan_sentence(plan_of(campaign, user=office, now=NOW).counts) == "topics: 2 entered, 1 announced"


def test_announced_items_that_nobody_entered_are_empty_slots(campaign, office):
    declare(campaign, safeguard=3)
    PlanItemFactory(campaign=campaign, kind=PlanItemKindFactory(code="safeguard"), number=2)

    slots = plan_of(campaign, user=office, now=NOW).slots

    assert [(slot.kind.code, slot.number) for slot in slots] == [("safeguard", 1), ("safeguard", 3)]


def test_the_plan_page_asks_the_same_number_of_queries_for_any_size(client, campaign, office):
    declare(campaign, topic=5)

    def queries_with(more):
        for _index in range(more):
            top = PlanItemFactory(campaign=campaign, lead=UnitFactory(parent=campaign.area))
            give(campaign, PlanItemFactory(campaign=campaign, parent=top), LATER)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("campaigns:plan", args=["2026"]))
        return len(queries)

    queries_with(0)
    assert queries_with(1) == queries_with(19)


def test_an_item_is_added_in_place_and_the_tree_comes_back(client, campaign, office):
    typed = {"kind": PlanItemKindFactory().pk, "title": "安全宣传咨询", "number": "1"}

    answer = client.post(reverse("campaigns:plan_item_new", args=["2026"]), typed, headers={"HX-Request": "true"})

    assert PlanItem.objects.get().title == "安全宣传咨询"
    assert ("<html" in answer.text, "安全宣传咨询" in answer.text) == (False, True)


def test_a_refused_item_comes_back_to_its_place_with_what_was_typed(client, campaign, office):
    item = PlanItemFactory(campaign=campaign)

    answer = client.post(
        reverse("campaigns:plan_item_edit", args=["2026", item.pk]),
        {"kind": item.kind.pk, "title": "", "description": "kept", "version": "1"},
        headers={"HX-Request": "true"},
    )

    assert (answer["HX-Retarget"], "kept" in answer.text) == (f"#form-{item.pk}", True)


def test_both_versions_of_an_item_are_shown_and_only_mine_is_kept_back(client, campaign, office):
    item = PlanItemFactory(campaign=campaign, title="old", description="old")
    address = reverse("campaigns:plan_item_edit", args=["2026", item.pk])
    typed = {"kind": item.kind.pk, "version": "1"}
    client.post(address, typed | {"title": "old", "description": "theirs"})

    answer = client.post(address, typed | {"title": "mine", "description": "old"})

    rows = {row.label: (row.theirs, row.yours, row.taken_over) for row in answer.context["conflict"].differences}
    assert rows == {"Title": ("old", "mine", False), "Description": ("theirs", "old", True)}
    form = answer.context["form"]
    assert (form["version"].value(), form["title"].value(), form["description"].value()) == (2, "mine", "theirs")


def test_the_merged_version_can_be_saved(client, campaign, office):
    item = PlanItemFactory(campaign=campaign, title="old")
    address = reverse("campaigns:plan_item_edit", args=["2026", item.pk])
    client.post(address, {"kind": item.kind.pk, "version": "1", "title": "theirs"})

    client.post(address, {"kind": item.kind.pk, "version": "2", "title": "merged"})

    assert PlanItem.objects.get().title == "merged"


def test_an_order_that_is_out_of_date_is_answered_409(client, campaign, office):
    PlanItemFactory.create_batch(2, campaign=campaign)

    answer = client.post(reverse("campaigns:plan_order", args=["2026", 0]), {"order": ["1"]})

    assert (answer.status_code, "Load the page again" in answer.text) == (409, True)


def test_a_name_with_markup_is_shown_as_typed(client, campaign, office):
    PlanItemFactory(campaign=campaign, title="<b>&{{7*7}}")

    assert "&lt;b&gt;&amp;{{7*7}}" in client.get(reverse("campaigns:plan", args=["2026"])).text


def test_an_archived_plan_has_no_buttons(client, campaign, office):
    campaign.state = "archived"
    campaign.save()
    PlanItemFactory(campaign=campaign)

    page = client.get(reverse("campaigns:plan", args=["2026"])).text

    assert (reverse("campaigns:plan_item_new", args=["2026"]) in page, "data-sortable" in page) == (False, False)
