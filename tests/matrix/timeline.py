from datetime import date

from campaigns.models import TimelineEntry
from tests.world import Row

EDIT = {"*": 403, "office": 200, "foreign_office": 404}


def rows(world):
    slug = world.campaign.slug
    entry = TimelineEntry.objects.create(
        campaign=world.campaign, kind="task", title="电视讲话", planned_on=date(2026, 5, 31)
    )
    return [
        Row("campaigns:timeline", (slug,), {"*": 200, "foreign_office": 404}),
        Row("campaigns:timeline_new", (slug,), EDIT),
        Row("campaigns:timeline_edit", (slug, entry.pk), EDIT),
        Row("campaigns:timeline_edit", (slug, entry.pk), EDIT, method="post", data={"title": ""}),
        Row("campaigns:timeline_happened", (slug, entry.pk), EDIT | {"office": 302}, method="post"),
        Row("campaigns:timeline_delete", (slug, entry.pk), EDIT),
        Row("campaigns:timeline_delete", (slug, entry.pk), EDIT, method="post", data={"why": ""}),
    ]
