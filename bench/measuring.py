"""Asking pages in turn and taking the middle of several rounds."""

import statistics
import time
from dataclasses import dataclass, field

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from campaigns.models import Campaign
from reports.models import Outline
from reports.services.summary import draft_summary
from safetymonth.synthesis.copying import SLUG

HERE = f"/campaigns/{SLUG}/"
BARE = "bare page"
PAGES = {
    BARE: "/bare/",
    "list": f"{HERE}activities/",
    "list, last page": f"{HERE}activities/?page=200",
    "list, one unit and kind": f"{HERE}activities/?unit={{town}}&kind=drill",
    "ledger": f"{HERE}hazards/",
    "ledger, last page": f"{HERE}hazards/?page=200",
    "ledger, overdue": f"{HERE}hazards/?overdue=yes",
    "ledger, overdue by deadline": f"{HERE}hazards/?overdue=yes&sort=due",
    "ledger, major and open": f"{HERE}hazards/?grade=major&state=graded&state=rectifying&state=rectified",
    "ledger, one town": f"{HERE}hazards/?unit={{town}}",
    "ledger by deadline": f"{HERE}hazards/?sort=due",
    "ledger by unit": f"{HERE}hazards/?sort=unit",
    "ledger, a number": f"{HERE}hazards/?q=2026-0777",
    "ledger, two characters": f"{HERE}hazards/?q=%E4%B9%81%E4%B9%82",
    "ledger's figure: open": f"{HERE}figures/hazards_open/",
    "overview": HERE,
    "units to help": f"{HERE}units-to-help/",
    "figures.json": f"{HERE}figures.json",
    "tables by unit": f"{HERE}tables/?by=unit",
    "tables by kind": f"{HERE}tables/?by=kind",
    "tables by plan item": f"{HERE}tables/?by=plan_item",
    "one figure": f"{HERE}figures/materials/",
    "summary": f"{HERE}summary/",
    "summary as Word": f"{HERE}summary/1.docx",
}


@dataclass
class Taken:
    """What one page took at one size."""

    queries: int
    kilobytes: float
    seconds: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return 1000 * statistics.median(self.seconds)


def measure(rounds: int, *, only: str = "") -> dict[str, Taken]:
    """Each round asks every page once, so a busy minute of the machine meets all of them."""
    client = Client()
    office = User.objects.get(username=SLUG)
    client.force_login(office)
    town = office.post.unit.children.order_by("pk").first().pk
    wanted = {
        name: address for name, address in PAGES.items() if name == BARE or name.startswith(tuple(only.split(",")))
    }
    addresses = {name: address.format(town=town) for name, address in wanted.items()}
    _draft_summary(office)
    taken = {name: first_answer(client, address) for name, address in addresses.items()}
    for _round in range(rounds):
        for name, address in addresses.items():
            started = time.perf_counter()
            client.get(address)
            taken[name].seconds.append(time.perf_counter() - started)
    return taken


def _draft_summary(office: User) -> None:
    campaign = Campaign.objects.select_related("area", "entry_set").get(slug=SLUG)
    draft_summary(campaign, by=office, outline=Outline.objects.first(), language="en")


def first_answer(client: Client, address: str) -> Taken:
    """Warms the page up, and counts what doesn't depend on the clock."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return Taken(len(queries), len(answer.content) / 1024)
