from notifications.models import Feed
from notifications.selectors.feeds import hash_of
from tests.world import Row

TOKEN = "of-the-liaison-" + "0" * 28


def rows(world):
    liaison = world.people["liaison"]
    own = Feed.objects.create(person=liaison, token_hash=hash_of(TOKEN), made_by=liaison)
    shared = Feed.objects.create(unit=world.unit, token_hash="1", made_by=liaison)
    liaisons_only = {"liaison": 200, "*": 404}
    return [
        Row("notifications:feeds", answers={"*": 200}),
        Row("notifications:feed_file", (TOKEN,), {"public": 200, "*": 200}),
        Row("notifications:feed_file", ("another",), {"public": 404, "*": 404}),
        Row("notifications:feed_renew", (own.pk,), liaisons_only),
        Row("notifications:feed_renew", (shared.pk,), liaisons_only),
        Row("notifications:feed_renew", (shared.pk,), liaisons_only, method="post"),
        Row("notifications:feed_remove", (own.pk,), liaisons_only),
        Row("notifications:feed_remove", (shared.pk,), {"liaison": 302, "*": 404}, method="post"),
        Row("notifications:feed_make_own", answers={"liaison": 302, "*": 200}, method="post"),
        Row("notifications:feed_make_unit", answers={"liaison": 200, "other_liaison": 200, "*": 403}, method="post"),
    ]
