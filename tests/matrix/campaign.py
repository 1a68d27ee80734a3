from tests.world import Row

READ = {"*": 200, "foreign_office": 404}
EDIT = {"*": 403, "office": 200, "foreign_office": 404}


def rows(world):
    slug = world.campaign.slug
    return [
        Row("campaigns:campaigns", (), {"*": 200}),
        Row("campaigns:campaign_new", (), {"*": 403, "office": 200, "foreign_office": 200}),
        Row("campaigns:campaign", (slug,), READ),
        Row("campaigns:campaign_edit", (slug,), EDIT),
        Row("campaigns:campaign_edit", (slug,), EDIT, method="post", data={"name": ""}),
        Row("campaigns:campaign_clone", (slug,), EDIT),
        Row("campaigns:campaign_clone", (slug,), EDIT, data={"starts_on": "2027-06-01", "ends_on": "2027-06-30"}),
        Row("campaigns:campaign_state", (slug, "closing"), EDIT),
        Row("campaigns:campaign_state", (slug, "draft"), EDIT, method="post", data={"why": ""}),
    ]
