import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Post
from accounts.tests.factories import PostFactory, UserFactory
from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import AssignmentFactory, NoticeFactory, UnitAssignmentFactory
from core.errors import DomainError
from core.history import history_of
from units.models import Unit
from units.services import merging
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def office(county):
    return UserFactory(role="office", unit=county)


@pytest.fixture
def pair(county):
    return UnitFactory(name="县消防队", parent=county), UnitFactory(name="县消防救援大队", parent=county)


def test_every_foreign_key_to_a_unit_is_known_to_a_merge():
    labels = {f"{foreign.model._meta.label}.{foreign.name}" for foreign in merging.relations()}

    assert {
        "accounts.Post.unit",
        "activities.Activity.unit",
        "campaigns.Receipt.unit",
        "activities.Stand.unit",
    } <= labels
    assert "activities.Activity_co_organisers.unit" in labels
    assert not any("Event" in label or label.startswith("units.") for label in labels)


def test_records_move_to_the_keeper_and_the_entry_points_there(office, pair):
    old, keeper = pair
    activity = ActivityFactory(unit=old)
    liaison = UserFactory(role="liaison", unit=old)
    below = UnitFactory(parent=old)

    merging.merge_units(old, by=office, keeper=keeper, why="One brigade")

    for row in (activity, below, old):
        row.refresh_from_db()
    assert (activity.unit, Post.objects.get(person=liaison).unit, below.parent) == (keeper, keeper, keeper)
    assert below.path == f"{keeper.path}{below.pk}/"
    assert (old.merged_into, history_of(old)[0].why) == (keeper, "One brigade")


def test_a_record_that_both_have_stays_with_the_merged_entry(office, pair):
    old, keeper = pair
    assignment = AssignmentFactory()
    theirs = UnitAssignmentFactory(assignment=assignment, unit=old)
    ours = UnitAssignmentFactory(assignment=assignment, unit=keeper)
    alone = UnitAssignmentFactory(unit=old)

    merging.merge_units(old, by=office, keeper=keeper, why="One brigade")

    for row in (theirs, ours, alone):
        row.refresh_from_db()
    assert (theirs.unit, ours.unit, alone.unit) == (old, keeper, keeper)


def test_the_preview_names_what_moves_and_what_stays_and_changes_nothing(office, pair):
    old, keeper = pair
    notice = NoticeFactory()
    for unit in pair:
        notice.receipts.create(unit=unit)
    ActivityFactory(unit=old)

    moved = merging.preview_merge(old, by=office, keeper=keeper)

    assert sorted((each.moved, len(each.stays)) for each in moved) == [(0, 1), (1, 0)]
    assert Unit.objects.get(pk=old.pk).merged_into is None
    assert old.activities.count() == 1


def test_a_co_organiser_that_both_are_is_counted_once(office, pair):
    old, keeper = pair
    activity = ActivityFactory()
    activity.co_organisers.set(pair)

    merging.merge_units(old, by=office, keeper=keeper, why="One brigade")

    assert list(activity.co_organisers.all()) == [keeper]


def test_an_entry_merged_earlier_follows_to_the_last_keeper(office, pair, county):
    old, keeper = pair
    first = UnitFactory(parent=county)
    merging.merge_units(first, by=office, keeper=old, why="One")

    merging.merge_units(old, by=office, keeper=keeper, why="Two")

    first.refresh_from_db()
    assert first.merged_into == keeper


def test_a_post_held_at_both_stays_once_at_the_keeper(office, pair):
    old, keeper = pair
    person = UserFactory()
    for unit in pair:
        PostFactory(person=person, unit=unit)

    merging.merge_units(old, by=office, keeper=keeper, why="One brigade")

    assert sorted(Post.objects.filter(person=person).values_list("unit__name", flat=True)) == [
        "县消防救援大队",
        "县消防队",
    ]


def test_merging_into_a_unit_below_is_refused(office, pair):
    old, _keeper = pair

    with pytest.raises(DomainError):
        merging.merge_units(old, by=office, keeper=UnitFactory(parent=old), why="No")


def test_merging_into_itself_is_refused(office, pair):
    with pytest.raises(DomainError):
        merging.merge_units(pair[0], by=office, keeper=pair[0], why="No")


def test_a_liaison_may_not_merge(pair):
    liaison = UserFactory(role="liaison", unit=pair[0])

    with pytest.raises(PermissionDenied):
        merging.merge_units(pair[0], by=liaison, keeper=pair[1], why="No")

    assert Unit.objects.get(pk=pair[0].pk).merged_into is None
