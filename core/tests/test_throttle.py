"""T9, T15: limits of public forms; F2: also while Redis is away."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import RequestFactory

from core import throttle
from core.cache import SafeRedisCache
from core.throttle import Limit, Verdict

NOON = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
LIMIT = Limit("tried", per_hour=3, per_day=5, overall_per_hour=8)


@pytest.fixture(autouse=True)
def empty():
    for store in (cache, throttle.OWN_COUNTS):
        store.clear()


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def without_redis(monkeypatch):
    monkeypatch.setattr(throttle, "cache", SafeRedisCache("unix:///nonexistent/redis.sock", {}))


def request(address="192.0.2.1"):
    return RequestFactory().post("/", REMOTE_ADDR=address)


def hits(times, address="192.0.2.1"):
    return [LIMIT.hit(request(address)).allowed for _ in range(times)]


def test_one_address_is_refused_after_its_hour_is_used_up(clock):
    assert hits(4) == [True, True, True, False]


def test_refusal_says_how_long_to_wait(clock):
    hits(3)
    clock.shift(timedelta(minutes=10))

    assert LIMIT.hit(request()) == Verdict(False, retry_after=3000)


def test_another_address_goes_on(clock):
    hits(4)

    assert hits(1, "192.0.2.2") == [True]


def test_addresses_of_one_ipv6_line_count_together(clock):
    hits(3, "2001:db8::1")

    assert hits(1, "2001:db8::ffff:2") == [False]


def test_next_hour_is_open_again(clock):
    hits(4)
    clock.shift(timedelta(hours=1))

    assert hits(1) == [True]


def test_day_ends_what_the_hours_allow(clock):
    hits(3)
    clock.shift(timedelta(hours=1))

    assert hits(3) == [True, True, False]
    assert LIMIT.hit(request()) == Verdict(False, retry_after=23 * 3600)


def test_all_addresses_together_have_a_limit(clock):
    allowed = [hits(1, f"192.0.2.{number}")[0] for number in range(9)]

    assert allowed == [True] * 8 + [False]
    assert LIMIT.hit(request("192.0.2.99")) == Verdict(False, retry_after=3600, by_everybody=True)


def test_refused_tries_cost_nobody_else(clock):
    hits(20)

    assert [hits(1, f"192.0.2.{number}")[0] for number in range(2, 7)] == [True] * 5


def test_what_is_given_back_counts_no_more(clock):
    for _ in range(10):
        assert LIMIT.hit(request()).allowed
        LIMIT.give_back(request())


def test_clock_set_back_keeps_nobody_out(clock):
    hits(4)
    clock.shift(timedelta(hours=-2))

    assert hits(1) == [True]


def test_two_limits_count_apart(clock):
    hits(3)

    assert Limit("other", per_hour=3, per_day=5, overall_per_hour=8).hit(request()).allowed is True


def kept_keys():
    return b"\n".join(cache._cache.get_client().keys("*")).decode()


def test_no_address_is_kept(clock):
    LIMIT.hit(request("192.0.2.77"))

    assert len(re.findall(r"limit-tried-[0-9a-f]{64}-hour-since", kept_keys())) == 1
    assert "192.0.2" not in kept_keys()


def test_one_address_is_not_known_again_on_the_next_day(clock):
    LIMIT.hit(request())
    clock.shift(timedelta(days=1))
    LIMIT.hit(request())

    assert len(set(re.findall(r"limit-tried-([0-9a-f]{64})-day-since", kept_keys()))) == 2


def test_limits_hold_while_redis_is_away(clock, without_redis):
    assert hits(4) == [True, True, True, False]
    assert [hits(1, f"192.0.2.{number}")[0] for number in range(2, 8)] == [True] * 5 + [False]


def test_giving_back_works_while_redis_is_away(clock, without_redis):
    hits(3)
    LIMIT.give_back(request())

    assert hits(2) == [True, False]


def test_an_emptied_redis_counts_anew(clock):
    hits(4)
    cache.clear()

    assert hits(1) == [True]
