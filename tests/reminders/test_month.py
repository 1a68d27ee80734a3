"""A June of reminders, day by day: a real worker, a real mail server, the clock moved.

What is expected was counted by hand from the rules of a new portal and the calendar: the 19th to the 21st of
June 2026 are a holiday, so the stage "3 days before" the 24th is told on the 18th, and that before the 10th on
Friday the 5th; eight working days after are the 23rd of June and the 6th of July.
"""

from collections import Counter
from queue import Queue

import pytest
import time_machine
from celery.contrib.testing.worker import start_worker
from celery.signals import task_postrun
from django.db import connections

from notifications import tasks
from notifications.models import Delivery, Notification, Reminder
from safetymonth.celery import app
from tests.reminders.county import at, build_county

LAST_DAY = 36
BUSIEST = 23
# Day of June -> lines of that day's message. Due on the 10th and on the 24th, four assignments each.
LIAISON = {
    "early": {5: 4, 18: 4},
    "on the day": {5: 4, 9: 4, 10: 4, 18: 4, 23: 4, 24: 4},
    "two after": {5: 4, 9: 4, 10: 4, 11: 4, 12: 4, 18: 4, 23: 4, 24: 4, 25: 4, 26: 4},
    "never": {5: 4, 9: 4, 10: 4, 11: 4, 12: 4, 16: 4, 18: 4, 23: 4, 24: 4, 25: 4, 26: 4, 30: 4},
    "head": {11: 4, 12: 4, 16: 4, 23: 4, 25: 4, 26: 4, 30: 4, 36: 4},
    # Its own before it answers; then as the superior of one village two days late and one silent.
    "town": {5: 4, 9: 4, 12: 8, 16: 4, 18: 4, 23: 8, 26: 8, 30: 4, 36: 4},
}
# In the place of the liaison that its silent village doesn't have, and as its superior on the 23rd and in July.
TENTH_TOWN = {5: 8, 9: 8, 10: 4, 11: 4, 12: 8, 16: 4, 18: 8, 23: 12, 24: 4, 25: 4, 26: 8, 30: 4, 36: 4}
# Ten silent villages; and the one without a liaison, noticed on the 1st, then two and four working days after.
OFFICE = {1: 1, 3: 1, 5: 1, 16: 40, 23: 40, 30: 40, 36: 40}
LEADER = {5: 1, 23: 40, 36: 40}


def expected():
    towns = {f"{way} {number}": days for number in range(1, 11) for way, days in LIAISON.items()}
    without = {name: days for name, days in towns.items() if name not in ("never 10", "head 10")}
    return without | {"town 10": TENTH_TOWN, "office": OFFICE, "leader": LEADER}


class Worker:
    """A Celery worker in a thread of this process, so that the moved clock is its clock too."""

    def __init__(self):
        self.done = Queue()

    def ask(self, *asked):
        """Queue tasks in Redis as beat does, and wait until the worker has run them."""
        for task in asked:
            task.delay()
        for task in asked:
            assert self.done.get(timeout=60) == (task.name, "SUCCESS")

    def note(self, sender, state, **_facts):
        self.done.put((sender.name, state))


def has_news(name):
    return name.partition(" ")[0] not in ("head", "office", "leader")


@pytest.fixture
def worker(transactional_db, mail_receiver):
    worker = Worker()
    task_postrun.connect(worker.note)
    with start_worker(app, pool="solo", perform_ping_check=False, loglevel="WARNING"):
        yield worker
    task_postrun.disconnect(worker.note)
    connections.close_all()


def live_through(county, worker):
    """Beat asks at eight, and once more at nine on the day with the most messages; at noon units answer."""
    for day in range(1, LAST_DAY + 1):
        with time_machine.travel(at(day, 8)):
            worker.ask(tasks.remind, tasks.sweep)
        if day == BUSIEST:
            with time_machine.travel(at(day, 9)):
                worker.ask(tasks.remind, tasks.sweep)
        with time_machine.travel(at(day, 12)):
            county.answer(day)


def is_chinese(text):
    return any("一" <= letter <= "鿿" for letter in text)


def days_of(rows):
    """(name of the person, day of June) of each row, counted."""
    return Counter((name, (day - at(1).date()).days + 1) for name, day in rows)


def test_a_month_tells_each_person_what_was_counted_by_hand(worker, mail_receiver):
    with time_machine.travel(at(1, 7)):
        county = build_county()

    live_through(county, worker)

    lines = days_of(Reminder.objects.values_list("post__person__name", "notification__day"))
    messages = days_of(Notification.objects.exclude(day=None).values_list("post__person__name", "day"))
    assert lines == Counter({(name, day): number for name, days in expected().items() for day, number in days.items()})
    assert messages == Counter((name, day) for name, days in expected().items() for day in days)
    # 464 messages with 2,196 lines, each e-mail once and in the language of its reader. The 49 liaisons have one
    # more on the first day: what was sent to them at seven is new in their inboxes.
    assert (messages.total(), lines.total()) == (464, 2196)
    assert Counter(Delivery.objects.values_list("state", flat=True)) == {"sent": 464 + 49}
    assert Counter(mail.recipient for mail in mail_receiver.mails) == Counter(
        {user.email: len(expected()[name]) + has_news(name) for name, user in county.people.items()}
    )
    assert len({mail.id for mail in mail_receiver.mails}) == 464 + 49
    # Five towns read Chinese, the tenth among them, and the leader: 4 × 47 + 31 + 3, and 24 with news.
    assert Counter(is_chinese(mail.subject) for mail in mail_receiver.mails) == {True: 222 + 24, False: 242 + 25}
