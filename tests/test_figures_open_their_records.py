"""Every number on a page that opens records opens exactly those: their own sum is that number.

The numbers are read from the pages as a reader has them, and compared with what stands on
the page behind each. Nothing of the selectors is asked.
"""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from activities.tests.factories import ActivityFactory
from campaigns.models import Linkage, UnitAssignment
from campaigns.tests.factories import CampaignFactory, NoticeFactory, PlanItemFactory, ReceiptFactory
from core.figures import parse_figure
from inspections.models import Hazard
from inspections.tests.factories import ExposureFactory, HazardFactory, RewardFactory, RoundFactory
from inspections.tests.visit_factories import VisitFactory
from reports.models import Outline
from reports.services.summary import draft_summary
from reports.tests.county import County
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
ROOT = "/campaigns/2026/"
TABLES = [f"tables/?by={by}" for by in ("unit&kind=drill", "hazards", "kind", "linkage", "day", "plan_item")]
NARROWED = ["unit&unit={town}", "unit&unit={town}&below=no", "linkage&linkage=media", "entry&entry=community"]
NARROWED += ["hazards&unit={town}", "hazards&unit={town}&below=no", "hazards&from=2026-06-10&to=2026-06-20"]
NARROWED += ["plan_item&plan_item={item}", "day&from=2026-06-10&to=2026-06-20", "kind&state=submitted&state=approved"]
INSPECTED = ["rounds", "visits", "units_inspected", "supervision_visits", "exposures", "rewards_paid", "rewards_yuan"]
INSPECTED += [f"hazards_{each}" for each in ("reported", "fixed", "unfixed", "open", "overdue", "major")]
FIGURES = ["staff", "units_present", "units_active", "assignments_due", "assignments_done"]
PAGES = [
    "",
    "dashboard/?unit={town}&from=2026-06-05&to=2026-06-20",
    "summary/",
    *TABLES,
    *(f"tables/?by={by}" for by in NARROWED),
    *(f"figures/{code}/?kind=drill" for code in FIGURES),
    *(f"figures/{code}/" for code in INSPECTED),
    *(f"figures/{code}/?unit={{town}}&below=no&from=2026-06-05" for code in INSPECTED),
]


class Page(HTMLParser):
    """`links`: numbers that lead somewhere, with where; `sums`: what the page says of itself; `text`: all it says."""

    def __init__(self, answer):
        super().__init__()
        self.open, self.href, self.said, self.links, self.sums, self.text = [], "", "", [], "", ""
        self.feed(answer.content.decode())

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag not in ("input", "meta", "link", "br", "img", "hr", "path", "rect"):
            self.open.append((tag, (facts.get("class") or "").split()))
        if tag == "a":
            self.href, self.said = facts.get("href", ""), ""

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag == "a" and re.fullmatch(r"(about )?[\d,]+\+?|约?[\d,]+余?", self.said.strip()):
            self.links.append((parse_figure(self.said), self.href))

    def handle_data(self, data):
        tags, classes = {tag for tag, _classes in self.open}, {name for _tag, names in self.open for name in names}
        # A card with a number says its name and more beside it.
        if "a" in tags and not ({"stat"} <= classes and ("n" not in classes or "small" in tags)):
            self.said += data
        if {"h1", "tfoot"} & tags or "hint" in classes:
            self.sums += data
        if "main" in tags:
            self.text += data


def numbers(text):
    return [parse_figure(found) for found in re.findall(r"约?\d[\d,]*[余+]?", text)]


def fits(client, figure, address):
    """Whether the page behind a number says that number of the records it lists."""
    answer = client.get(address)
    is_summed = "indicator=" in address
    if re.search(r"/(hazards|exposures)/\?", address) or ("/activities/?" in address and not is_summed):
        return figure.value == answer.context["page_obj"].paginator.count
    page = Page(answer)
    if re.search(r"/(visits|rewards)/\?", address):
        return figure.value == answer.context["page_obj"].paginator.count or figure in numbers(page.sums)
    if "/inspections/?" in address:
        return figure.value == len(answer.context["lines"])
    if "/figures/" in address:
        rates = [round(float(rate)) for rate in re.findall(r"([\d.]+)%", page.text)]
        return figure in numbers(page.text) or figure.value in rates
    if "/activities/?" not in address:
        is_list = re.search(r"/(assignments|notices)/|units-to-help", address)
        return figure in numbers(page.sums if is_list else page.text)
    return figure in numbers(page.sums)


@pytest.fixture
def county():
    county = County()
    county.village = UnitFactory(name="上村", parent=county.town)
    county.item = PlanItemFactory(campaign=county.campaign, title="宣传")
    county.below = PlanItemFactory(campaign=county.campaign, parent=county.item, title="进社区")
    last = CampaignFactory(slug="2025", year=2025, area=county.area, state="archived")
    ActivityFactory(campaign=last, unit=county.town, starts_on=date(2025, 6, 10), figures={"materials": (900, "about")})
    _log_of_all_sorts(county)
    _inspect(county)
    _first, second = county.assign(county.town, county.village)
    UnitAssignment.objects.filter(pk=second.pk).update(state="done", done_at=second.assignment.due_at)
    notice = NoticeFactory(campaign=county.campaign, state="issued")
    ReceiptFactory(notice=notice, unit=county.town)
    outline = Outline.objects.get(code="county")
    draft_summary(county.campaign, by=county.office, outline=outline, language="zh-hans")
    return county


def _log_of_all_sorts(county):
    """Joint, of two linkages, of nobody's plan item, unknown, zero, waiting and returned."""
    media, society = Linkage.objects.get(code="media"), Linkage.objects.get(code="society")
    joint = county.log("drill", unit=county.village, materials=(300, "about"), participants=20, staff=None)
    joint.co_organisers.add(county.town, county.host)
    joint.linkages.set([media, society])
    for state, item, materials in (("submitted", county.below, 7), ("returned", county.item, 9), ("approved", None, 0)):
        ActivityFactory(
            campaign=county.campaign, unit=county.town, state=state, plan_item=item, figures={"materials": materials}
        ).linkages.add(society)
    ActivityFactory(campaign=county.campaign, unit=county.village, plan_item=county.below, figures={"materials": 11})
    ActivityFactory(campaign=county.campaign, unit=county.town, plan_item=county.item, figures={"materials": 13})


def _inspect(county):
    """Hazards in several states of the town, its village and of nobody; visits, rounds, exposures, a reward."""
    facts = {"campaign": county.campaign}
    for state, unit, grade in (
        *(("reported", unit, "") for unit in (county.town, county.village, None)),
        *((state, county.town, "ordinary") for state in ("rectifying", "rectified", "fixed", "unfixed")),
        *((state, county.village, "major") for state in ("rectifying", "fixed")),
        ("withdrawn", county.town, ""),
    ):
        HazardFactory(state=state, unit=unit, grade=grade, reported_on=date(2026, 6, 9 + len(grade)), **facts)
    for unit, state, kind in (
        (county.town, "finished", "inspection"),
        (county.village, "finished", "inspection"),
        (county.village, "finished", "inspection"),
        (county.host, "finished", "supervision"),
        (county.host, "going_on", "inspection"),
    ):
        VisitFactory(unit=unit, state=state, kind=kind, **facts)
    for units, state in (([county.town], "running"), ([county.village, county.host], "finished"), ([], "draft")):
        RoundFactory(units=units, state=state, **facts)
    for state in ("published", "published", "draft"):
        ExposureFactory(by_unit=county.town, state=state, **facts)
    for hazard, state in zip(Hazard.objects.filter(state="fixed"), ("paid", "told"), strict=True):
        RewardFactory(hazard=hazard, state=state)


def wrong_on(client, address, seen):
    """Numbers of a page that the page behind doesn't say; what was `seen` isn't opened again."""
    links = {link for link in Page(client.get(address)).links if link[1].startswith("/")} - seen
    seen |= links
    return [(address, figure.text(), to) for figure, to in links if not fits(client, figure, to)]


@pytest.mark.parametrize(("role", "least"), [("office", 150), ("liaison", 60)])
def test_number_on_a_page_is_the_sum_of_the_list_it_opens(county, client, role, least):
    client.force_login(getattr(county, role))
    addresses = [ROOT + page.format(town=county.town.pk, item=county.below.pk) for page in PAGES]
    seen = set()

    assert [wrong for address in addresses for wrong in wrong_on(client, address, seen)] == []
    assert len(seen) >= least
