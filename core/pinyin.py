"""Chinese names by their pinyin: finding with two keys, sorting as in a directory."""

import re
from typing import Any

from core.text import half_width

_WORDS = re.compile(r"[a-z]+|[0-9]+|[^\W0-9a-z_]+")


def initials(name: str) -> str:
    """First letters in lower case: 县应急管理局 gives xyjglj, Fire Brigade fb; digits stay whole."""
    found = []
    for word in _WORDS.findall(half_width(name).casefold()):
        if word.isascii():
            found.append(word if word.isdigit() else word[0])
        else:
            found.extend(syllable[0] for syllable in _syllables(word, style="NORMAL", strict=False))
    return "".join(found)


def sort_key(name: str) -> str:
    """Sorts by syllable and tone, numbers by size; different names have different keys.

    PostgreSQL's own orders don't do it: the embedded one has no ICU.
    """
    parts = []
    for word in _WORDS.findall(half_width(name).casefold()):
        if word.isascii():
            parts.append(word.zfill(10) if word.isdigit() else word)
        else:
            parts.extend(_syllables(word, style="TONE3", neutral_tone_with_five=True))
    return f"{' '.join(parts)} {name}"


def _syllables(word: str, *, style: str, **manner: Any) -> list[str]:
    # Its dictionary takes 57 MB and a quarter of what a process needs to start; most processes never name a unit.
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(word, style=Style[style], **manner)
