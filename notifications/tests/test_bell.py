"""The bell asks by itself, which keeps no session alive."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Post, Session, User
from accounts.tests.factories import UserFactory
from notifications.models import Notification

pytestmark = pytest.mark.django_db
BY_ITSELF = {"X-Unattended": "1"}
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def office(client):
    person = UserFactory(role="office")
    client.force_login(person)
    return person


def was_used(ago):
    at = timezone.now() - ago
    Session.objects.update(last_seen_at=at)
    return at


def test_the_bell_says_how_many_are_unread(client, office):
    Notification.objects.create(post=office.post, key="a", text="A")

    answer = client.get("/inbox/unread/")

    assert answer["X-Unread"] == "1"
    assert re.sub(r"<[^>]+>|\s+", " ", answer.content.decode()).split() == ["Inbox,", "1", "unread", "1"]
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_the_bell_costs_two_queries_beside_the_session_s(client, office, django_assert_num_queries):
    # The session with the person, the posts, the number.
    with django_assert_num_queries(3):
        client.get("/inbox/unread/")


def test_the_bell_of_somebody_signed_out_gets_no_page(client):
    answer = client.get("/inbox/unread/")

    assert (answer.status_code, answer.content) == (204, b"")


def test_asking_for_the_bell_is_no_use_of_the_session_but_a_page_is(client, office):
    before = was_used(timedelta(minutes=20))

    client.get("/inbox/unread/", headers=BY_ITSELF)
    assert Session.objects.get().last_seen_at == before

    client.get("/inbox/")
    assert Session.objects.get().last_seen_at > before


def test_a_session_in_which_only_the_bell_was_asked_ends_after_half_an_hour(client, office):
    was_used(HALF_AN_HOUR + timedelta(seconds=1))

    assert client.get("/inbox/unread/", headers=BY_ITSELF).status_code == 204
    assert client.get("/inbox/").url == "/accounts/login/?next=/inbox/"


def test_the_bell_counts_what_the_inbox_shows_unread():
    today = timezone.localdate()
    old = UserFactory(role="liaison").post
    Post.objects.filter(pk=old.pk).update(valid_until=today - timedelta(days=1))
    between = Post.objects.create(person=UserFactory(), role="liaison", unit=old.unit, line=old, valid_until=today)
    heir = UserFactory(role="liaison", unit=old.unit)
    Post.objects.filter(person=heir).update(line=old)
    second, stranger = UserFactory(role="leader").post, UserFactory(role="leader").post
    Post.objects.filter(pk=second.pk).update(person=heir)
    for number, post in enumerate([old, between, heir.posts.get(line=old), second, stranger]):
        Notification.objects.create(post=post, key="read", text="R", read_at=timezone.now())
        Notification.objects.create(post=post, key=f"unread {number}", text="U")

    heir = User.objects.get(pk=heir.pk)

    assert Notification.objects.visible_to(heir).unread().count() == 4
