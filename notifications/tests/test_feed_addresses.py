"""The secret addresses of calendar feeds: who makes, renews and removes them, and what they open."""

from datetime import date

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import Post
from accounts.services.people import disable_person
from accounts.tests.factories import UserFactory
from core.errors import DomainError
from notifications.models import Feed
from notifications.selectors.feeds import hash_of, maker_has_left
from notifications.services import feeds
from notifications.tests.feeds import DUE, address_of, items
from notifications.tests.sources import owe

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


def test_only_the_hash_of_the_token_is_kept(liaison):
    token = feeds.make_own_feed(liaison)

    feed = Feed.objects.get()
    assert len(token) == 43
    assert (feed.token_hash, feed.person, feed.unit, feed.made_by) == (hash_of(token), liaison, None, liaison)


def test_renewed_address_dies_at_once(client, owed, liaison):
    before = feeds.make_own_feed(liaison)
    after = feeds.renew_feed(Feed.objects.get(), by=liaison)

    assert client.get(address_of(before)).status_code == 404
    assert client.get(address_of(after)).status_code == 200


def test_removed_address_opens_nothing(client, owed, liaison):
    token = feeds.make_own_feed(liaison)
    feeds.remove_feed(Feed.objects.get(), by=liaison)

    assert client.get(address_of(token)).status_code == 404


def test_disabled_person_has_no_calendar(client, owed, liaison):
    token = feeds.make_own_feed(liaison)
    disable_person(liaison, by=UserFactory(role="admin", unit=liaison.unit.parent), why="left")

    assert client.get(address_of(token)).status_code == 404


def test_person_without_a_post_has_an_empty_calendar(client, owed, unit, liaison):
    token = feeds.make_own_feed(liaison)
    owe(unit, DUE)
    Post.objects.update(valid_until=date(2026, 1, 2))

    assert items(client, token) == []


def test_second_address_is_refused(liaison):
    feeds.make_own_feed(liaison)

    with pytest.raises(DomainError):
        feeds.make_own_feed(liaison)


def test_unit_feed_is_for_its_liaisons(unit, liaison):
    inspector, other = UserFactory(role="inspector", unit=unit), UserFactory(role="liaison")
    for person in (inspector, other):
        with pytest.raises(PermissionDenied):
            feeds.make_unit_feed(unit, by=person)
    feeds.make_unit_feed(unit, by=liaison)
    before = Feed.objects.get().token_hash

    for person in (inspector, other):
        with pytest.raises(PermissionDenied):
            feeds.renew_feed(Feed.objects.get(), by=person)
        with pytest.raises(PermissionDenied):
            feeds.remove_feed(Feed.objects.get(), by=person)

    assert Feed.objects.get().token_hash == before


def test_second_liaison_renews_the_units_feed(unit, liaison):
    feeds.make_unit_feed(unit, by=liaison)
    second = UserFactory(role="liaison", unit=unit)
    feeds.renew_feed(Feed.objects.get(), by=second)

    assert Feed.objects.get().made_by == second


def test_maker_who_left_is_noticed(unit, liaison):
    feeds.make_unit_feed(unit, by=liaison)
    today = timezone.localdate()

    assert maker_has_left(Feed.objects.get(), today) is False
    Post.objects.update(valid_until=date(2026, 1, 2))
    assert maker_has_left(Feed.objects.get(), today) is True


def test_day_of_the_last_read_is_kept_without_the_minute(client, owed, liaison):
    client.get(address_of(feeds.make_own_feed(liaison)))

    assert Feed.objects.get().read_on == timezone.localdate()


def test_wrong_addresses_are_counted_and_right_ones_never(client, owed, liaison):
    token = feeds.make_own_feed(liaison)
    wrong = [client.get(address_of(f"wrong-{number}")).status_code for number in range(61)]

    assert wrong == [404] * 60 + [429]
    assert client.get(address_of(token)).status_code == 200


def test_address_is_shown_once(client, liaison):
    client.force_login(liaison)
    made = client.post(reverse("notifications:feed_make_own"))

    assert hash_of(made.context["address"].split("/")[-1].removesuffix(".ics")) == Feed.objects.get().token_hash
    assert made["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    page = client.get(reverse("notifications:feeds")).content.decode()
    assert ".ics" not in page
