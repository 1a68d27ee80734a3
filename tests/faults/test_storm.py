"""F21: 3,000 units are due at once, while people read lists."""

import statistics
import time

import pytest

from tests.faults.portal import wait_for
from tests.faults.visiting import Visitor

pytestmark = pytest.mark.fault_run
UNITS, ACTIVITIES, ROUNDS = 3000, 20_000, 12
LISTS = [f"/campaigns/synthetic/{name}/" for name in ("activities", "assignments", "hazards", "timeline")]
LISTS += ["/campaigns/synthetic/units/", "/inbox/", "/messages/"]


def p95(visitor, rounds):
    found = [visitor.seconds(path) for _round in range(rounds) for path in LISTS]
    return statistics.quantiles(found, n=20)[-1]


def test_lists_stay_quick_while_three_thousand_go_out_f21(portal, post_office, table):
    portal.begin("web")
    wait_for(lambda: portal.answer()[0] == 200, 60, "web")
    visitor = Visitor(portal).sign_in()
    p95(visitor, 2)
    idle = p95(visitor, ROUNDS)
    began = time.monotonic()
    portal.begin("worker", "beat")
    wait_for(lambda: post_office.mails, 120, "first mail")
    busy = p95(visitor, ROUNDS)
    wait_for(lambda: portal.count("notifications_delivery", "state = 'sent'") == UNITS, 600, "all out")
    took = time.monotonic() - began

    table.note(
        "F21", f"p95 of {len(LISTS)} lists: idle, while {UNITS} go out", f"{idle * 1000:.0f} ms, {busy * 1000:.0f} ms"
    )
    table.note("F21", "ratio", f"{busy / idle:.2f}", "<= 1.5")
    table.note("F21", f"{UNITS} out after", f"{took:.0f} s", "<= 600 s")
    assert portal.count("notifications_notification") == UNITS
    assert took <= 600
    assert busy <= 1.5 * idle
