from django.core.files.base import ContentFile

from core.models import ImportRun
from tests.world import Row

READERS = {"foreign_office": 404, "*": 200}
OFFICE = {"office": 200, "admin": 200, "foreign_office": 404, "*": 403}
UNIT = {"other_liaison": 404, "foreign_office": 404, "*": 200}
OFFICE_OF_UNIT = {"office": 200, "admin": 200, "other_liaison": 404, "foreign_office": 404, "*": 403}


def rows(world):
    slug, unit = world.campaign.slug, world.unit.pk
    return [
        Row("units:units", (slug,), READERS),
        Row("units:tree", (slug,), READERS),
        Row("units:branch", (slug, unit), {"other_liaison": 404, **READERS}),
        Row("units:unit_new", (slug,), OFFICE),
        Row("units:search", answers={"*": 200}),
        Row("units:unit", (unit,), UNIT),
        Row("units:unit_edit", (unit,), OFFICE_OF_UNIT | {"liaison": 200}),
        Row("units:unit_move", (unit,), OFFICE_OF_UNIT),
        Row("units:unit_end", (unit,), OFFICE_OF_UNIT),
        Row("units:unit_reactivate", (unit,), OFFICE_OF_UNIT),
        Row("units:unit_merge", (unit,), OFFICE_OF_UNIT),
        *workbooks(world),
    ]


def workbooks(world):
    slug = world.campaign.slug
    file = ContentFile("名称,类型\n东镇,不明\n".encode(), "units.csv")
    run = ImportRun.objects.create(
        kind="units", campaign_slug=slug, file=file, file_name="units.csv", sha256="0", by=world.people["office"]
    )
    own = {"office": 200, "admin": 404, "foreign_office": 404, "*": 403}
    return [
        Row("units:export", (slug,), READERS),
        Row("units:template", (slug,), READERS),
        Row("units:import", (slug,), OFFICE),
        Row("units:import_run", (slug, run.pk), own),
        Row("units:import_problems", (slug, run.pk), own),
    ]
