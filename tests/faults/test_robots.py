"""F18: servers of group robots say that it is too much, break, or never answer, while a message a second is queued."""

import time

import pytest

from tests.faults.portal import Portal, wait_for
from tests.faults.robots import PATHS
from tests.receivers import BROKEN, BUSY, NEVER, robots_listening

pytestmark = pytest.mark.fault_run
UNITS, SECONDS, LIMIT = 50, 75, 18
REPLIES = {"wecom": BUSY, "dingtalk": BROKEN, "feishu": NEVER}
QUEUE = """
INSERT INTO notifications_delivery
  (key, channel, robot_id, unit_id, day, state, is_urgent, is_late, next_at, attempts, error, created_at)
SELECT kind || %s, 'robot', id, unit_id, now(), 'queued', true, false, now(), 0, '', now() FROM notifications_robot
"""


@pytest.fixture
def group(worker_id, post_office):
    with robots_listening() as receiver:
        portal = Portal(f"robots-{worker_id}", EMAIL_URL=post_office.url, OUTBOUND_TRUSTED=receiver.origin)
        try:
            portal.serve().run("-m", "tests.faults.seeding", str(UNITS))
            portal.run("-m", "tests.faults.robots", receiver.origin)
            yield portal, receiver
        finally:
            portal.end()


def test_robots_that_refuse_break_or_hang_f18(group, post_office, table):
    portal, receiver = group
    for kind, reply in REPLIES.items():
        receiver.reply_with(reply, path=PATHS[kind])
    portal.sql(QUEUE, "1")
    portal.begin("worker", "worker-2", "beat")
    wait_for(lambda: receiver.calls, 60, "first call")
    began, number = time.monotonic(), 1
    while time.monotonic() - began < SECONDS:
        number += 1
        portal.sql(QUEUE, str(number))
        time.sleep(1)
    took = wait_for(lambda: len(post_office.mails) >= UNITS, 60, "mails beside robots")

    most = {kind: receiver.most_within(60, path) for kind, path in PATHS.items()}
    for kind, reply in REPLIES.items():
        said = "never" if reply.is_never else reply.status
        table.note("F18", f"{kind}, answered {said}: most calls in a minute", most[kind], f"<= {LIMIT}")
    table.note("F18", "rows queued, calls of all", f"{3 * number}, {len(receiver.calls)}")
    table.note("F18", "e-mails beside them", f"{len(post_office.mails)}, {took:.0f} s more", UNITS)
    assert {call.path for call in receiver.calls} == set(PATHS.values())
    assert max(most.values()) <= LIMIT
    assert len(post_office.mails) == UNITS
