"""Whose duties stand in a calendar feed, and whose feed an address opens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from django.conf import settings

from accounts.models import AREA_ROLES, Post, Role, User
from notifications.duties import Duty, open_duties
from notifications.models import Feed
from units.models import Unit, keys_along, nearest_area

MOST_EVENTS = 2000
MEETING, CAMPAIGN_DATE = "meeting", "campaign-date"


@dataclass(frozen=True)
class Entry:
    """A duty in a calendar. `unit_name`: of the unit that owes it, where that isn't the calendar's own."""

    duty: Duty
    unit_name: str = ""


@dataclass(frozen=True)
class Claims:
    """What of all that is owed belongs into a person's calendar; units by key, areas by path."""

    person: int
    own_units: frozenset[int]
    units: Mapping[int, str]
    offices: frozenset[str]
    leaders: frozenset[str]

    def hold(self, duty: Duty) -> bool:
        if duty.people:
            return self.person in duty.people
        if duty.unit_id in self.units:
            return True
        if duty.area_path in self.leaders and duty.kind in (MEETING, CAMPAIGN_DATE):
            return True
        return duty.area_path in self.offices and (duty.is_of_office or duty.kind == MEETING)

    def entry(self, duty: Duty) -> Entry:
        if duty.kind == MEETING and duty.unit_id is not None and duty.unit_id not in self.units:
            # A meeting of many units: for whoever sees to the area it is one.
            return Entry(replace(duty, item=duty.subject))
        is_elsewhere = duty.unit_id in self.units and duty.unit_id not in self.own_units
        return Entry(duty, self.units[duty.unit_id] if is_elsewhere and duty.unit_id else "")


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def feed_of_token(token: str) -> Feed | None:
    """None for an unknown or renewed address, and for a person who may not sign in any more."""
    feed = Feed.objects.filter(token_hash=hash_of(token)).select_related("person", "unit").first()
    if feed is None or (feed.person is not None and not feed.person.is_active):
        return None
    return feed


def language_of(feed: Feed) -> str:
    return feed.person.own_language if feed.person else settings.LANGUAGE_CODE


def maker_has_left(feed: Feed, day: date) -> bool:
    """Of a unit's feed: whoever made it acts for the unit no longer, and may know the address still."""
    held = Post.objects.held_on(day).filter(person=feed.made_by_id, role=Role.LIAISON, unit=feed.unit_id)
    return not held.filter(person__is_active=True).exists()


def entries_of(feed: Feed) -> list[Entry]:
    """Each open duty once, the first due first; in a number of queries that doesn't follow the number of duties."""
    entries = _of_person(feed.person) if feed.person else _of_unit(feed.unit)
    once = {(entry.duty.kind, entry.duty.item): entry for entry in entries}
    return sorted(once.values(), key=_by_day)[:MOST_EVENTS]


def _by_day(entry: Entry) -> tuple[date, str, str]:
    return entry.duty.due_on, entry.duty.kind, entry.duty.item


def _of_unit(unit: Unit | None) -> list[Entry]:
    if unit is None:
        return []
    names = dict(Unit.objects.filter(path__startswith=unit.path).values_list("pk", "name"))
    duties = [duty for duty in open_duties(below=unit.path) if duty.unit_id in names]
    return [Entry(duty, "" if duty.unit_id == unit.pk else names[duty.unit_id or 0]) for duty in duties]


def _of_person(person: User) -> list[Entry]:
    posts = person.posts_today
    if not posts:
        return []
    paths = _topmost(post.unit.path for post in posts if post.role == Role.LIAISON)
    areas = _areas(posts)
    claims = Claims(
        person=person.pk,
        own_units=frozenset(post.unit_id for post in posts if post.role == Role.LIAISON),
        units=_units_below(paths),
        offices=frozenset(areas[post.unit_id] for post in posts if post.role == Role.OFFICE),
        leaders=frozenset(areas[post.unit_id] for post in posts if post.role == Role.LEADER),
    )
    return [claims.entry(duty) for duty in _asked(posts, paths) if claims.hold(duty)]


def _asked(posts: Iterable[Post], paths: Iterable[str]) -> Iterable[Duty]:
    """What a liaison owes is looked for below his units; what others owe may lie anywhere in the area."""
    if all(post.role == Role.LIAISON for post in posts):
        return [duty for path in paths for duty in open_duties(below=path)]
    return open_duties()


def _topmost(paths: Iterable[str]) -> list[str]:
    found: list[str] = []
    for path in sorted(set(paths)):
        if not found or not path.startswith(found[-1]):
            found.append(path)
    return found


def _units_below(paths: Iterable[str]) -> dict[int, str]:
    rows = Unit.objects.values_list("pk", "name", "path") if paths else []
    return {pk: name for pk, name, path in rows if path.startswith(tuple(paths))}


def _areas(posts: Iterable[Post]) -> dict[int, str]:
    """The path of the area that each unit lies in."""
    upward = {post.unit_id: keys_along(post.unit.path)[::-1] for post in posts if post.role in AREA_ROLES}
    rows = Unit.objects.filter(pk__in={key for keys in upward.values() for key in keys})
    known = {pk: (path, is_area) for pk, path, is_area in rows.values_list("pk", "path", "kind__is_area")}
    return {unit: nearest_area(known[key] for key in keys) for unit, keys in upward.items()}
