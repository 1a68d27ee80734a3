"""Group robots, called for real: one call for all that waits, at most once a minute. 9 June 2026 is a Tuesday."""

from datetime import date, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import connections
from django.utils import timezone

from accounts.tests.factories import PostFactory, UserFactory
from core.sealing import seal
from notifications.models import Delivery, Robot
from notifications.services.calling import RobotSender
from notifications.services.reminding import remind
from notifications.services.robots import send_trial
from notifications.services.sending import sweep
from notifications.services.telling import queue
from notifications.tests.sources import OWED, owe
from tests.receivers import BROKEN, BUSY, CUT, OK
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 6, 9, 9, tzinfo=SHANGHAI)
PATH = "/cgi-bin/webhook/send"


@pytest.fixture
def clock():
    with time_machine.travel(NINE, tick=False) as clock:
        yield clock


@pytest.fixture
def county():
    return CountyFactory(name="County")


@pytest.fixture
def unit(county):
    unit = UnitFactory(name="Harbour", parent=county)
    PostFactory(person=UserFactory(name="Private Person"), unit=unit)
    return unit


@pytest.fixture
def robot(county, robot_receiver):
    return robot_of(county, robot_receiver)


def robot_of(unit, receiver, name="Group", **facts):
    address = f"{receiver.origin}{PATH}?key=aaaaaaaa-{name}"
    return Robot.objects.create(
        **{"kind": "wecom", "name": name, "unit": unit, "language": "en", "sealed_address": seal(address)} | facts
    )


def call():
    """One sweep by one worker."""
    return sweep([RobotSender()])


def said(receiver):
    return [call.json["markdown"]["content"] for call in receiver.calls]


def states():
    return list(Delivery.objects.filter(channel="robot").order_by("pk").values_list("state", flat=True))


def test_the_digest_of_a_day_counts_by_unit_and_kind_and_names_nobody(clock, owed, unit, robot, robot_receiver):
    owe(unit, date(2026, 6, 9), name="Secret matter")
    owe(unit, date(2026, 6, 8))
    remind(timezone.now())

    call()

    [text] = said(robot_receiver)
    assert "1 unit has something due" in text
    assert "Harbour: Assignment 2; 1 late" in text
    assert "Secret" not in text
    assert "Private" not in text
    assert states() == ["sent"]


def test_the_run_queues_one_digest_for_each_robot_over_what_is_due(clock, owed, county, unit, robot, robot_receiver):
    of_unit = robot_of(unit, robot_receiver, "Harbour group")
    robot_of(UnitFactory(parent=county), robot_receiver, "Others")
    robot_of(county, robot_receiver, "Off", is_active=False)
    owe(unit, date(2026, 6, 9))

    remind(timezone.now())

    rows = Delivery.objects.filter(channel="robot")
    assert {row.robot_id for row in rows} == {robot.pk, of_unit.pk}
    assert {row.unit_id for row in rows} == {county.pk, unit.pk}


def test_what_is_settled_meanwhile_is_left_out(clock, owed, unit, robot, robot_receiver):
    first = owe(unit, date(2026, 6, 9))
    owe(unit, date(2026, 6, 9))
    remind(timezone.now())
    OWED.remove(first)

    call()

    assert "Harbour: Assignment 1" in said(robot_receiver)[0]


def test_with_nothing_left_nobody_is_called(clock, owed, unit, robot, robot_receiver):
    owe(unit, date(2026, 6, 9))
    remind(timezone.now())
    OWED.clear()

    call()

    assert (robot_receiver.calls, states()) == ([], ["dropped"])
    assert Robot.objects.get().called_at is None


def test_all_that_waits_for_a_robot_goes_in_one_call(clock, owed, unit, robot, robot_receiver):
    owe(unit, date(2026, 6, 9))
    remind(timezone.now())
    send_trial(robot, by=UserFactory(role="office", unit=UnitFactory(parent=robot.unit)))
    queue(unit.posts.all(), key="hazard-1", text="Gas leaks", url="/hazards/1/", urgent=True)

    call()

    [text] = said(robot_receiver)
    assert all(part in text for part in ("1 urgent message", "Harbour: an urgent", "Assignment 1", "reaches this"))
    assert "Gas" not in text
    assert states() == ["sent", "sent", "sent"]


def test_a_robot_is_called_once_a_minute(clock, unit, robot, robot_receiver):
    for second in range(0, 180, 5):
        clock.move_to(NINE + timedelta(seconds=second))
        queue(unit.posts.all(), key=f"alarm-{second}", text="Alarm", urgent=True)
        call()
    clock.move_to(NINE + timedelta(seconds=185))
    call()

    assert len(robot_receiver.calls) == 4
    assert set(states()) == {"sent"}
    assert set(Delivery.objects.filter(channel="robot").values_list("attempts", flat=True)) == {1}


def test_an_urgent_message_to_many_is_told_to_the_group_once(clock, county, unit, robot, robot_receiver):
    office = PostFactory(person=UserFactory(), role="office", unit=UnitFactory(name="Office", parent=county))
    posts = [office, *unit.posts.all()]
    queue(posts, key="hazard-1", text="Gas leaks", urgent=True)
    queue(posts, key="hazard-1", text="Gas leaks", urgent=True)

    call()

    assert "Harbour: an urgent message" in said(robot_receiver)[0]
    assert states() == ["sent"]


@pytest.mark.parametrize(("reply", "state"), [(BUSY, "queued"), (BROKEN, "unclear"), (CUT, "unclear")])
def test_answers_decide_what_becomes_of_the_rows(clock, unit, robot, robot_receiver, reply, state):
    robot_receiver.reply_with(reply)
    queue(unit.posts.all(), key="a", text="Alarm", urgent=True)
    queue(unit.posts.all(), key="b", text="Alarm", urgent=True)

    call()

    assert (len(robot_receiver.calls), states()) == (1, [state, state])


def test_a_busy_robot_gets_it_a_minute_later(clock, unit, robot, robot_receiver):
    robot_receiver.reply_with(BUSY, OK)
    queue(unit.posts.all(), key="a", text="Alarm", urgent=True)
    call()
    call()
    assert len(robot_receiver.calls) == 1

    clock.move_to(NINE + timedelta(seconds=61))
    call()

    assert (len(robot_receiver.calls), states()) == (2, ["sent"])


def test_what_is_unclear_is_never_repeated_by_itself(clock, unit, robot, robot_receiver):
    robot_receiver.reply_with(CUT)
    queue(unit.posts.all(), key="a", text="Alarm", urgent=True)
    call()

    for minutes in (2, 30, 600):
        clock.move_to(NINE + timedelta(minutes=minutes))
        call()

    assert (len(robot_receiver.calls), states()) == (1, ["unclear"])


def test_rows_a_dead_worker_held_are_unclear(clock, unit, robot, robot_receiver):
    queue(unit.posts.all(), key="a", text="Alarm", urgent=True)
    Delivery.objects.update(state="sending", claimed_at=timezone.now())

    clock.move_to(NINE + settings.MESSAGE_LEASE + timedelta(seconds=1))
    call()

    assert (robot_receiver.calls, states()) == ([], ["unclear"])


def test_a_robot_switched_off_is_told_nothing(clock, unit, robot, robot_receiver):
    queue(unit.posts.all(), key="a", text="Alarm", urgent=True)
    Robot.objects.update(is_active=False)

    call()

    assert (robot_receiver.calls, states()) == ([], ["dropped"])


def test_a_lost_key_fails_and_says_so_without_the_address(clock, unit, robot, robot_receiver):
    Robot.objects.update(sealed_address=b"odd")
    queue(unit.posts.all(), key="a", text="Alarm", urgent=True)

    call()

    row = Delivery.objects.get(channel="robot")
    assert (row.state, "http" in row.error, robot_receiver.calls) == ("failed", False, [])


def test_a_refused_address_is_not_in_the_error(clock, unit, robot, robot_receiver):
    settings.OUTBOUND_TRUSTED = []
    queue(unit.posts.all(), key="a", text="Alarm", urgent=True)

    call()

    row = Delivery.objects.get(channel="robot")
    assert (row.state, "key=" in row.error, "aaaaaaaa" in row.error) == ("failed", False, False)


def test_a_clock_put_back_does_not_silence_a_robot(clock, unit, robot, robot_receiver):
    Robot.objects.update(called_at=NINE + timedelta(hours=3))
    queue(unit.posts.all(), key="a", text="Alarm", urgent=True)

    call()

    assert len(robot_receiver.calls) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_call(unit, robot, robot_receiver):
    for number in range(6):
        queue(unit.posts.all(), key=f"alarm-{number}", text="Alarm", urgent=True)

    workers = [Thread(target=work) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(robot_receiver.calls) == 1
    assert set(states()) <= {"sent", "queued"}
    assert "sent" in states()


def work():
    try:
        call()
    finally:
        connections.close_all()


def test_a_row_with_nothing_left_to_say_has_no_part_in_the_call(clock, owed, unit, robot, robot_receiver):
    owe(unit, date(2026, 6, 9))
    remind(timezone.now())
    OWED.clear()
    queue(unit.posts.all(), key="a", text="Alarm", urgent=True)

    call()

    assert (len(robot_receiver.calls), states()) == (1, ["dropped", "sent"])
