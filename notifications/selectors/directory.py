"""Who is told: the posts held on a day, found by unit and level without a query for each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import Post, Role
from notifications.duties import Duty
from notifications.models import Level
from units.models import Unit, keys_along, nearest_area


@dataclass(frozen=True)
class Place:
    """What is needed of a unit: where it stands in the tree, and the path of the area it lies in."""

    pk: int
    name: str
    path: str
    area_path: str

    @property
    def upward(self) -> list[int]:
        """The unit and all above it, the nearest first."""
        return keys_along(self.path)[::-1]


class Directory:
    """The posts held on a day by people who may sign in, and the tree of units; loaded once, asked in loops."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.places = _places()
        held = Post.objects.held_on(day).filter(person__is_active=True).select_related("person")
        self.posts = list(held.order_by("valid_from", "id"))
        self._liaisons: Mapping[int, list[Post]] = _by(self.posts, Role.LIAISON)
        self._offices: Mapping[int, list[Post]] = _by(self.posts, Role.OFFICE)
        self._of_area: dict[tuple[str, str], list[Post]] = defaultdict(list)
        self._of_person: dict[int, list[Post]] = defaultdict(list)
        for post in self.posts:
            self._of_area[post.role, self.places[post.unit_id].area_path].append(post)
            self._of_person[post.person_id].append(post)

    def told(self, duty: Duty, level: str) -> list[Post]:
        """The posts at this level for the duty; empty where the level has nobody of its own."""
        if duty.people and level not in (Level.OFFICE, Level.LEADER):
            return [post for person in duty.people for post in self._of_person[person][:1]]
        if level == Level.LEADER and (named := self._leaders_among(duty.people)):
            return named
        return self._at(level, duty.unit_id, duty.area_path)

    def _leaders_among(self, people: Iterable[int]) -> list[Post]:
        """Of what one leader waits for, the others needn't be told."""
        posts = (post for person in people for post in self._of_person[person])
        return [post for post in posts if post.role == Role.LEADER]

    def of_all_levels(self, unit_id: int | None, area_path: str) -> list[Post]:
        """Whom something urgent at a unit reaches at once: one post of each person, from the unit up to the leaders."""
        posts = [post for level in Level.values for post in self._at(level, unit_id, area_path)]
        return list({post.person_id: post for post in reversed(posts)}.values())[::-1]

    def _at(self, level: str, unit_id: int | None, area_path: str) -> list[Post]:
        if level == Level.LEADER:
            return self._of_area[Role.LEADER, area_path]
        if unit_id is None or level == Level.OFFICE:
            return self._of_area[Role.OFFICE, area_path]
        return self._of_unit(self.places[unit_id], level) or (
            [] if level == Level.HEAD else self._of_area[Role.OFFICE, area_path]
        )

    def has_somebody(self, unit_id: int) -> bool:
        """A liaison, or the office itself where the unit is its own."""
        return unit_id in self._liaisons or unit_id in self._offices

    def _of_unit(self, place: Place, level: str) -> list[Post]:
        here = self._liaisons.get(place.pk, [])
        if level == Level.HEAD:
            return [post for post in here if post.is_head]
        places = place.upward if level == Level.LIAISON else place.upward[1:]
        nearest = next((self._liaisons[pk] for pk in places if pk in self._liaisons), [])
        return [post for post in nearest if not post.is_head] or nearest


def _by(posts: Iterable[Post], role: str) -> dict[int, list[Post]]:
    found: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        if post.role == role:
            found[post.unit_id].append(post)
    return dict(found)


def _places() -> dict[int, Place]:
    rows = Unit.objects.order_by("path").values_list("pk", "name", "path", "kind__is_area")
    known = {pk: (path, is_area) for pk, _name, path, is_area in rows}
    return {
        pk: Place(pk, name, path, nearest_area(known[key] for key in reversed(keys_along(path))))
        for pk, name, path, _is_area in rows
    }
