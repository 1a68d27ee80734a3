from campaigns.tests.factories import PlanItemFactory
from tests.world import Row

READ = {"*": 200, "foreign_office": 404}
EDIT = {"*": 403, "office": 200, "foreign_office": 404}


def rows(world):
    slug = world.campaign.slug
    item = PlanItemFactory(campaign=world.campaign)
    PlanItemFactory(campaign=world.campaign, parent=item)
    return [
        Row("campaigns:plan", (slug,), READ),
        Row("campaigns:plan_item", (slug, item.pk), READ),
        Row("campaigns:plan_item_new", (slug,), EDIT),
        Row("campaigns:plan_item_edit", (slug, item.pk), EDIT),
        Row("campaigns:plan_item_edit", (slug, item.pk), EDIT, method="post", data={"title": ""}),
        Row("campaigns:plan_item_delete", (slug, item.pk), EDIT),
        Row("campaigns:plan_item_delete", (slug, item.pk), EDIT, method="post", data={"why": "mistake"}),
        Row("campaigns:plan_item_move", (slug, item.pk), EDIT | {"office": 302}, method="post", data={"to": "up"}),
        Row("campaigns:plan_order", (slug, 0), EDIT | {"office": 409}, method="post", data={"order": "0"}),
    ]
