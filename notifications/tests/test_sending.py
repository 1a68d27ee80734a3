"""What becomes of claimed rows: leases that ran out, processes that end, quiet hours. 9 June 2026 is a Tuesday."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from accounts.tests.factories import UserFactory
from notifications.channels.outcomes import Outcome, Result
from notifications.models import Delivery
from notifications.services.deliveries import say_it_arrived
from notifications.services.sending import WAITS, claim, finish, settle_expired, sweep
from notifications.services.telling import queue
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 6, 9, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
SENT = Outcome(Result.SENT)
AFTER_LEASE = settings.MESSAGE_LEASE + timedelta(seconds=1)


@pytest.fixture
def clock():
    with time_machine.travel(NINE, tick=False) as clock:
        yield clock


@pytest.fixture
def liaison(clock):
    return UserFactory(role="liaison", email="liaison@unit.example", unit=UnitFactory(parent=CountyFactory()))


def mail(person, key="urged", **how):
    queue([person.post], key=key, text="Look here", **how or {"at_once": True})
    return Delivery.objects.get(notification__key=key)


def text_message(person):
    facts = {"person": person, "unit": person.unit, "day": timezone.localdate()}
    return Delivery.objects.create(key="sms-1", channel="sms", **facts)


def taken():
    return claim(timezone.now(), ["email", "sms"])


def again(row):
    return Delivery.objects.get(pk=row.pk)


def test_mail_of_a_dead_process_is_queued_again(clock, liaison):
    mail(liaison)
    row = taken()
    clock.shift(AFTER_LEASE)

    assert settle_expired(timezone.now()) == 1

    assert (again(row).state, again(row).attempts) == ("queued", 1)


def test_text_message_of_a_dead_process_is_unclear(clock, liaison):
    row = text_message(liaison)
    taken()
    clock.shift(AFTER_LEASE)

    assert settle_expired(timezone.now()) == 1

    assert again(row).state == "unclear"


def test_mail_that_ends_each_process_fails_after_the_last_attempt(clock, liaison):
    row = mail(liaison)
    for _attempt in range(len(WAITS) + 1):
        assert again(row).state == "queued"
        taken()
        clock.shift(AFTER_LEASE)
        settle_expired(timezone.now())

    assert (again(row).state, again(row).attempts, bool(again(row).error)) == ("failed", len(WAITS) + 1, True)


def test_claim_of_a_clock_that_was_put_back_is_given_up(clock, liaison):
    mail(liaison)
    row = taken()
    clock.shift(-timedelta(days=1))

    assert settle_expired(timezone.now()) == 1

    assert again(row).state == "queued"


@pytest.mark.parametrize("make", [mail, text_message])
def test_what_went_out_after_its_lease_counts_as_sent(clock, liaison, make):
    make(liaison)
    row = taken()
    clock.shift(AFTER_LEASE)
    settle_expired(timezone.now())

    finish(row, SENT, timezone.now())

    assert (again(row).state, again(row).sent_at) == ("sent", timezone.now())


def test_what_another_worker_has_by_now_stays_with_it(clock, liaison):
    mail(liaison)
    row = taken()
    clock.shift(AFTER_LEASE)
    settle_expired(timezone.now())
    other = taken()

    finish(row, SENT, timezone.now())

    assert (again(row).state, again(row).claimed_at) == ("sending", other.claimed_at)


def test_what_a_person_settled_meanwhile_stays_settled(clock, liaison):
    office = UserFactory(role="office", unit=UnitFactory(parent=liaison.unit.parent))
    row = text_message(liaison)
    claimed = taken()
    clock.shift(AFTER_LEASE)
    settle_expired(timezone.now())
    say_it_arrived([row.pk], by=office)

    finish(claimed, Outcome(Result.FAILED, "refused"), timezone.now())

    assert (again(row).state, again(row).settled_by, again(row).error) == ("sent", office, "")


def test_what_did_not_go_out_by_the_evening_waits_for_the_morning(clock, liaison):
    late, urgent = mail(liaison), mail(liaison, "alarm", urgent=True)
    clock.move_to(NINE.replace(hour=22))

    sweep([])

    assert again(late).next_at == (NINE + timedelta(days=1)).replace(hour=7, minute=30)
    assert again(urgent).next_at == NINE


def test_many_are_told_at_once_in_as_many_queries_as_one(liaison, django_assert_num_queries):
    one, *others = [
        UserFactory(role="liaison", email=f"{name}@unit.example", unit=liaison.unit).post for name in "abcdefgh"
    ]

    with django_assert_num_queries(8):
        queue([one], key="one", text="Look here", at_once=True)
    with django_assert_num_queries(8):
        queue(others, key="many", text="Look here", at_once=True)
