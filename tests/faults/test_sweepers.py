"""F1 and F4 in little: two processes remind 60 people, and one of them is killed."""

import contextlib
import subprocess
import sys
from collections import Counter

import pytest
from django.db import connections

from notifications.models import Delivery, Notification
from tests.faults.portal import ROOT, wait_for
from tests.faults.seeding import seed
from tests.receivers import mail_listening

UNITS = 60


@pytest.fixture
def mails(transactional_db):
    seed(UNITS)
    with mail_listening() as receiver:
        yield receiver


@contextlib.contextmanager
def two_sweepers(env):
    children = [subprocess.Popen([sys.executable, "-m", "tests.faults.sweeping"], cwd=ROOT, env=env) for _ in range(2)]
    try:
        yield children
    finally:
        for child in children:
            child.kill()
            child.wait()


def all_sent():
    sent = Delivery.objects.filter(state="sent").count()
    connections.close_all()
    return sent == UNITS


def test_two_sweepers_tell_each_once_f4(mails, env_of_tests):
    with two_sweepers(env_of_tests | {"EMAIL_URL": mails.url}):
        wait_for(all_sent, 120)

    assert Notification.objects.count() == UNITS
    assert set(Counter(mail.recipient for mail in mails.mails).values()) == {1}
    assert len(mails.mails) == UNITS


def test_killed_sweeper_loses_nothing_and_repeats_at_most_one_f1(mails, env_of_tests):
    with two_sweepers(env_of_tests | {"EMAIL_URL": mails.url, "FAULTS_LEASE": "2"}) as (first, _second):
        wait_for(lambda: len(mails.mails) >= UNITS // 3, 120)
        first.kill()
        wait_for(all_sent, 120)

    ids = Counter(mail.id for mail in mails.mails)
    assert Notification.objects.count() == UNITS
    assert len({mail.recipient for mail in mails.mails}) == len(ids) == UNITS
    assert sum(ids.values()) - UNITS <= 1
