"""What the words in a workbook's cells mean, and which words say one record alone."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils import translation

from activities.models import Activity
from campaigns.models import Campaign, PlanItem
from core.models import Taxonomy
from core.text import half_width
from units.models import Unit
from units.services.workbook import Places

# A name may itself hold a separator; so many parts are tried together before they are taken apart.
MOST_PARTS = 4
_SEPARATOR = re.compile(r"\s*([、,，;；\n])\s*")


def plain(text: str) -> str:
    """What is compared of a name."""
    return half_width(text).casefold()


def split_names(text: str, is_known: Callable[[str], Any]) -> list[str]:
    """The names in a cell; the longest run of parts that is known as one name stays together."""
    parts = _SEPARATOR.split(text.strip())
    found, at = [], 0
    while at < len(parts):
        ends = range(min(len(parts), at + 2 * MOST_PARTS - 1), at, -2)
        end = next((end for end in ends if end > at + 1 and is_known("".join(parts[at:end]))), at + 1)
        if name := "".join(parts[at:end]):
            found.append(name)
        at = end + 1
    return found


class Names:
    """Records by any of their names; `find` gives all that a text may mean."""

    def __init__(self) -> None:
        self._found: dict[str, list[Any]] = {}

    def add(self, record: Any, *names: str) -> None:
        for name in {plain(name) for name in names if name}:
            self._found.setdefault(name, []).append(record)

    def find(self, text: str) -> list[Any]:
        return self._found.get(plain(text), [])


def taxonomy_names(rows: Iterable[Taxonomy]) -> Names:
    names = Names()
    for row in rows:
        names.add(row, row.code, row.name_zh, row.name_en)
    return names


def state_names() -> Names:
    names = Names()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for state in Activity.State:
                if state not in names.find(str(state.label)):
                    names.add(state, str(state.label))
    for state in Activity.State:
        if state not in names.find(state.value):
            names.add(state, state.value)
    return names


class UnitNames:
    """The units of an area: by name, "superior/name" or division code, in full width or half."""

    def __init__(self, area: Unit) -> None:
        rows = Unit.objects.below(area.path).filter(merged_into=None)
        self._units = {row.pk: row for row in rows.only("pk", "name", "parent", "path", "division_code")}
        self._places, self._plain = Places(), Names()
        self._labels: dict[int, str] = {}
        for key, unit in self._units.items():
            self._places.add(key, unit.name, unit.parent_id, unit.division_code)
            self._plain.add(unit, unit.name)

    def find(self, text: str) -> list[Unit]:
        found = [self._units[key] for key in self._places.find(text)]
        return found or self._plain.find(text)

    def label(self, key: int) -> str:
        """The shortest text that means this unit alone; nothing for a unit that is not of the area."""
        if key not in self._units:
            return ""
        if key not in self._labels:
            self._labels[key] = self._places.label(key)
        return self._labels[key]


class PlanNames:
    """Plan items: by title, by number, or by kind and number where several kinds have the number."""

    def __init__(self, campaign: Campaign) -> None:
        self._items = {item.pk: item for item in PlanItem.objects.filter(campaign=campaign).select_related("kind")}
        self._titles, self._numbers = Names(), Names()
        for item in self._items.values():
            self._titles.add(item, item.title)
            if item.number is not None:
                kind = (item.kind.code, item.kind.name_zh, item.kind.name_en)
                joined = [f"{name}{gap}{item.number}" for name in kind for gap in ("", " ")]
                self._numbers.add(item, str(item.number), *joined)

    def find(self, text: str) -> list[PlanItem]:
        return self._titles.find(text) or self._numbers.find(text)

    def label(self, key: int | None) -> str:
        if key is None:
            return ""
        item = self._items[key]
        if self.find(item.title) == [item] or item.number is None:
            return item.title
        return f"{item.kind.name} {item.number}"

    def labels(self) -> list[str]:
        return [self.label(key) for key in self._items]
