"""Asking pages in turn over HTTP, each beside the floor of the same round."""

import statistics
from dataclasses import dataclass, field
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bench.scale.pages import Asked
from bench.scale.site import Site, children, seconds_on_cpu
from safetymonth.synthesis.copying import SLUG

SUPERUSER = "bench-superuser"
ASKS, SLOW = 8, 1.0
WARM_UPS = 3


@dataclass
class Taken:
    """Of one page at one size; one number a round. `cpu` is of the web workers and PostgreSQL, a request."""

    most: float | None = None
    queries: int = 0
    kilobytes: float = 0
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    cpu_ratios: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return 1000 * statistics.median(self.seconds)

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def cpu_ratio(self) -> float:
        return statistics.median(self.cpu_ratios)


class Asking:
    """One connection that asks the portal, and one that asks the floor, in turn."""

    def __init__(self, portal: Site, floor: Site, postmaster: int) -> None:
        self.portal, self.floor, self.postmaster = portal, floor, postmaster
        self.cookies = {"office": cookie_of(SLUG), "superuser": cookie_of(SUPERUSER), "": ""}
        floor.cookie = self.cookies["office"]
        self.floor_address = f"/floor/?unit={User.objects.get(username=SLUG).posts.get().unit_id}"

    def measure(self, pages: list[Asked], rounds: int) -> dict[str, Taken]:
        taken = {page.name: self._first(page) for page in pages}
        for _time in range(WARM_UPS):
            self.floor.ask(self.floor_address)
        for turn in range(rounds):
            start = turn * len(pages) // rounds
            for page in pages[start:] + pages[:start]:
                self._ask(page, taken[page.name])
        return taken

    def _first(self, page: Asked) -> Taken:
        """Warmed up, with what doesn't depend on the clock."""
        self.portal.cookie = self.cookies[page.by]
        for _time in range(WARM_UPS):
            body = self.portal.ask(page.address)
        client = Client()
        client.cookies["session"] = self.cookies[page.by]
        client.get(page.address)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.address)
        return Taken(page.most, len(queries), len(body) / 1024)

    def _ask(self, page: Asked, taken: Taken) -> None:
        """The floor before the page, so that both meet the same minute of the machine."""
        self.portal.cookie = self.cookies[page.by]
        floor = self._batch(self.floor, self.floor_address, ASKS)
        is_slow = bool(taken.seconds) and taken.seconds[-1] > SLOW
        found = self._batch(self.portal, page.address, 1 if is_slow else ASKS)
        taken.seconds.append(found[0])
        taken.cpu.append(found[1])
        taken.ratios.append(found[0] / floor[0])
        taken.cpu_ratios.append(found[1] / floor[1])

    def _batch(self, site: Site, address: str, times: int) -> tuple[float, float]:
        """Median seconds of an answer, and seconds of processor an answer took."""
        pids = site.workers + children(self.postmaster)
        before, took = seconds_on_cpu(pids), []
        for _time in range(times):
            started = perf_counter()
            site.ask(address)
            took.append(perf_counter() - started)
        return statistics.median(took), (seconds_on_cpu(pids) - before) / times


def cookie_of(username: str) -> str:
    client = Client()
    person = User.objects.get(username=username)
    client.force_login(person)
    return client.cookies["session"].value
