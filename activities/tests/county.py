"""A county with an office, a unit with a liaison, and what both send."""

import uuid
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.tests.factories import UserFactory
from activities.models import Activity
from activities.services.logging import ActivityFacts
from campaigns.models import Campaign
from campaigns.tests.factories import ActivityKindFactory, CampaignFactory
from units.models import Unit
from units.tests.factories import UnitFactory

NEW = "/campaigns/2026/activities/new/"
DRILL = f"{NEW}?kind=drill"


@dataclass
class County:
    campaign: Campaign
    unit: Unit
    office: User
    liaison: User

    def facts(self, **changes) -> ActivityFacts:
        known = {"unit": self.unit, "kind": ActivityKindFactory(), "title": "Drill", "starts_on": date(2026, 6, 10)}
        return ActivityFacts(**(known | changes))

    def typed(self, **changes) -> dict:
        """The least that the form of a drill needs."""
        return {"once_key": str(uuid.uuid4()), "starts_on": "2026-06-10", "place": "Dongling"} | changes


def build_county(**campaign) -> County:
    campaign = CampaignFactory(slug="2026", **campaign)
    unit = UnitFactory(parent=campaign.area)
    office = UserFactory(role="office", unit=UnitFactory(parent=campaign.area))
    return County(campaign, unit, office, UserFactory(role="liaison", unit=unit))


def figures_of(activity: Activity) -> dict[str, tuple[int | None, str]]:
    return {row.indicator.code: (row.value, row.qualifier) for row in activity.values.select_related("indicator")}


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}
