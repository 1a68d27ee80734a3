"""The daily run. June 2026: the 9th is a Tuesday, the 13th a Saturday."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.tests.factories import PostFactory, UserFactory
from notifications.models import ChannelChoice, Delivery, Notification, Reminder, ReminderDay, SendingHours
from notifications.selectors.delivering import letter_of
from notifications.services.reminding import remind
from notifications.services.telling import queue
from notifications.tests.sources import owe
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day, hour=8, minute=0):
    return datetime(2026, 6, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def unit():
    return UnitFactory(name="Village", parent=CountyFactory())


@pytest.fixture
def liaison(unit):
    return PostFactory(person=UserFactory(email="liaison@example.org"), unit=unit)


def messages():
    return list(Notification.objects.order_by("pk").values_list("post__person", "day", "text"))


def test_all_that_is_due_comes_in_one_message_the_most_pressing_first(owed, unit, liaison):
    owe(unit, date(2026, 6, 10), name="Due tomorrow")
    owe(unit, date(2026, 6, 8), name="Late")
    owe(unit, date(2026, 6, 9), name="Due today")

    remind(at(9))

    assert messages() == [(liaison.person_id, date(2026, 6, 9), "3 matters wait for you, 1 late")]
    assert [line.name for line in Notification.objects.get().lines.all()] == ["Late", "Due today", "Due tomorrow"]


def test_a_message_is_in_the_language_of_its_reader(owed, unit, liaison):
    liaison.person.language = "zh-hans"
    liaison.person.save()
    owe(unit, date(2026, 6, 8))

    remind(at(9))

    assert [text for _person, _day, text in messages()] == ["您有1项工作待办，其中1项已逾期"]


@pytest.mark.parametrize("moment", [at(9, 7, 59), at(13), at(19)])
def test_nothing_goes_out_before_the_hour_or_on_a_day_off(owed, unit, liaison, moment):
    owe(unit, date(2026, 6, 8))

    assert remind(moment) is None
    assert messages() == []


def test_a_day_is_told_once_even_when_something_new_came_up(owed, unit, liaison):
    owe(unit, date(2026, 6, 9))
    remind(at(9))
    owe(unit, date(2026, 6, 9))

    assert remind(at(9, 9)) is None
    assert (Reminder.objects.count(), ReminderDay.objects.get().messages) == (1, 1)


def test_what_a_killed_run_left_is_told_by_the_next_one(owed, unit, liaison):
    owe(unit, date(2026, 6, 9))
    other = PostFactory(person=UserFactory(), unit=UnitFactory(parent=unit.parent))
    owe(other.unit, date(2026, 6, 9))
    remind(at(9))
    Notification.objects.filter(post=other).delete()
    ReminderDay.objects.all().delete()

    remind(at(9, 8, 1))

    assert [person for person, _day, _text in messages()] == [liaison.person_id, other.person_id]


def test_missed_days_are_caught_up_once_and_marked_late(owed, unit, liaison):
    owe(unit, date(2026, 6, 12))

    for day in (11, 17, 18):
        remind(at(day))

    lines = Reminder.objects.filter(post=liaison).order_by("pk").values_list("offset", "is_late")
    mails = Delivery.objects.filter(person=liaison.person).order_by("day").values_list("day", "is_late")
    assert list(lines) == [(-1, False), (2, True), (4, False)]
    assert list(mails) == [(date(2026, 6, 11), False), (date(2026, 6, 17), True), (date(2026, 6, 18), False)]


def test_a_clock_set_back_sends_nothing_twice(owed, unit, liaison):
    owe(unit, date(2026, 6, 12))
    remind(at(9, 8, 30))

    assert remind(at(9, 7, 30)) is None
    assert remind(at(9, 8, 5)) is None
    assert len(messages()) == 1


def test_a_clock_a_day_ahead_and_back_again_loses_nothing(owed, unit, liaison):
    owe(unit, date(2026, 6, 12))
    remind(at(10))
    remind(at(9))
    remind(at(10))
    remind(at(11))

    lines = Reminder.objects.order_by("pk").values_list("offset", "is_late")
    assert list(lines) == [(-3, True), (-1, False)]


@pytest.mark.parametrize(
    ("instant", "days"),
    [("2026-05-31T15:59:59Z", []), ("2026-06-01T16:00:00Z", []), ("2026-06-02T00:00:00Z", [date(2026, 6, 2)])],
)
def test_the_day_is_the_countys_whatever_the_hosts_zone(owed, unit, liaison, instant, days):
    owe(unit, date(2026, 6, 1))

    remind(datetime.fromisoformat(instant))

    assert [day for _person, day, _text in messages()] == days


def test_the_mail_leaves_with_the_message_and_waits_for_no_one(owed, unit, liaison):
    owe(unit, date(2026, 6, 9))

    with time_machine.travel(at(9), tick=False):
        remind(at(9))

    row = Delivery.objects.get()
    assert (row.channel, row.state, row.person_id, row.next_at) == ("email", "queued", liaison.person_id, at(9))


def test_who_wants_no_mail_gets_only_what_is_compulsory(owed, unit, liaison):
    ChannelChoice.objects.create(person=liaison.person, by_email=False)
    owe(unit, date(2026, 6, 12))

    remind(at(9))
    assert Delivery.objects.count() == 0
    remind(at(12))
    assert Delivery.objects.count() == 1


def test_who_has_no_address_is_told_in_the_inbox_alone(owed, unit, liaison):
    liaison.person.email = ""
    liaison.person.save()
    owe(unit, date(2026, 6, 9))

    remind(at(9))

    assert (len(messages()), Delivery.objects.count()) == (1, 0)


def test_the_hour_is_the_one_the_office_set(owed, unit, liaison):
    hours = SendingHours.load()
    hours.daily_at = "09:30"
    hours.save()
    owe(unit, date(2026, 6, 9))

    assert remind(at(9, 9, 29)) is None
    remind(at(9, 9, 30))
    assert len(messages()) == 1


def test_two_posts_of_one_person_make_one_message(owed, unit, liaison):
    second = PostFactory(person=liaison.person, unit=UnitFactory(parent=unit.parent), valid_from=date(2026, 2, 1))
    owe(unit, date(2026, 6, 9))
    owe(second.unit, date(2026, 6, 9))

    remind(at(9))

    assert [(row.post_id, row.lines.count()) for row in Notification.objects.all()] == [(liaison.pk, 2)]


def told_of_something(post, moment, **facts):
    """An inbox message that no channel has told yet."""
    with time_machine.travel(moment, tick=False):
        return Notification.objects.create(post=post, key=f"event-{Notification.objects.count()}", text="News", **facts)


def sent_out(moment):
    with time_machine.travel(moment, tick=False):
        remind(moment)
        return [(row.key, letter_of(row)) for row in Delivery.objects.order_by("pk")]


def test_who_has_nothing_due_is_mailed_what_is_new_in_the_inbox(owed, liaison):
    first, second = told_of_something(liaison, at(8, 15)), told_of_something(liaison, at(9, 7))
    told_of_something(liaison, at(9, 7), read_at=at(9, 7))

    ((key, letter),) = sent_out(at(9))

    assert key == f"email-news-20260609-{liaison.person_id}"
    assert list(letter.news) == [second, first]


def test_news_are_mailed_on_one_day_only(owed, liaison):
    told_of_something(liaison, at(8, 15))
    sent_out(at(9))

    assert [key for key, _letter in sent_out(at(10))] == [f"email-news-20260609-{liaison.person_id}"]


def test_news_of_the_afternoon_wait_for_the_next_day(owed, liaison):
    first = told_of_something(liaison, at(8, 15))
    sent_out(at(9))
    second = told_of_something(liaison, at(9, 15))

    letters = dict(sent_out(at(10)))

    assert list(letters[f"email-news-20260609-{liaison.person_id}"].news) == [first]
    assert list(letters[f"email-news-20260610-{liaison.person_id}"].news) == [second]


def test_the_message_of_the_day_carries_the_news(owed, unit, liaison):
    owe(unit, date(2026, 6, 9))
    news = told_of_something(liaison, at(8, 15))

    ((_key, letter),) = sent_out(at(9))

    assert ([line.name for line in letter.lines], list(letter.news)) == (["Banners"], [news])


def test_news_read_before_the_mail_leaves_are_not_mailed(owed, liaison):
    news = told_of_something(liaison, at(8, 15))
    sent_out(at(9))
    news.read_at = at(9)
    news.save()

    with time_machine.travel(at(9), tick=False):
        assert letter_of(Delivery.objects.get()) is None


def test_what_is_settled_before_the_mail_leaves_is_left_out(owed, unit, liaison):
    settled, _open = owe(unit, date(2026, 6, 9), name="Settled"), owe(unit, date(2026, 6, 9), name="Open")
    sent_out(at(9))
    owed.remove(settled)

    with time_machine.travel(at(9, 9), tick=False):
        assert [line.name for line in letter_of(Delivery.objects.get()).lines] == ["Open"]


def test_a_mail_to_a_post_handed_over_meanwhile_says_nothing(owed, unit, liaison):
    owe(unit, date(2026, 6, 9))
    sent_out(at(9))
    liaison.valid_until = date(2026, 6, 9)
    liaison.save()

    with time_machine.travel(at(10), tick=False):
        assert letter_of(Delivery.objects.get()) is None


def test_an_urging_message_leaves_by_itself_after_the_quiet_hours(owed, liaison):
    with time_machine.travel(at(9, 22), tick=False):
        queue([liaison], key="urged", text="Please answer", at_once=True)

    assert Delivery.objects.get().next_at == at(10, 7, 30)


def test_an_urgent_message_leaves_in_the_night(owed, liaison):
    with time_machine.travel(at(9, 22), tick=False):
        queue([liaison], key="major", text="A major hazard", urgent=True)

    assert (Delivery.objects.get().next_at, Delivery.objects.get().is_urgent) == (at(9, 22), True)
