"""Merged messages in the inbox: what waits still, how long, and what the reader may see."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.services.posts import hand_over_post
from accounts.tests.factories import PostFactory, UserFactory
from core.workdays import Calendar
from notifications.models import Notification, Reminder
from notifications.selectors.inbox import messages_of, shown
from notifications.selectors.nearness import Nearness, nearness
from notifications.tests.sources import OWED, owe

pytestmark = pytest.mark.django_db
# A Monday; without a calendar every Monday to Friday is worked.
TODAY = date(2026, 9, 14)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def liaison(client):
    person = UserFactory(role="liaison")
    client.force_login(person)
    return person


def message_of(post, key="day", **facts):
    return Notification.objects.create(post=post, key=key, text="Some matters", day=TODAY, **facts)


def line(message, duty, offset=0, **facts):
    known = {"kind": duty.kind, "subject": duty.subject, "item": duty.item, "due_on": duty.due_on, "name": duty.name}
    known |= {"offset": offset, "rank": -offset, "level": "liaison", "url": f"/{duty.item}/", "reason": "not answered"}
    return Reminder.objects.create(**{"post": message.post, **known, "notification": message, **facts})


def read(person):
    return shown(messages_of(person), person, TODAY)


@pytest.mark.parametrize(
    ("due_on", "words", "colour"),
    [
        (date(2026, 9, 24), "10 days left", "blue"),
        (date(2026, 9, 17), "3 days left", "yellow"),
        (date(2026, 9, 15), "1 day left", "yellow"),
        (TODAY, "today", "red"),
        (date(2026, 9, 11), "1 working day late", "red"),
        (date(2026, 9, 10), "2 working days late", "red"),
    ],
)
def test_a_day_is_told_by_what_is_left_or_by_working_days_since(due_on, words, colour):
    told = nearness(due_on, TODAY, Calendar())

    assert (told.words, told.colour, told.is_late) == (words, colour, due_on < TODAY)


def test_a_day_that_passed_with_the_weekend_is_late_without_a_working_day():
    saturday = date(2026, 9, 12)

    assert nearness(saturday, date(2026, 9, 13), Calendar()) == Nearness("late", "red", is_late=True)


def test_what_counts_from_its_start_waits_and_is_never_late():
    assert nearness(date(2026, 9, 10), TODAY, Calendar(), counts_from_start=True) == Nearness(
        "waits for 2 working days", "yellow"
    )


def test_lines_stand_by_urgency_and_what_is_settled_last(liaison, owed):
    message = message_of(liaison.post)
    soon, late, done = (owe(liaison.unit, TODAY + timedelta(days=days), name=str(days)) for days in (3, -4, -6))
    for duty, offset in ((soon, -3), (late, 2), (done, 4)):
        line(message, duty, offset)
    OWED.remove(done)

    [told] = read(liaison)

    assert [(each.reminder.name, each.near and each.near.words) for each in told.lines] == [
        ("-4", "2 working days late"),
        ("3", "3 days left"),
        ("-6", None),
    ]
    assert told.text == "2 matters wait for you, 1 late"


def test_a_message_of_which_all_is_settled_says_so(liaison, owed):
    line(message_of(liaison.post), owe(liaison.unit, TODAY))
    OWED.clear()

    assert read(liaison)[0].text == "Nothing of it waits any more"


def test_lines_of_a_post_handed_over_are_the_successor_s(liaison, owed):
    second = PostFactory(person=liaison, unit=liaison.unit.parent)
    message = message_of(liaison.post)
    line(message, owe(liaison.unit, TODAY, name="kept"))
    line(message, owe(liaison.unit.parent, TODAY, name="gone"), post=second)
    office, new = UserFactory(role="office", unit=liaison.unit.parent), UserFactory()
    today = timezone.localdate()
    hand_over_post(second, by=office, person=new, starts_on=today, why="Left")
    del liaison.posts_today

    assert [each.reminder.name for each in read(liaison)[0].lines] == ["kept"]
    assert read(new) == []


def test_unread_left_to_a_successor_shows_its_lines(liaison, owed):
    message = message_of(liaison.post)
    line(message, owe(liaison.unit, TODAY, name="left"))
    office, new = UserFactory(role="office", unit=liaison.unit.parent), UserFactory()
    hand_over_post(liaison.post, by=office, person=new, starts_on=timezone.localdate(), why="Left")

    assert [each.reminder.name for each in read(new)[0].lines] == ["left"]


def test_opening_a_line_marks_the_message_read_and_leads_to_it(client, liaison, owed):
    message = message_of(liaison.post)
    told = line(message, owe(liaison.unit, TODAY, item="share-7"))

    answer = client.post(f"/inbox/{message.pk}/", {"line": told.pk})

    message.refresh_from_db()
    assert (answer.url, message.read_at is not None) == ("/share-7/", True)


@pytest.mark.parametrize("line_given", ["x", "0", "99999999999999999999", "²", "of another"])
def test_a_line_that_is_not_the_reader_s_does_not_exist(client, liaison, owed, line_given):
    message, other = message_of(liaison.post), UserFactory(role="liaison")
    foreign = line(message_of(other.post), owe(other.unit, TODAY))

    answer = client.post(f"/inbox/{message.pk}/", {"line": foreign.pk if line_given == "of another" else line_given})

    message.refresh_from_db()
    assert (answer.status_code, message.read_at) == (404, None)


def test_urgent_and_unread_stand_on_top_and_the_filter_leaves_what_is_unread(client, liaison):
    for key, facts in {
        "urgent, read": {"is_urgent": True, "read_at": "2026-06-01T00:00Z"},
        "urgent": {"is_urgent": True},
        "new": {},
    }.items():
        Notification.objects.create(post=liaison.post, key=key, text=key, **facts)

    def texts(address):
        return [message.text for message in client.get(address).context["shown"]]

    assert texts("/inbox/") == ["urgent", "new", "urgent, read"]
    assert texts("/inbox/?show=unread") == ["urgent", "new"]


def test_the_inbox_takes_the_same_queries_for_one_line_and_for_twenty(client, liaison, owed):
    def queries():
        client.get("/inbox/")
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/inbox/").status_code == 200
        return len(counted)

    message = message_of(liaison.post)
    line(message, owe(liaison.unit, TODAY))
    few = queries()
    for _number in range(19):
        line(message, owe(liaison.unit, TODAY))

    assert queries() == few
    assert len(read(liaison)[0].lines) == 20


def test_of_very_many_lines_the_inbox_shows_the_first_and_counts_the_others(client, liaison, owed):
    message = message_of(liaison.post)
    for _number in range(203):
        line(message, owe(liaison.post.unit, date(2026, 6, 9)))

    answer = client.get("/inbox/")

    (merged,) = answer.context["shown"]
    assert (len(merged.first), len(merged.rest), merged.beyond) == (20, 180, 3)
