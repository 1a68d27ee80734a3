import hashlib
from itertools import count

import pytest
from django.core import signing
from django.core.cache import cache

from core import spam
from core.codes import code_of, parse_code


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def solved(work):
    for nonce in map(str, count()):
        digest = hashlib.sha256(f"{work}:{nonce}".encode()).digest()
        if int.from_bytes(digest[:4]) >> (32 - spam.WORK_BITS) == 0:
            return nonce
    return None


def test_form_is_hasty_within_three_seconds(monkeypatch):
    opened = spam.opened_now()
    now = spam.time.time()
    monkeypatch.setattr(spam.time, "time", lambda: now + 2)

    assert spam.is_hasty(opened)


def test_form_is_not_hasty_after_three_seconds(monkeypatch):
    opened = spam.opened_now()
    now = spam.time.time()
    monkeypatch.setattr(spam.time, "time", lambda: now + 4)

    assert not spam.is_hasty(opened)


@pytest.mark.parametrize(
    "opened",
    ["", "odd", signing.dumps("text", salt=spam.OPENED), signing.dumps(1, salt="other")],
    # Signed with the second of collecting, which differs between the processes of a run.
    ids=["empty", "unsigned", "no time", "other salt"],
)
def test_form_that_nobody_opened_is_hasty(opened):
    assert spam.is_hasty(opened)


def test_work_is_done_once():
    work = spam.new_work()
    nonce = solved(work)

    assert [spam.is_done(work, nonce), spam.is_done(work, nonce)] == [True, False]


@pytest.mark.parametrize("nonce", ["", "x", "1" * 30])
def test_work_that_was_not_done_is_seen(nonce):
    assert not spam.is_done(spam.new_work(), nonce)


def test_work_of_another_is_refused():
    assert not spam.is_done("forged", solved("forged"))


def test_code_of_a_seed_is_the_same_again_and_another_for_another_attempt():
    first, again, second = code_of("seed"), code_of("seed"), code_of("seed", 1)

    assert first == again != second
    assert parse_code(str(first)) == first


def test_code_of_a_seed_needs_the_secret_of_the_portal(settings):
    first = code_of("seed")
    settings.SECRET_KEY = "another-" + "0" * 50

    assert code_of("seed") != first
