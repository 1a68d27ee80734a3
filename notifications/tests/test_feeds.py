"""Calendar feeds: whose duties, as which events, at which address."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.tests.factories import PostFactory, UserFactory
from notifications.services import feeds
from notifications.tests.feeds import DUE, address_of, items, read
from notifications.tests.sources import owe
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


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
