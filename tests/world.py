"""A small county with one person in each role, for the role × address matrix."""

from dataclasses import dataclass, field

from accounts.models import User
from accounts.tests.factories import UserFactory
from campaigns.models import Campaign
from campaigns.tests.factories import CampaignFactory
from units.models import Unit
from units.tests.factories import CountyFactory, UnitFactory

ROLES = ["public", "office", "liaison", "other_liaison", "leader", "inspector", "admin", "foreign_office"]


@dataclass
class World:
    """`unit` is the liaison's, `other_unit` the other liaison's; the foreign office sits in another county."""

    county: Unit
    office_unit: Unit
    unit: Unit
    other_unit: Unit
    campaign: Campaign
    people: dict[str, User] = field(default_factory=dict)


def build_world() -> World:
    county, abroad = CountyFactory(name="青岚县"), CountyFactory(name="外县")
    office_unit, foreign = UnitFactory(name="县安委办", parent=county), UnitFactory(name="外县安委办", parent=abroad)
    unit, other_unit = UnitFactory(name="县消防救援大队", parent=county), UnitFactory(name="县教育局", parent=county)
    world = World(county, office_unit, unit, other_unit, CampaignFactory(slug="2026", area=county))
    places = {
        "office": office_unit,
        "liaison": unit,
        "other_liaison": other_unit,
        "leader": county,
        "inspector": unit,
        "admin": office_unit,
        "foreign_office": foreign,
    }
    for name, place in places.items():
        role = {"other_liaison": "liaison", "foreign_office": "office"}.get(name, name)
        world.people[name] = UserFactory(username=name, role=role, unit=place)
    return world


@dataclass(frozen=True)
class Row:
    """One address and the status each role gets: `answers` maps a role, or "*" for all others, to a status.

    "public" is 302 (to sign-in) unless named. `method` "post" sends `data` with a CSRF-free test client.
    """

    name: str
    args: tuple = ()
    answers: dict[str, int] = field(default_factory=dict)
    method: str = "get"
    data: dict = field(default_factory=dict)

    def expected(self, role: str) -> int:
        if role in self.answers:
            return self.answers[role]
        return 302 if role == "public" else self.answers["*"]
