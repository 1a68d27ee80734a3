"""A county with a campaign, and who works on its ledger."""

from dataclasses import dataclass

from accounts.models import User
from accounts.tests.factories import UserFactory
from campaigns.models import Campaign
from campaigns.tests.factories import CampaignFactory
from units.models import Unit
from units.tests.factories import UnitFactory


@dataclass
class Ledger:
    campaign: Campaign
    unit: Unit
    office: User
    liaison: User
    inspector: User


def build_ledger() -> Ledger:
    campaign = CampaignFactory(slug="2026")
    unit = UnitFactory(name="县教育局", parent=campaign.area)
    office = UserFactory(role="office", name="Officer", unit=UnitFactory(name="县安委办", parent=campaign.area))
    inspector = UserFactory(role="inspector", unit=UnitFactory(name="执法大队", parent=campaign.area))
    return Ledger(campaign, unit, office, UserFactory(role="liaison", unit=unit), inspector)
