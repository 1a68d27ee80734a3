"""A county with two towns, four firms, an office and two teams: what rounds are tried on."""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from accounts.tests.factories import UserFactory
from campaigns.models import Campaign
from campaigns.tests.factories import CampaignFactory
from inspections.models import Round, Team, Visit
from inspections.tests.factories import RoundFactory, TeamFactory
from inspections.tests.visit_factories import VisitFactory
from units.models import Unit
from units.tests.factories import IndustryFactory, UnitFactory, UnitKindFactory


@dataclass
class Drive:
    campaign: Campaign
    office: User
    inspector: User
    other: User
    team: Team
    other_team: Team
    towns: list[Unit]
    firms: list[Unit] = field(default_factory=list)

    def round(self, **facts) -> Round:
        """A draft with both teams and no objects yet."""
        known = {"campaign": self.campaign, "teams": [self.team, self.other_team], "state": "draft"}
        return RoundFactory(**known | facts)


def build_drive() -> Drive:
    """The inspector belongs to the first town and so may not inspect the first two firms."""
    campaign = CampaignFactory(slug="2026")
    towns = [
        UnitFactory(name=name, parent=campaign.area, kind=UnitKindFactory(code="town")) for name in ("东镇", "西镇")
    ]
    office = UserFactory(role="office", unit=UnitFactory(name="安委办", parent=campaign.area))
    bureau = UnitFactory(name="应急局", parent=campaign.area)
    inspector, other = UserFactory(role="inspector", unit=towns[0]), UserFactory(role="inspector", unit=bureau)
    team, other_team = (
        TeamFactory(campaign=campaign, people=[inspector]),
        TeamFactory(campaign=campaign, people=[other]),
    )
    drive = Drive(campaign, office, inspector, other, team, other_team, towns)
    for number, level in enumerate(("red", "orange", "yellow", "")):
        town, industry = towns[number // 2], IndustryFactory(code=("coal_mine", "construction")[number % 2])
        firm = UnitFactory(name=f"第{number}厂", parent=town, kind=UnitKindFactory(code="enterprise"))
        firm.industry, firm.risk_level = industry, level
        firm.save()
        drive.firms.append(firm)
    return drive


def finished_visit(unit: Unit, *, round: Round, day: date = date(2026, 6, 10), **facts) -> Visit:
    return VisitFactory(campaign=round.campaign, round=round, unit=unit, state="finished", visited_on=day, **facts)
