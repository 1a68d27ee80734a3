"""F2, F3: Redis and PostgreSQL emptied, killed, away, while people read pages and reminders are due."""

import threading
import time

import pytest
import redis

from tests.faults.portal import wait_for
from tests.faults.visiting import HOME, Visitor

pytestmark = pytest.mark.fault_run
UNITS, PAGES = 300, 80
REDIS_AWAY, POSTGRES_AWAY = 60, 30
NEW = f"{HOME}timeline/new/"


@pytest.fixture(scope="module")
def site(portal):
    portal.begin("web")
    wait_for(lambda: portal.answer()[0] == 200, 60, "web")
    return portal


def lose_redis(site):
    redis.Redis(unix_socket_path=str(site.redis.socket)).flushall()
    site.kill("redis")


def read_for(seconds, visitor, pages):
    """How many answers."""
    began, asked = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        visitor.ask(pages[asked % len(pages)])
        asked += 1
    return asked


def test_redis_emptied_killed_and_away_f2(site, post_office, table):
    visitor = Visitor(site).sign_in()
    pages = visitor.links(PAGES)
    visitor.statuses.clear()
    site.begin("worker", "beat")
    wait_for(lambda: site.count("notifications_notification") > 0, 60, "first reminder")
    lose_redis(site)
    before = len(post_office.mails)
    asked = read_for(REDIS_AWAY, visitor, pages)
    Visitor(site).sign_in()
    while_away = len(post_office.mails) - before
    site.begin_server(site.redis)
    took = wait_for(lambda: site.count("notifications_delivery", "state = 'sent'") == UNITS, 150, "all reminders")

    broken = sum(number for status, number in visitor.statuses.items() if status == 0 or status >= 500)
    twice = site.count("notifications_notification") - UNITS, len(post_office.mails) - UNITS
    table.note(
        "F2", f"Redis away {REDIS_AWAY} s: answers of {len(pages)} pages, of them 5xx", f"{asked}, {broken}", "0"
    )
    table.note("F2", "sent while away, all out after its return", f"{while_away}, {took:.0f} s", "<= 120 s")
    table.note("F2", "inbox twice, e-mail twice", twice, (0, 0))
    assert (broken, asked >= len(pages), visitor.ask(HOME)[0], twice) == (0, True, 200, (0, 0))
    assert took <= 120


class Writer(threading.Thread):
    """Enters step after step until told to end; `saved` are those that were answered as saved."""

    def __init__(self, site):
        super().__init__(daemon=True)
        self.visitor, self.saved, self.number = Visitor(site).sign_in(), [], 0
        self.form = self.visitor.hidden(NEW)
        self.ending = threading.Event()
        self.unkind = 0

    def run(self):
        while not self.ending.wait(0.05):
            self.number += 1
            title = f"Step {self.number}"
            words = {
                "title": title,
                "kind": "task",
                "planned_on": "2026-06-10",
                "actual_on": "",
                "document_number": "",
                "note": "",
            }
            status, headers, _page = self.visitor.ask(NEW, self.form | words)
            if status == 302:
                self.saved.append(title)
            elif status == 503:
                self.unkind += "Retry-After" not in headers


def first_good_answer(site, again):
    """Seconds from when PostgreSQL accepts to the first page."""
    visitor = Visitor(site).sign_in()
    again()
    return wait_for(lambda: visitor.ask(HOME)[0] == 200, 30, "a good answer")


def stopped(site):
    child = site.running.pop("postgres")
    child.send_signal(site.postgres.stops_by)
    child.wait()
    site.begin_server(site.postgres)


def killed(site):
    site.kill("postgres")
    site.begin_server(site.postgres)


def away(site):
    site.kill("postgres")
    began = time.monotonic()
    while time.monotonic() - began < POSTGRES_AWAY:
        time.sleep(0.2)
    site.begin_server(site.postgres)


def test_postgres_restarted_killed_and_away_f3(site, table):
    writer = Writer(site)
    writer.start()
    returned = {}
    for name, happen in {"restarted": stopped, "killed -9": killed, f"away {POSTGRES_AWAY} s": away}.items():
        wait_for(lambda: len(writer.saved) > 20 * (len(returned) + 1), 60, "writes")
        returned[name] = first_good_answer(site, lambda happen=happen: happen(site))
    wait_for(lambda: len(writer.saved) > 100, 60, "writes")
    writer.ending.set()
    writer.join()

    lost = set(writer.saved) - {row[0] for row in site.sql("SELECT title FROM campaigns_timelineentry")}
    codes = writer.visitor.statuses
    for name, seconds in returned.items():
        table.note("F3", f"PostgreSQL {name}: first good answer after it accepts", f"{seconds:.2f} s", "<= 2 s")
    table.note("F3", "answered writes, lost", f"{len(writer.saved)}, {len(lost)}", "0 lost")
    table.note("F3", "answers 503, without Retry-After, 500", f"{codes[503]}, {writer.unkind}, {codes[500]}", "0, 0")
    assert (lost, writer.unkind, codes[500]) == (set(), 0, 0)
    assert max(returned.values()) <= 2
