"""What would go out next. June 2026: the 9th is a Tuesday, the 13th a Saturday, the 19th a holiday."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import PostFactory, UserFactory
from notifications.models import ChannelChoice, Delivery, ReminderDay
from notifications.selectors.preview import next_run, preview, with_units
from notifications.services.reminding import remind
from notifications.tests.sources import owe
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day, hour=9):
    return datetime(2026, 6, day, hour, tzinfo=SHANGHAI)


@pytest.fixture
def county():
    return CountyFactory()


def liaison(county, **facts):
    unit = UnitFactory(parent=county)
    PostFactory(person=UserFactory(**facts), unit=unit)
    return unit


def done(day):
    ReminderDay.objects.create(day=date(2026, 6, day), finished_at=at(day), messages=0, lines=0)


def test_the_next_run_is_today_until_it_is_done():
    assert next_run(at(9)) == date(2026, 6, 9)
    done(9)
    assert next_run(at(9)) == date(2026, 6, 10)


@pytest.mark.parametrize(("today", "then"), [(13, 15), (19, 22)], ids=["weekend", "holiday"])
def test_days_off_are_passed_over(today, then):
    assert next_run(at(today)) == date(2026, 6, then)


def test_messages_are_counted_by_channel(owed, county):
    done(9)
    for facts in [{"email": "a@example.org"}, {"email": "b@example.org"}, {}]:
        owe(liaison(county, **facts), date(2026, 6, 11), area=county)
    ChannelChoice.objects.create(person=User.objects.get(email="b@example.org"), by_email=False)

    found = preview(county.path, at(9))

    assert dict(found.by_channel) == {"inbox": 3, "email": 1}
    assert (found.messages, len(found.people), found.lines, found.at) == (4, 3, 3, at(10, 8))


def test_the_run_sends_what_was_announced(owed, county):
    for day in (8, 9, 10):
        owe(liaison(county, email=f"p{day}@example.org"), date(2026, 6, day), area=county)

    found = preview(county.path, at(9))
    plan = remind(at(9))

    assert {told.post.person_id for told in found.people} == set(plan.by_person)
    assert (found.lines, Delivery.objects.count()) == (plan.lines, found.by_channel["email"]) == (3, 3)


def test_another_county_is_left_out(owed, county):
    abroad = CountyFactory()
    owe(liaison(abroad), date(2026, 6, 9), area=abroad)

    assert preview(county.path, at(9)).people == []


@pytest.mark.parametrize(("role", "reads"), [("office", True), ("leader", True), ("admin", False)])
@time_machine.travel(at(9))
def test_the_administrator_reads_who_is_told_but_not_of_what(owed, county, client, role, reads):
    owe(liaison(county, name="Somebody"), date(2026, 6, 9), area=county, name="Loose rail", reason="reported")
    client.force_login(UserFactory(role=role, unit=county))

    page = client.get(reverse("notifications:preview")).content.decode()

    assert ("Somebody" in page, "Loose rail" in page, "reported" in page) == (True, reads, reads)


@time_machine.travel(at(9))
def test_asks_as_often_for_one_person_as_for_twenty(owed, county, django_assert_num_queries):
    owe(liaison(county), date(2026, 6, 9), area=county)
    with django_assert_num_queries(14) as asked:
        with_units(preview(county.path, at(9)).people)
    for _number in range(19):
        owe(liaison(county), date(2026, 6, 9), area=county)

    with django_assert_num_queries(len(asked)):
        assert len(with_units(preview(county.path, at(9)).people)) == 20
