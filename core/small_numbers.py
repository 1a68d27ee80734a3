"""Counts for everybody to read, none of which leads to one person: what is below five is not told.

Several tables that split the same records give each other away: what one shows whole is the sum of the other.
So as soon as one cell is too small to be told, each table keeps one more to itself, its smallest that could be
told, and nobody knows the sum any more. Totals are never printed beside these tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.figures import UNKNOWN_SIGN

LEAST_TOLD = 5


@dataclass(frozen=True)
class Told:
    """A count as it may be printed: the number, "less than five", or nothing for the sake of the others."""

    number: int | None
    is_small: bool = False

    @property
    def text(self) -> str:
        if self.number is not None:
            return f"{self.number:,}"
        return f"<{LEAST_TOLD}" if self.is_small else UNKNOWN_SIGN


SMALL, KEPT = Told(None, is_small=True), Told(None)


def told(tables: Sequence[Sequence[int]]) -> list[list[Told]]:
    """The cells of tables that split the same records, as they may be printed side by side.

    A table is empty where printing any of it would tell a small cell of another: its sum is bounded from above by a
    table in which every cell is small.
    """
    if all(number >= LEAST_TOLD for table in tables for number in table):
        return [[Told(number) for number in table] for table in tables]
    if any(max(table, default=0) < LEAST_TOLD for table in tables):
        return [[SMALL] * len(table) if max(table, default=0) < LEAST_TOLD else [] for table in tables]
    return [_masked(table) for table in tables]


def _masked(table: Sequence[int]) -> list[Told]:
    kept = min((number, place) for place, number in enumerate(table) if number >= LEAST_TOLD)[1]
    return [
        KEPT if place == kept else Told(number) if number >= LEAST_TOLD else SMALL for place, number in enumerate(table)
    ]
