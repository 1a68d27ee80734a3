from django.core.files.base import ContentFile

from core.models import ImportRun
from tests.world import Row

READERS = {"*": 200, "foreign_office": 404}
LOGGERS = {"office": 200, "liaison": 200, "other_liaison": 200, "foreign_office": 404, "*": 403}


def rows(world):
    slug = world.campaign.slug
    file = ContentFile("单位,类型,名称,开始\n无,无,无,无\n".encode(), "activities.csv")
    run = ImportRun.objects.create(
        kind="activities", campaign_slug=slug, file=file, file_name="a.csv", sha256="0", by=world.people["office"]
    )
    own = {"office": 200, "liaison": 404, "other_liaison": 404, "foreign_office": 404, "*": 403}
    return [
        Row("activities:template", (slug,), READERS),
        Row("activities:export", (slug,), READERS),
        Row("activities:import", (slug,), LOGGERS),
        Row("activities:import_run", (slug, run.pk), own),
        Row("activities:import_problems", (slug, run.pk), own),
    ]
