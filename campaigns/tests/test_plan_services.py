import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from accounts.tests.factories import UserFactory
from campaigns.models import PlanItem
from campaigns.services.plan import add_plan_item, delete_plan_item, move_plan_item, order_plan_items, update_plan_item
from campaigns.tests.factories import AssignmentFactory, CampaignFactory, PlanItemFactory, PlanItemKindFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory(area=CountyFactory())


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(parent=campaign.area), name="马安")


def titles(campaign, parent=None):
    return list(campaign.plan_items.filter(parent=parent).values_list("title", flat=True))


def test_add_plan_item_comes_last_among_its_siblings(campaign, office):
    unit = UnitFactory(parent=campaign.area)
    PlanItemFactory(campaign=campaign, title="first", position=7)

    item = add_plan_item(
        campaign, by=office, kind=PlanItemKindFactory(), title="second", parent=None, co_operating=[unit]
    )

    assert (titles(campaign), list(item.co_operating.all())) == (["first", "second"], [unit])
    assert [(entry.by, entry.label) for entry in history_of(item)] == [("马安", "insert")]


def test_add_plan_item_refuses_a_number_twice_in_a_kind(campaign, office):
    PlanItemFactory(campaign=campaign, number=1)

    with pytest.raises(DomainError, match="already has an item of this kind with this number"):
        add_plan_item(campaign, by=office, kind=PlanItemKindFactory(), number=1, title="again", parent=None)


def test_a_number_twice_in_a_kind_breaks_a_constraint(campaign):
    PlanItemFactory(campaign=campaign, number=1)

    with pytest.raises(IntegrityError):
        PlanItemFactory(campaign=campaign, number=1)


def test_add_plan_item_is_refused_to_a_liaison(campaign):
    liaison = UserFactory(role="liaison", unit=UnitFactory(parent=campaign.area))

    with pytest.raises(PermissionDenied):
        add_plan_item(campaign, by=liaison, kind=PlanItemKindFactory(), title="mine", parent=None)

    assert not PlanItem.objects.exists()


def test_add_plan_item_is_refused_in_an_archived_campaign(office, campaign):
    campaign.state = "archived"
    campaign.save()

    with pytest.raises(DomainError, match="archived"):
        add_plan_item(campaign, by=office, kind=PlanItemKindFactory(), title="late", parent=None)


def test_update_plan_item_moves_it_to_the_end_of_another_parent(campaign, office):
    topic = PlanItemFactory(campaign=campaign, title="topic")
    PlanItemFactory(campaign=campaign, title="there", parent=topic)
    item = PlanItemFactory(campaign=campaign, title="moved")

    update_plan_item(item, by=office, version=1, parent=topic)

    assert (titles(campaign), titles(campaign, topic)) == (["topic"], ["there", "moved"])


@pytest.mark.parametrize("below", [0, 2])
def test_update_plan_item_refuses_a_parent_below_itself(campaign, office, below):
    chain = [PlanItemFactory(campaign=campaign)]
    for _index in range(2):
        chain.append(PlanItemFactory(campaign=campaign, parent=chain[-1]))

    with pytest.raises(DomainError, match="under itself"):
        update_plan_item(chain[0], by=office, version=1, parent=chain[below])

    assert PlanItem.objects.get(pk=chain[0].pk).parent is None


def test_update_plan_item_refuses_a_parent_of_another_campaign(campaign, office):
    item, foreign = PlanItemFactory(campaign=campaign), PlanItemFactory()

    with pytest.raises(DomainError, match="another campaign"):
        update_plan_item(item, by=office, version=1, parent=foreign)


def test_update_plan_item_is_refused_on_an_older_version(campaign, office):
    item = PlanItemFactory(campaign=campaign)
    update_plan_item(item, by=office, version=1, title="theirs")

    with pytest.raises(EditConflict):
        update_plan_item(item, by=office, version=1, title="mine")

    assert titles(campaign) == ["theirs"]


def test_order_plan_items_sets_the_order_of_siblings(campaign, office):
    first, second, third = (PlanItemFactory(campaign=campaign, title=title) for title in "abc")

    order_plan_items(campaign, by=office, parent=None, ids=[third.pk, first.pk, second.pk])

    assert titles(campaign) == ["c", "a", "b"]


def test_order_plan_items_refuses_a_list_that_misses_one(campaign, office):
    first, _second = (PlanItemFactory(campaign=campaign, title=title) for title in "ab")

    with pytest.raises(DomainError, match="changed in the meantime"):
        order_plan_items(campaign, by=office, parent=None, ids=[first.pk])


def test_move_plan_item_stays_at_the_end(campaign, office):
    first, _second = (PlanItemFactory(campaign=campaign, title=title) for title in "ab")
    move_plan_item(first, by=office, steps=1)

    move_plan_item(first, by=office, steps=1)

    assert titles(campaign) == ["b", "a"]


def test_delete_plan_item_keeps_the_reason(campaign, office):
    item = PlanItemFactory(campaign=campaign)
    gone = PlanItem(pk=item.pk)

    delete_plan_item(item, by=office, why="Entered twice")

    assert not PlanItem.objects.exists()
    assert next((entry.label, entry.why) for entry in history_of(gone)) == ("delete", "Entered twice")


def test_delete_plan_item_refuses_while_an_item_hangs_below(campaign, office):
    item = PlanItemFactory(campaign=campaign)
    PlanItemFactory(campaign=campaign, parent=item)

    with pytest.raises(DomainError, match="Other items hang"):
        delete_plan_item(item, by=office, why="x")


def test_delete_plan_item_refuses_while_an_assignment_belongs_to_it(campaign, office):
    item = PlanItemFactory(campaign=campaign)
    AssignmentFactory(campaign=campaign, plan_item=item)

    with pytest.raises(DomainError, match="Assignments or activities"):
        delete_plan_item(item, by=office, why="x")

    assert PlanItem.objects.filter(pk=item.pk).exists()
