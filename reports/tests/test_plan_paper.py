from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from docx import Document

from accounts.tests.factories import UserFactory
from campaigns.models import CommitteeSeat, PlanDeclaration, TimelineEntry
from campaigns.tests.factories import CampaignFactory, PlanItemFactory, PlanItemKindFactory
from reports.selectors.plan_paper import plan_paper
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026", area=CountyFactory(), name="Month 2026", theme="Safety first")


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(parent=campaign.area))


def texts(campaign, office):
    with translation.override("en"):
        paper = plan_paper(campaign, user=office, today=date(2026, 6, 1), language="en")
    return [(getattr(block, "level", 0), block.text) for block in paper.blocks if hasattr(block, "text")]


def test_items_stand_under_their_kind_with_lead_and_due_day(campaign, office):
    topic = PlanItemFactory(
        campaign=campaign, title="Drills", lead=UnitFactory(name="Fire brigade"), due_on=date(2026, 6, 28)
    )
    PlanItemFactory(campaign=campaign, title="Chemical plant drill", parent=topic)

    assert texts(campaign, office)[3:] == [
        (1, "Topic"),
        (2, "Drills"),
        (0, "Lead unit: Fire brigade; Due: 28 June 2026."),
        (3, "Chemical plant drill"),
    ]


def test_announced_items_that_nobody_entered_are_said_to_be_missing(campaign, office):
    PlanDeclaration.objects.create(campaign=campaign, kind=PlanItemKindFactory(code="safeguard"), count=4)

    assert texts(campaign, office)[3:] == [
        (1, "Safeguard"),
        (0, "(4 announced items are not entered yet.)"),
    ]


def test_the_word_file_holds_names_as_typed(client, campaign, office):
    PlanItemFactory(campaign=campaign, title="<b>&{{7*7}}")
    TimelineEntry.objects.create(campaign=campaign, kind="task", title="Speech", planned_on=date(2026, 5, 31))
    CommitteeSeat.objects.create(campaign=campaign, kind="head", post="Deputy county head")
    client.force_login(office)

    answer = client.get(reverse("reports:plan_docx", args=["2026"]))

    paragraphs = [line.text for line in Document(BytesIO(answer.getvalue())).paragraphs]
    assert any("<b>&{{7*7}}" in line for line in paragraphs)
    assert any("Deputy county head" in line for line in paragraphs)
