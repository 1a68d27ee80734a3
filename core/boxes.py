"""Boxes that people draw over a picture, in shares of its width and height."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from core.pictures import PhotoError
from core.text import half_width

MOST_BOXES = 40
# A few times what that many boxes need.
MOST_TEXT = 10_000
# Browsers round the sides of a box one by one.
ROUNDING = 0.001
SIDES = ("x", "y", "width", "height")


@dataclass(frozen=True, slots=True)
class Box:
    """Left, top, width and height between 0 and 1; PhotoError when it does not lie on the picture."""

    x: float
    y: float
    width: float
    height: float

    def __post_init__(self) -> None:
        starts = all(_is_share(side) for side in (self.x, self.y))
        spans = all(_is_share(side) and side > 0 for side in (self.width, self.height))
        if not (starts and spans and max(self.x + self.width, self.y + self.height) <= 1 + ROUNDING):
            raise PhotoError(gettext("A box does not lie on the picture. Draw it again."))


def boxes_of(text: str) -> list[Box]:
    """Boxes as the script sends them (a JSON list of objects), or typed: one a line, four numbers in percent.

    Raises PhotoError with a sentence.
    """
    if len(text) > MOST_TEXT:
        raise _too_many()
    try:
        boxes = [_of_object(each) for each in json.loads(text)] if text.lstrip().startswith("[") else _of_lines(text)
    except (ValueError, TypeError, RecursionError):
        words = gettext("A box can't be read. Write left, top, width and height in percent, one box a line.")
        raise PhotoError(words) from None
    if len(boxes) > MOST_BOXES:
        raise _too_many()
    return boxes


def lines_of(boxes: Iterable[Box]) -> str:
    """As `boxes_of` reads them, to be typed on."""
    return "\n".join(" ".join(f"{getattr(box, side) * 100:.4g}" for side in SIDES) for box in boxes)


def _of_object(found: Any) -> Box:
    if not isinstance(found, dict) or set(found) != set(SIDES):
        raise TypeError
    return Box(**found)


def _of_lines(text: str) -> list[Box]:
    lines = [half_width(line).replace(",", " ").split() for line in text.splitlines()]
    return [Box(*(float(number) / 100 for number in line)) for line in lines if line]


def _is_share(side: Any) -> bool:
    """Anything may arrive as JSON; true and false are numbers to Python."""
    return isinstance(side, int | float) and not isinstance(side, bool) and 0 <= side <= 1


def _too_many() -> PhotoError:
    return PhotoError(gettext("At most %(most)s boxes fit on one picture.") % {"most": MOST_BOXES})
