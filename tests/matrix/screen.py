from reports.models import ScreenLink
from reports.selectors.screen_links import hash_of
from tests.world import Row

TOKEN = "of-the-wall-screen-" + "0" * 24


def rows(world):
    ScreenLink.objects.create(campaign=world.campaign, token_hash=hash_of(TOKEN), made_by=world.people["office"])
    whole = {"*": 200, "foreign_office": 404}
    offices = {"office": 200, "foreign_office": 404, "*": 403}
    return [
        Row("reports:screen_in_hand", (), {"*": 302, "foreign_office": 404}),
        Row("reports:screen", ("2026",), whole),
        Row("reports:screen_now", ("2026",), whole),
        Row("reports:screen_by_link", (TOKEN,), {"public": 200, "*": 200}),
        Row("reports:screen_now_by_link", (TOKEN,), {"public": 200, "*": 200}),
        Row("reports:screen_by_link", ("another",), {"public": 404, "*": 404}),
        Row("reports:screen_now_by_link", ("another",), {"public": 404, "*": 404}),
        Row("reports:screen_link", ("2026",), offices),
        Row("reports:screen_link", ("2026",), offices, method="post"),
        Row("reports:screen_link_renew", ("2026",), offices, method="post"),
        Row("reports:screen_link_end", ("2026",), offices | {"office": 302}, method="post"),
    ]
