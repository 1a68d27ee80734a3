"""The public board: everybody reads it once the office shows it."""

from inspections.models import LedgerBoard
from tests.world import Row

OFFICE = {"office": 200, "foreign_office": 404, "*": 403}


def rows(world):
    LedgerBoard.objects.create(campaign=world.campaign, is_public=True, changed_by=world.people["office"])
    slug = world.campaign.slug
    return [
        Row("inspections:board", (slug,), {"public": 200, "*": 200}),
        Row("inspections:board_switch", (slug,), OFFICE),
        Row("inspections:board_switch", (slug,), OFFICE | {"office": 302}, "post", {"is_public": "yes"}),
    ]
