"""The hazard ledger: list and page."""

from inspections.tests.factories import HazardFactory
from tests.world import Row

SEEN = {"foreign_office": 404, "other_liaison": 404, "admin": 404, "*": 200}


def rows(world):
    given = HazardFactory(campaign=world.campaign, unit=world.unit, state="rectifying")
    return [
        Row("inspections:hazards", ("2026",), {"foreign_office": 404, "*": 200}),
        Row("inspections:hazards_urge", ("2026",), {"foreign_office": 404, "office": 302, "*": 403}, "post"),
        Row("inspections:hazard", (given.pk,), SEEN),
    ]
