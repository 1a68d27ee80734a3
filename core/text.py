"""Text as people paste it: full-width forms, odd spaces, control characters."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0x00A0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000), " ")
_HALF_WIDTH_AND_SPACES: dict[int, int | str] = {**_HALF_WIDTH, **_SPACES}
# What XML 1.0 has no way to carry (Word and Excel files are XML), tab and line ends excepted.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# As many digits as always fit into PostgreSQL's bigint.
LONGEST_KEY = 18


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as their plain twins, odd spaces as a space, ends trimmed.

    Less than Unicode's NFKC on purpose: that reads 10² as 102 and ① as 1.
    """
    return text.translate(_HALF_WIDTH_AND_SPACES).strip()


def printable(text: str) -> str:
    """The text without the characters that a Word or Excel file can't hold."""
    return text if text.isprintable() else _CONTROL.sub("", text)


def shortened(text: str, length: int = 40) -> str:
    """One line of at most `length` characters, to quote what was typed in a message; no long word is cut off it."""
    line = " ".join(printable(text).split())
    if len(line) <= length:
        return line
    words, _space, rest = line[:length].rpartition(" ")
    return f"{words if len(rest) < length // 3 else line[: length - 1]}…"


def keys(typed: Iterable[str]) -> list[int]:
    """Those of the values that can be a row's key; an address or a form may bring anything."""
    return [int(value) for value in typed if value.isascii() and value.isdecimal() and len(value) <= LONGEST_KEY]


def with_note(text: object, note: object) -> str:
    """A note in brackets behind the text, in the brackets of the language."""
    return _("%(text)s (%(detail)s)") % {"text": text, "detail": note}
