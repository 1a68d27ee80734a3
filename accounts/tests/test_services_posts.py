from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import Post, User
from accounts.services import posts
from accounts.tests.factories import PostFactory, UserFactory
from core.errors import DomainError
from core.history import history_of
from notifications.models import Notification
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
JUNE_10 = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-06-10 12:00", tick=False):
        yield


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def office(county):
    return UserFactory(role="office", unit=county)


@pytest.fixture
def liaison(county):
    return UserFactory(role="liaison", unit=UnitFactory(parent=county))


def inbox(person):
    person = User.objects.get(pk=person.pk)
    return [message.text for message in Notification.objects.visible_to(person)]


def test_a_post_gives_the_rights_from_its_first_day_on(office, county):
    person, unit = UserFactory(), UnitFactory(parent=county)

    posts.give_post(person, by=office, role="liaison", unit=unit, valid_from=date(2026, 6, 11))

    assert User.objects.get(pk=person.pk).role is None
    with time_machine.travel("2026-06-11 12:00", tick=False):
        assert User.objects.get(pk=person.pk).role == "liaison"


@pytest.mark.parametrize("role", ["admin"])
def test_the_office_may_not_make_administrators(office, county, role):
    person = UserFactory()

    with pytest.raises(PermissionDenied):
        posts.give_post(person, by=office, role=role, unit=county, valid_from=JUNE_10)

    assert not person.posts.exists()


def test_posts_of_another_county_can_not_be_given(office):
    with pytest.raises(PermissionDenied):
        posts.give_post(UserFactory(), by=office, role="liaison", unit=CountyFactory(), valid_from=JUNE_10)


def test_the_same_open_post_twice_is_refused_in_words(office, liaison):
    with pytest.raises(DomainError):
        posts.give_post(liaison, by=office, role="liaison", unit=liaison.unit, valid_from=JUNE_10)


def test_a_post_ends_after_its_last_day(office, liaison):
    posts.end_post(liaison.post, by=office, last_day=JUNE_10, why="Has left")

    assert User.objects.get(pk=liaison.pk).role == "liaison"
    assert history_of(liaison.post)[0].why == "Has left"
    with time_machine.travel("2026-06-11 12:00", tick=False):
        assert User.objects.get(pk=liaison.pk).role is None


def test_a_liaison_may_not_end_posts(liaison):
    with pytest.raises(PermissionDenied):
        posts.end_post(liaison.post, by=liaison, last_day=JUNE_10, why="No")

    assert Post.objects.get(pk=liaison.post.pk).valid_until is None


def test_handing_over_moves_the_post_and_what_is_unread_that_day(office, liaison):
    post, heir = liaison.post, UserFactory()
    Notification.objects.create(post=post, key="a", text="unread")
    Notification.objects.create(post=post, key="b", text="read", read_at="2026-06-01T00:00Z")

    new = posts.hand_over_post(post, by=office, person=heir, starts_on=date(2026, 6, 12), why="New job")

    post.refresh_from_db()
    assert (post.valid_until, post.handed_over_to, new.unit) == (date(2026, 6, 11), new, post.unit)
    assert (sorted(inbox(liaison)), inbox(heir)) == (["read", "unread"], [])
    with time_machine.travel("2026-06-12 12:00", tick=False):
        assert (inbox(liaison), inbox(heir)) == ([], ["unread"])


def test_what_is_unread_comes_along_through_two_hand_overs(office, liaison):
    Notification.objects.create(post=liaison.post, key="a", text="unread")
    second, third = UserFactory(), UserFactory()
    with time_machine.travel("2026-06-11 12:00", tick=False):
        middle = posts.hand_over_post(liaison.post, by=office, person=second, starts_on=date(2026, 6, 11), why="1")
    with time_machine.travel("2026-06-12 12:00", tick=False):
        posts.hand_over_post(middle, by=office, person=third, starts_on=date(2026, 6, 12), why="2")

        assert (inbox(second), inbox(third)) == ([], ["unread"])


def test_a_post_is_handed_over_once(office, liaison):
    posts.hand_over_post(liaison.post, by=office, person=UserFactory(), starts_on=date(2026, 6, 12), why="New job")

    with pytest.raises(DomainError):
        posts.hand_over_post(liaison.post, by=office, person=UserFactory(), starts_on=date(2026, 6, 12), why="Again")


def test_a_post_is_not_handed_over_to_its_holder_or_a_disabled_person(office, liaison):
    for person in (liaison, UserFactory(is_active=False)):
        with pytest.raises(DomainError):
            posts.hand_over_post(liaison.post, by=office, person=person, starts_on=date(2026, 6, 12), why="No")

    assert liaison.posts.count() == 1


def test_handing_over_to_a_new_person_shows_the_first_password(client, office, liaison):
    client.force_login(office)
    data = {"new_name": "李强", "new_username": "liqiang", "starts_on": "2026-06-12", "why": "New job"}

    answer = client.post(reverse("accounts:post_hand_over", args=[liaison.post.pk]), data)

    heir = User.objects.get(username="liqiang")
    assert heir.check_password(answer.context["slips"][0].password)
    assert heir.posts.get().taken_over_from == liaison.post


def test_a_refused_hand_over_leaves_no_new_person(client, office, liaison):
    client.force_login(office)
    data = {"new_name": "李强", "new_username": "liqiang", "starts_on": "2025-01-01", "why": "New job"}

    answer = client.post(reverse("accounts:post_hand_over", args=[liaison.post.pk]), data)

    assert answer.status_code == 200
    assert not User.objects.filter(username="liqiang").exists()


def test_database_refuses_a_post_that_ends_before_it_begins():
    with pytest.raises(IntegrityError, match="post_until_not_before_from"):
        PostFactory(person=UserFactory(), valid_until=date(2025, 1, 1))


def test_database_refuses_the_same_open_post_twice(liaison):
    with pytest.raises(IntegrityError, match="post_held_once"):
        PostFactory(person=liaison, unit=liaison.unit)
