"""Numbers of headings: four Chinese kinds, or 1 / 1.1 / (a) / (i) in English."""

from typing import Any

from reports.papers.labels import labels
from reports.papers.paper import Language

ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


class HeadingNumbers:
    """Counts headings in reading order; a heading starts the levels below it anew."""

    def __init__(self, language: Language) -> None:
        self._words = labels(language)
        self._counts = [0, 0, 0, 0]

    def next(self, level: int) -> str:
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        count = self._counts[level - 1]
        return self._words["headings"][level - 1].format(
            han=han_number(count, self._words) if self._words["digits"] else "",
            arabic=count,
            first=self._counts[0],
            second=self._counts[1],
            letter=letter_number(count),
            roman=roman_number(count),
        )


def han_number(count: int, words: dict[str, Any]) -> str:
    """1 to 999 as read aloud; headings beyond that keep Arabic figures."""
    if count > 999:
        return str(count)
    digits, ten, hundred = words["digits"], words["ten"], words["hundred"]
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    text = digits[hundreds] + hundred if hundreds else ""
    if tens:
        text += ten if tens == 1 and not hundreds else digits[tens] + ten
    elif hundreds and ones:
        text += digits[0]
    return text + (digits[ones] if ones else "")


def letter_number(count: int) -> str:
    """a to z, then aa, ab, … like the columns of a sheet."""
    text = ""
    while count:
        count, place = divmod(count - 1, 26)
        text = chr(ord("a") + place) + text
    return text


def roman_number(count: int) -> str:
    text = ""
    for value, sign in ROMAN:
        times, count = divmod(count, value)
        text += sign * times
    return text
