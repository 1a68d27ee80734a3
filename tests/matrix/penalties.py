from inspections.tests.factories import HazardFactory, PenaltyFactory
from tests.world import Row

EVERYBODY = {"foreign_office": 404, "*": 200}
# A unit reads what was decided against it; only the office enters it.
SEEN = {"office": 200, "liaison": 200, "leader": 200, "inspector": 200, "*": 404}
FOR_OFFICE = {"office": 200, "liaison": 403, "leader": 403, "inspector": 403, "*": 404}


def rows(world):
    penalty = PenaltyFactory(hazard=HazardFactory(campaign=world.campaign, unit=world.unit))
    return [
        Row("inspections:penalties", ("2026",), EVERYBODY),
        Row("inspections:penalties_export", ("2026",), EVERYBODY),
        Row("inspections:penalty_new", ("2026",), {"office": 200, "foreign_office": 404, "*": 403}),
        Row("inspections:penalty", (penalty.pk,), SEEN),
        Row("inspections:penalty_edit", (penalty.pk,), FOR_OFFICE),
        Row("inspections:penalty_delete", (penalty.pk,), FOR_OFFICE),
    ]
