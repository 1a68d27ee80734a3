"""Who sees the feeds: one's own, and a liaison that of the unit."""

from notifications.models import Feed
from tests.seeing import PERSONAL, seen


def own_feed(place):
    return Feed.objects.create(person=place.person, token_hash=f"own-{place.unit.pk}", made_by=place.person)


def unit_feed(place):
    return Feed.objects.create(unit=place.unit, token_hash=f"unit-{place.unit.pk}", made_by=place.person)


FEEDS = {"notifications.Feed": (own_feed, PERSONAL)}
FEEDS_BY_STATE = {("notifications.Feed", "of a unit"): (unit_feed, seen({"liaison"}, {"other_liaison"}, set()))}
