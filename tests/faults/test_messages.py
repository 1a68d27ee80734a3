"""F1, F4, F17: a thousand reminders, while what sends them is killed, doubled, or finds no mail server."""

import time

import pytest

from tests.faults.portal import wait_for

pytestmark = pytest.mark.fault_run
UNITS, KILLS = 1000, 5


@pytest.fixture
def morning(portal, post_office):
    """Nothing is told yet, and everything ends with the test."""
    portal.forget()
    post_office.mails.clear()
    yield portal
    portal.kill(*[name for name in portal.running if name.startswith(("worker", "beat"))])


def sent(portal):
    return portal.count("notifications_delivery", "state = 'sent'")


def told(portal):
    """How many messages lie in inboxes, and to how many people."""
    return portal.sql("SELECT count(*), count(DISTINCT post_id) FROM notifications_notification")[0]


def repeated(post_office):
    """Mails taken more than once, and people who got two different ones."""
    ids = [mail.id for mail in post_office.mails]
    return len(ids) - len(set(ids)), len(set(ids)) - len({mail.recipient for mail in post_office.mails})


def wait_for_mails(post_office, number):
    wait_for(lambda: len(post_office.mails) >= number, 120, "mails")


def killed_and_begun_again(portal, done):
    """Seconds from the start of a new worker to its first message; `done` counts them."""
    portal.kill("worker")
    before = done()
    portal.begin("worker")
    return wait_for(lambda: done() > before, 60, "work after a kill")


def test_worker_killed_amid_reminders_f1(morning, post_office, table):
    portal, resumed = morning, []
    portal.begin("worker", "beat")
    wait_for(lambda: told(portal)[0] > 0, 90, "first reminder")
    amid = told(portal)[0]
    resumed.append(killed_and_begun_again(portal, lambda: told(portal)[0]))
    for number in range(1, KILLS):
        wait_for_mails(post_office, number * UNITS // KILLS)
        resumed.append(killed_and_begun_again(portal, lambda: len(post_office.mails)))
    wait_for(lambda: sent(portal) == UNITS, 180, "all sent")

    again, twice = repeated(post_office)
    table.note("F1", f"worker killed -9 {KILLS} times; inbox when first killed", f"{amid} of {UNITS}")
    table.note("F1", "inbox: lost, twice", f"{UNITS - told(portal)[1]}, {told(portal)[0] - told(portal)[1]}", "0, 0")
    table.note("F1", "e-mail: lost", UNITS - len({mail.recipient for mail in post_office.mails}), 0)
    table.note("F1", "e-mail: again under the same Message-ID, under another", f"{again}, {twice}", f"<= {KILLS}, 0")
    table.note("F1", "slowest return to work", f"{max(resumed):.1f} s", "<= 15 s")
    assert told(portal) == (UNITS, UNITS)
    assert len({mail.recipient for mail in post_office.mails}) == UNITS
    assert again <= KILLS
    assert twice == 0
    assert max(resumed) <= 15


def test_two_beats_and_two_workers_f4(morning, post_office, table):
    began = time.monotonic()
    morning.begin("worker", "worker-2", "beat", "beat-2")
    wait_for(lambda: sent(morning) == UNITS, 180, "all sent")
    took = time.monotonic() - began

    again, twice = repeated(post_office)
    table.note(
        "F4",
        "two beats, two workers: inbox twice, e-mail twice",
        f"{told(morning)[0] - UNITS}, {again + twice}",
        "0, 0",
    )
    table.note("F4", f"{UNITS} out after", f"{took:.0f} s")
    assert told(morning) == (UNITS, UNITS)
    assert (len(post_office.mails), again, twice) == (UNITS, 0, 0)


def refuse_one(portal, post_office):
    refused = "liaison-nobody@county.example"
    portal.sql(
        "UPDATE accounts_user SET email = %s WHERE username = (SELECT max(username) FROM accounts_user)", refused
    )
    post_office.refusals[refused] = "550 no such person"


def sleep_until(moment):
    wait_for(lambda: time.monotonic() > moment, 600)


def test_mail_server_down_slow_and_refusing_one_f17(morning, post_office, table):
    down, slow = 20, 35
    refuse_one(morning, post_office)
    began = time.monotonic()
    with post_office.is_down():
        morning.begin("worker", "worker-2", "beat")
        sleep_until(began + down)
    post_office.delay = 30
    sleep_until(began + down + slow)
    post_office.delay = 0
    wait_for(lambda: sent(morning) == UNITS - 1, 400, "all others sent")
    took = time.monotonic() - began

    states = dict(morning.sql("SELECT state, count(*) FROM notifications_delivery GROUP BY state"))
    what = f"mail server down {down} s, slow {slow} s, one refused: others out"
    table.note("F17", what, f"{states.get('sent', 0)} of {UNITS}", UNITS - 1)
    table.note("F17", "after", f"{took:.0f} s", "<= 300 s")
    # The refused one has failed, or waits for its next attempt since it was tried while the server was down.
    assert (states["sent"], sum(states.values())) == (UNITS - 1, UNITS)
    assert took <= 300
