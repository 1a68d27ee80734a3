"""The wall screen in a browser: it runs on while the server starts anew; charts say what their tables say."""

import os
import signal
import sys
import urllib.request
from contextlib import suppress

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from activities.tests.factories import ActivityFactory
from campaigns.models import Linkage
from reports.models import ScreenLink
from reports.services.screen import change_screen, end_screen_link, renew_screen_link
from safetymonth.quickstart import processes
from tests.faults.portal import wait_for
from tests.receivers import free_port

pytestmark = pytest.mark.django_db(transaction=True)
PROGRAM = [sys.executable, "-m", "gunicorn", "tests.stories.served", "--threads", "4"]
PROGRAM += ["--graceful-timeout", "1", "--no-control-socket"]
PATIENT = 20_000
A_WHILE, ASKED_AGAIN = "00:21", "00:03"
# Heights in a chart beside the sums in the table behind it, day by day.
DRAWN = """chart => {
    const columns = {};
    for (const bar of chart.querySelectorAll("svg g[fill] rect[height]:not(.spot)")) {
        const place = bar.getAttribute("x");
        columns[place] = (columns[place] ?? 0) + Number(bar.getAttribute("height"));
    }
    const rows = [...chart.querySelectorAll("tbody tr")].map(row => Number(row.lastElementChild.textContent));
    return [Object.values(columns), rows.filter(number => number)];
}"""


class Gunicorn:
    """Unlike the live server of the tests it can be stopped, connections and all, and come back at its port."""

    def __init__(self, log):
        self.log, self.port, self.child = log, free_port(), None

    def start(self):
        address = f"127.0.0.1:{self.port}"
        self.child = processes.spawn(
            [*PROGRAM, "--bind", address],
            env=os.environ | {"SERVED_DATABASE": connection.settings_dict["NAME"]},
            log=self.log,
            dies_by=signal.SIGTERM,
            cwd=settings.BASE_DIR,
        )
        wait_for(lambda: answers(f"http://{address}/healthz"), 60, "gunicorn")

    def stop(self):
        self.child.terminate()
        self.child.wait(20)


def answers(address):
    with suppress(OSError), urllib.request.urlopen(address) as answer:
        return answer.status == 200


@pytest.fixture
def server(tmp_path):
    gunicorn = Gunicorn(tmp_path / "gunicorn.log")
    gunicorn.start()
    yield gunicorn
    gunicorn.stop()


def log(world, number, linkages=(), **facts):
    for _number in range(number):
        row = ActivityFactory(campaign=world.campaign, unit=world.unit, created_by=world.people["liaison"], **facts)
        row.linkages.set(linkages)


def screen_of(world):
    office = world.people["office"]
    token = renew_screen_link(world.campaign, by=office)
    change_screen(ScreenLink.objects.get(), by=office, language="en", seconds=60)
    return reverse("reports:screen_by_link", args=[token])


def test_the_screen_runs_on_when_the_server_starts_anew(world, server, browser):
    log(world, 2)
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.clock.install()
    page.goto(f"http://127.0.0.1:{server.port}{screen_of(world)}")
    approved = page.locator(".screen-card", has_text="Activities approved").locator(".n")
    expect(approved).to_have_text("2")

    server.stop()
    page.clock.fast_forward(A_WHILE)
    expect(page.locator(".lost")).to_be_visible(timeout=PATIENT)
    expect(approved).to_have_text("2")
    log(world, 1)
    server.start()
    page.clock.fast_forward(ASKED_AGAIN)
    expect(approved).to_have_text("3", timeout=PATIENT)
    expect(page.locator(".lost")).to_be_hidden()

    end_screen_link(ScreenLink.objects.get(), by=world.people["office"])
    page.clock.fast_forward(A_WHILE)
    expect(page.locator(".gone")).to_be_visible(timeout=PATIENT)
    expect(approved).to_be_hidden()
    page.close()


def test_a_chart_says_what_its_table_says(world, person):
    city, media = Linkage.objects.order_by("position")[:2]
    first = world.campaign.starts_on
    log(world, 3, starts_on=first, ends_on=first, linkages=[city])
    log(world, 5, starts_on=first.replace(day=4), ends_on=first.replace(day=4), linkages=[city, media])
    page = person("leader")
    page.goto("/campaigns/2026/dashboard/")
    chart = page.locator("[data-chart]").first
    heights, numbers = chart.evaluate(DRAWN)

    assert numbers == [3, 5]
    assert [height / heights[0] for height in heights] == pytest.approx([1, 5 / 3], rel=0.01)
    chart.locator(".spot").nth(3).hover()
    expect(chart.locator("[data-chart-tip]")).to_contain_text(f"{city.name_en}5")
    expect(chart.locator("[data-chart-tip]")).to_contain_text("In all5")
