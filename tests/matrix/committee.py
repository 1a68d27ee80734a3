from campaigns.models import CommitteeSeat
from tests.world import Row

EDIT = {"*": 403, "office": 200, "foreign_office": 404}


def rows(world):
    slug = world.campaign.slug
    seat = CommitteeSeat.objects.create(campaign=world.campaign, kind="head", post="副县长")
    return [
        Row("campaigns:committee", (slug,), {"*": 200, "foreign_office": 404}),
        Row("campaigns:seat_new", (slug,), EDIT),
        Row("campaigns:seat_edit", (slug, seat.pk), EDIT),
        Row("campaigns:seat_edit", (slug, seat.pk), EDIT, method="post", data={"kind": ""}),
        Row("campaigns:seat_replace", (slug, seat.pk), EDIT),
        Row("campaigns:seat_delete", (slug, seat.pk), EDIT),
        Row("campaigns:seat_delete", (slug, seat.pk), EDIT, method="post", data={"why": ""}),
        Row("campaigns:seat_move", (slug, seat.pk), EDIT | {"office": 302}, method="post", data={"to": "up"}),
        Row("campaigns:seat_order", (slug, "head"), EDIT | {"office": 409}, method="post", data={"order": "0"}),
    ]
