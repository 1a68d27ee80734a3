from tests.world import Row


def rows(world):
    return [Row("reports:plan_docx", (world.campaign.slug,), {"*": 200, "foreign_office": 404})]
