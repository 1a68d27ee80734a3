"""What the words in a workbook's cells mean, and which words say one record alone."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db.models import Choices
from django.utils import translation

from core.models import Taxonomy
from core.text import half_width

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


def choice_names(choices: type[Choices]) -> Names:
    """The values of a choice by their labels in every language, and by the value where no label is the same."""
    names = Names()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for choice in choices:
                if choice not in names.find(str(choice.label)):
                    names.add(choice, str(choice.label))
    for choice in choices:
        if choice not in names.find(str(choice.value)):
            names.add(choice, str(choice.value))
    return names
