from activities.models import Site, Stand
from activities.tests.factories import ActivityFactory
from campaigns.models import ActivityKind
from tests.world import Row

HOST = {"office": 200, "liaison": 200, "foreign_office": 404, "*": 403}


def rows(world):
    """An event that the liaison's unit hosts; the other liaison's unit stands there, too."""
    kind = ActivityKind.objects.get(code="consulting")
    day = ActivityFactory(campaign=world.campaign, unit=world.unit, kind=kind, state="submitted")
    site = Site.objects.create(activity=day, name="中心广场")
    for unit in (world.unit, world.other_unit):
        Stand.objects.create(activity=day, site=site, unit=unit)
    readers = {"admin": 404, "foreign_office": 404, "*": 200}
    host = HOST | {"admin": 404}
    return [
        Row("activities:grid", (day.pk,), readers),
        Row("activities:grid_sums", (day.pk,), readers),
        Row("activities:grid_workbook", (day.pk,), readers),
        Row("activities:grid_arrange", (day.pk,), host),
        Row("activities:grid_totals", (day.pk,), host),
        Row("activities:grid_line", (day.pk, world.unit.pk), host),
        Row("activities:grid_line", (day.pk, world.other_unit.pk), host | {"liaison": 403, "other_liaison": 200}),
    ]
