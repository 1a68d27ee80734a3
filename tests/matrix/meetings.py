from datetime import UTC, datetime

from campaigns.models import Meeting, Resolution
from tests.world import Row

EDIT = {"*": 403, "office": 200, "foreign_office": 404}


def rows(world):
    slug = world.campaign.slug
    meeting = Meeting.objects.create(
        campaign=world.campaign, title="动员会", held_at=datetime(2026, 5, 30, 1, tzinfo=UTC)
    )
    resolution = Resolution.objects.create(meeting=meeting, text="各单位报送方案")
    return [
        Row("campaigns:meetings", (slug,), {"*": 200, "foreign_office": 404}),
        Row("campaigns:meeting", (slug, meeting.pk), {"*": 200, "foreign_office": 404}),
        Row("campaigns:meeting", (slug, meeting.pk), EDIT, method="post", data={"text": ""}),
        Row("campaigns:meeting_new", (slug,), EDIT),
        Row("campaigns:meeting_edit", (slug, meeting.pk), EDIT),
        Row("campaigns:meeting_edit", (slug, meeting.pk), EDIT, method="post", data={"title": ""}),
        Row("campaigns:meeting_delete", (slug, meeting.pk), EDIT),
        Row("campaigns:resolution_edit", (slug, resolution.pk), EDIT),
        Row("campaigns:resolution_delete", (slug, resolution.pk), EDIT),
        Row("campaigns:resolution_assign", (slug, resolution.pk), EDIT),
        Row("campaigns:resolution_assign", (slug, resolution.pk), EDIT, method="post", data={"title": ""}),
    ]
