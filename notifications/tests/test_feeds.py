"""Calendar feeds: whose duties, as which events, at which address."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Post
from accounts.services.people import disable_person
from accounts.tests.factories import PostFactory, UserFactory
from core.errors import DomainError
from notifications.models import Feed
from notifications.selectors.feeds import hash_of, maker_has_left
from notifications.services import feeds
from notifications.tests.sources import owe
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 10)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def county():
    return CountyFactory(name="青岚县")


@pytest.fixture
def unit(county):
    return UnitFactory(name="县消防救援大队", parent=county)


@pytest.fixture
def liaison(unit):
    return UserFactory(role="liaison", unit=unit)


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


def address_of(token):
    return reverse("notifications:feed_file", args=[token])


def read(client, token):
    answer = client.get(address_of(token))
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def items(client, token):
    return sorted(event["UID"].split("@")[0] for event in read(client, token).walk("VEVENT"))


def test_liaison_reads_what_unit_and_units_below_owe(client, owed, county, unit, liaison):
    below, beside = UnitFactory(name="城关中队", parent=unit), UnitFactory(parent=county)
    owe(unit, DUE, item="share-1", number="12")
    owe(below, DUE, item="share-2")
    owe(beside, DUE, item="share-3")
    owe(None, DUE, item="share-4", area=county)

    events = read(client, feeds.make_own_feed(liaison)).walk("VEVENT")

    assert [(event["UID"], event["SUMMARY"]) for event in events] == [
        ("assignment-share-1@testserver", "12 Banners"),
        ("assignment-share-2@testserver", "城关中队: Banners"),
    ]


def test_office_reads_what_the_area_owes_and_each_meeting_once(client, owed, county, unit):
    abroad = CountyFactory()
    owe(None, DUE, item="timeline-1", kind="assignment", area=county)
    owe(None, DUE, item="timeline-2", kind="assignment", area=abroad)
    owe(unit, DUE, item="share-1")
    for number in (1, 2):
        owe(UnitFactory(parent=county), DUE, item=f"place-{number}", kind="meeting", subject="meeting-7")
    office = UserFactory(role="office", unit=unit)

    assert items(client, feeds.make_own_feed(office)) == ["assignment-timeline-1", "meeting-meeting-7"]


def test_leader_reads_meetings_and_dates(client, owed, county, unit):
    owe(None, DUE, item="timeline-1", kind="campaign-date", area=county)
    owe(None, DUE, item="answers-1", area=county)
    owe(unit, DUE, item="place-1", kind="meeting", subject="meeting-7")

    token = feeds.make_own_feed(UserFactory(role="leader", unit=county))

    assert items(client, token) == ["campaign-date-timeline-1", "meeting-meeting-7"]


def test_who_is_named_reads_it_and_nobody_in_his_place(client, owed, unit, liaison):
    inspector = UserFactory(role="inspector", unit=unit)
    owe(unit, DUE, item="hazard-1-reinspect", people=(inspector.pk,))

    assert items(client, feeds.make_own_feed(inspector)) == ["assignment-hazard-1-reinspect"]
    assert items(client, feeds.make_own_feed(liaison)) == []


def test_two_posts_give_each_duty_once(client, owed, county, unit, liaison):
    PostFactory(person=liaison, role="office", unit=UnitFactory(parent=county))
    PostFactory(person=liaison, unit=UnitFactory(parent=unit))
    owe(unit, DUE, item="share-1")
    owe(None, DUE, item="answers-1", area=county)

    assert items(client, feeds.make_own_feed(liaison)) == ["assignment-answers-1", "assignment-share-1"]


def test_unit_feed_has_what_it_and_those_below_owe(client, owed, county, unit, liaison):
    owe(unit, DUE, item="share-1")
    owe(UnitFactory(parent=unit), DUE, item="share-2")
    owe(county, DUE, item="share-3")

    token = feeds.make_unit_feed(unit, by=liaison)

    assert items(client, token) == ["assignment-share-1", "assignment-share-2"]


def test_day_alone_fills_the_day(client, owed, unit, liaison):
    owe(unit, DUE, due_at=datetime(2026, 6, 10, 23, 59, tzinfo=SHANGHAI))

    (event,) = read(client, feeds.make_own_feed(liaison)).walk("VEVENT")

    assert event["DTSTART"].dt == DUE
    assert event["DTSTART"].params == {"VALUE": "DATE"}


def test_moment_stands_in_the_zone_of_the_portal(client, owed, unit, liaison):
    owe(unit, DUE, due_at=datetime(2026, 6, 10, 1, 30, tzinfo=UTC))

    calendar = read(client, feeds.make_own_feed(liaison))

    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].to_ical() == b"20260610T093000"
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]


def test_event_says_reason_and_leads_to_the_page(client, owed, unit, liaison):
    owe(unit, DUE, url="/campaigns/2026/notices/3/", reason="read, but not signed yet")

    (event,) = read(client, feeds.make_own_feed(liaison)).walk("VEVENT")

    assert event["URL"] == "http://testserver/campaigns/2026/notices/3/"
    assert event["DESCRIPTION"] == "read, but not signed yet\nhttp://testserver/campaigns/2026/notices/3/"
    assert event.walk("VALARM") == []


def test_moved_day_moves_the_same_event(client, owed, unit, liaison):
    owe(unit, DUE, item="share-1")
    token = feeds.make_own_feed(liaison)
    (before,) = read(client, token).walk("VEVENT")
    owed.clear()
    owe(unit, date(2026, 6, 20), item="share-1")

    (after,) = read(client, token).walk("VEVENT")

    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], date(2026, 6, 20))


@pytest.mark.parametrize(("language", "name"), [("en", "Duties: 周敏"), ("zh-hans", "待办事项：周敏")])
def test_calendar_is_named_in_the_language_of_the_person(client, owed, unit, language, name):
    person = UserFactory(name="周敏", language=language, role="liaison", unit=unit)

    assert read(client, feeds.make_own_feed(person))["X-WR-CALNAME"] == name


def test_answer_is_private_and_checked_each_time(client, owed, unit, liaison):
    token = feeds.make_own_feed(liaison)
    owe(unit, DUE, item="share-1")
    answer = client.get(address_of(token))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Content-Disposition"] == 'attachment; filename="safety-month.ics"'
    assert client.get(address_of(token), headers={"If-None-Match": answer["ETag"]}).status_code == 304
    owe(unit, DUE, item="share-2")
    assert client.get(address_of(token), headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_at_most_so_many_events_the_first_due_first(client, owed, unit, liaison, monkeypatch):
    monkeypatch.setattr("notifications.selectors.feeds.MOST_EVENTS", 2)
    for day in (12, 10, 11):
        owe(unit, date(2026, 6, day), item=f"share-{day}")

    assert items(client, feeds.make_own_feed(liaison)) == ["assignment-share-10", "assignment-share-11"]


def test_number_of_queries_does_not_follow_the_duties(client, owed, unit, liaison, django_assert_num_queries):
    token = feeds.make_own_feed(liaison)
    owe(unit, DUE)
    client.get(address_of(token))
    with django_assert_num_queries(4):
        client.get(address_of(token))
    for _number in range(19):
        owe(UnitFactory(parent=unit), DUE)
    with django_assert_num_queries(4):
        client.get(address_of(token))


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
    client.force_login(liaison, backend="django.contrib.auth.backends.ModelBackend")
    made = client.post(reverse("notifications:feed_make_own"))

    assert hash_of(made.context["address"].split("/")[-1].removesuffix(".ics")) == Feed.objects.get().token_hash
    assert made["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    page = client.get(reverse("notifications:feeds")).content.decode()
    assert ".ics" not in page
