"""A campaign with two officers, a unit's liaison, and cases that somebody reported."""

from dataclasses import dataclass

from accounts.models import User
from accounts.tests.factories import UserFactory
from campaigns.models import Campaign
from campaigns.tests.factories import CampaignFactory
from inspections.models import Hazard
from inspections.tests.factories import HazardFactory, PenaltyFactory, ReportFactory
from units.models import Unit
from units.tests.factories import UnitFactory


@dataclass
class Case:
    campaign: Campaign
    unit: Unit
    office: User
    second: User
    liaison: User

    def reported(self, **facts) -> Hazard:
        """A fixed hazard that the public reported."""
        hazard = HazardFactory(**{"campaign": self.campaign, "unit": self.unit, "state": "fixed"} | facts)
        ReportFactory(hazard=hazard)
        return hazard

    def fined(self, yuan, **facts) -> Hazard:
        hazard = self.reported(**facts)
        PenaltyFactory(hazard=hazard, firm_yuan=yuan)
        return hazard


def build_case() -> Case:
    campaign = CampaignFactory(slug="2026")
    unit, office_unit = UnitFactory(parent=campaign.area), UnitFactory(parent=campaign.area)
    office, second = (UserFactory(role="office", unit=office_unit) for _ in range(2))
    return Case(campaign, unit, office, second, UserFactory(role="liaison", unit=unit))
