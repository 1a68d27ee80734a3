from django.core.files.base import ContentFile

from activities.models import ActivityPhoto
from activities.tests.factories import ActivityFactory
from tests.world import Row


def photo(activity, person):
    row = ActivityPhoto(activity=activity, width=1, height=1, pixels="x", likeness=0, added_by=person)
    for field in (row.file, row.thumbnail):
        field.save("photo.jpg", ContentFile(b"pixels"), save=False)
    row.save()
    return row


def rows(world):
    liaison = world.people["liaison"]
    shown = photo(ActivityFactory(campaign=world.campaign, unit=world.unit, state="submitted"), liaison)
    waiting = photo(None, liaison)
    reader = {"office": 200, "liaison": 200, "leader": 200, "inspector": 200, "*": 404}
    log = {"office": 422, "liaison": 422, "other_liaison": 422, "*": 403, "foreign_office": 404}
    return [
        Row("activities:photo", (shown.pk,), reader),
        Row("activities:photo", (waiting.pk,), {"liaison": 200, "*": 404}),
        Row("activities:photo_thumbnail", (shown.pk,), reader),
        Row("activities:photo_add", ("2026",), log, "post"),
    ]
