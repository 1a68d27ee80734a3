"""The office's side of reports, and the codes that hang out there."""

from inspections.tests.reports import PointFactory, ReportFactory
from tests.world import Row

OFFICE = {"office": 200, "foreign_office": 404, "*": 403}
# What isn't visible at all to others is not found by them.
HIDDEN = {"office": 200, "*": 404}
NOTED = {"office": 302, "*": 404}
KEEPERS = {"office": 200, "liaison": 200, "other_liaison": 200, "foreign_office": 404, "*": 403}


def rows(world):
    told = ReportFactory(hazard__campaign=world.campaign, hazard__unit=world.unit, hazard__state="fixed")
    hazard, point = told.hazard, PointFactory(unit=world.unit)
    of_point = {"office": 200, "liaison": 200, "leader": 403, "inspector": 403, "*": 404}
    changed = {**of_point, "office": 302, "liaison": 302}
    tell = {"office": 200, "leader": 403, "liaison": 403, "inspector": 403, "*": 404}
    return [
        Row("inspections:reporters", ("2026",), OFFICE),
        Row("inspections:reporter_tell", (hazard.pk,), tell),
        Row("inspections:reporter_caller", (hazard.pk,), tell),
        Row("inspections:reporter_ask", (told.pk,), HIDDEN),
        Row("inspections:reporter_noted", (told.pk,), NOTED, "post"),
        Row("inspections:reporter_contact", (told.pk,), HIDDEN),
        Row("inspections:points", ("2026",), KEEPERS),
        Row("inspections:point_new", ("2026",), KEEPERS),
        Row("inspections:area_poster", ("2026",), {"office": 200, "foreign_office": 404, "*": 403}),
        Row("inspections:point_poster", (point.pk,), of_point),
        Row("inspections:point_picture", (point.pk,), of_point),
        Row("inspections:point_state", (point.pk,), changed, "post", {"retired": "yes"}),
    ]
