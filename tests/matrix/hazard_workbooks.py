"""The ledger's workbooks, out and in."""

from django.core.files.base import ContentFile

from core.models import ImportRun
from tests.world import Row

READERS = {"*": 200, "foreign_office": 404}
FILING = {"office": 200, "liaison": 200, "other_liaison": 200, "inspector": 200, "foreign_office": 404, "*": 403}


def rows(world):
    slug = world.campaign.slug
    file = ContentFile("单位,隐患内容,发现日期\n无,无,无\n".encode(), "hazards.csv")
    run = ImportRun.objects.create(
        kind="hazards", campaign_slug=slug, file=file, file_name="a.csv", sha256="0", by=world.people["office"]
    )
    own = FILING | dict.fromkeys(("liaison", "other_liaison", "inspector"), 404)
    return [
        Row("inspections:hazards_template", (slug,), READERS),
        Row("inspections:hazards_export", (slug,), READERS),
        Row("inspections:official_print", (slug,), READERS),
        Row("inspections:official_workbook", (slug,), READERS),
        Row("reports:official_pdf", (slug,), READERS),
        Row("inspections:hazards_import", (slug,), FILING),
        Row("inspections:hazards_import_run", (slug, run.pk), own),
        Row("inspections:hazards_import_problems", (slug, run.pk), own),
    ]
