"""Drawings as PNG, for chats and documents that take no SVG: typst draws them, with the faces of the papers."""

import math
import re

from reports.papers.typesetting import typeset

# Two dots for each pixel of the drawing: sharp on a phone and in print.
DOTS_PER_INCH = 144
# Some twelve bytes of memory each, measured. A plan of hundreds of items is drawn coarser instead of taking a worker whole.
MOST_DOTS = 12_000_000
SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


def png_of(drawing: str) -> bytes:
    """Twice as wide and high as the drawing says, a long one less; its words need "Papers Hei" among their faces."""
    return typeset("picture.typ", {"drawing": drawing}, form="png", ppi=_fineness(drawing))


def _fineness(drawing: str) -> float:
    """In dots per inch, of which a pixel of the drawing is 1/72."""
    size = SIZE.search(drawing)
    pixels = int(size[1]) * int(size[2]) if size else 1
    return min(DOTS_PER_INCH, 72 * math.sqrt(MOST_DOTS / pixels))
