"""The official ledger as a PDF: sheets of A4 laid across with every hazard of the list."""

import io

import pytest
from django.utils import translation
from pypdf import PdfReader

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.tests.factories import HazardFactory
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    campaign = CampaignFactory(slug="2026")
    unit = UnitFactory(name="县教育局", parent=campaign.area)
    for number in range(40):
        HazardFactory(campaign=campaign, unit=unit, description=f"#strike[安全出口堵塞] {number}号")
    office = UserFactory(role="office", unit=UnitFactory(parent=campaign.area), language="zh-hans")
    client.force_login(office)

    def get(query=""):
        return PdfReader(io.BytesIO(client.get(f"/campaigns/2026/hazards/ledger.pdf{query}").content))

    return get


def test_every_sheet_is_a4_across_and_bears_the_heads(ask):
    with translation.override("zh-hans"):
        pages = ask().pages

    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(842, 595)}
    assert len(pages) > 1
    assert all("隐患内容" in page.extract_text() for page in pages)


def test_texts_are_shown_as_typed_and_no_markup(ask):
    text = "".join(page.extract_text() for page in ask().pages)

    assert text.count("#strike[") == 40


def test_only_what_the_list_shows_is_printed(ask):
    text = "".join(page.extract_text() for page in ask("?q=39号").pages)

    assert text.count("#strike[") == 1
