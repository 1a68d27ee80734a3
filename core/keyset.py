"""Orders of long lists, and the rows beyond one row of such an order, found by its keys instead of counted off.

Counting off costs more the deeper the page; and whoever pages on while rows arrive would meet some twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import BooleanField, F, Func, OrderBy, Q, QuerySet, Value


@dataclass(frozen=True)
class Part:
    """A stretch of a list that an index has in order: its keys run one way, and the last tells rows apart.

    `is_elsewhere`: another index has the rows, by the first of the keys, and they are sorted under each value of it.
    """

    rows: QuerySet
    keys: tuple[str, ...]
    is_downward: bool
    nulls_last: bool | None = None
    is_elsewhere: bool = False

    def ordered(self, *, backward: bool = False) -> QuerySet:
        first, *rest = ordering(self.keys, self.is_downward, self.nulls_last, backward=backward)
        return self.rows.order_by(first, *(fenced(rest) if self.is_elsewhere else rest))

    def beyond(self, values: Sequence[Any], *, backward: bool = False) -> QuerySet:
        """What follows the row with these values of the keys, the nearest first."""
        downward = self.is_downward != backward
        rows = self.ordered(backward=backward).filter(_compared(self.keys, values, "<" if downward else ">"))
        # Said by itself too: of a comparison that spans two tables no index is asked.
        return rows.filter(**{f"{self.keys[0]}__{'lte' if downward else 'gte'}": values[0]})


class Order(Protocol):
    """One way to sort a list."""

    def plain(self, is_downward: bool) -> list[OrderBy]:
        """For `order_by`, when all rows are to be had."""

    def parts(self, rows: QuerySet, is_downward: bool) -> list[Part]:
        """The same order as stretches one after the other."""


@dataclass(frozen=True)
class ByKeys:
    """By columns, the last of them unique. `missing` says where rows without the first one stand."""

    keys: tuple[str, ...]
    missing: str = ""  # "last" either way, "oldest" before the smallest; else there are none

    def plain(self, is_downward: bool) -> list[OrderBy]:
        return ordering(self.keys, is_downward, self._nulls_last(is_downward))

    def parts(self, rows: QuerySet, is_downward: bool) -> list[Part]:
        if not self.missing:
            return [Part(rows, self.keys, is_downward)]
        nulls_last, lacks = self._nulls_last(is_downward), f"{self.keys[0]}__isnull"
        # An index reads the same both ways only if what is missing changes ends with the way.
        order_of_index = nulls_last if self.missing == "oldest" else None
        found = Part(rows.filter(**{lacks: False}), self.keys, is_downward, order_of_index)
        without = Part(rows.filter(**{lacks: True}), self.keys[-1:], is_downward, nulls_last)
        return [found, without] if nulls_last else [without, found]

    def _nulls_last(self, is_downward: bool) -> bool | None:
        return (is_downward or self.missing == "last") if self.missing else None


@dataclass(frozen=True)
class ByGroups:
    """By group, and in each the same keys downward: a long list is read group by group, each by its index."""

    place: tuple[Any, ...]
    groups: Callable[[], Sequence[Q]]
    keys: tuple[str, ...]

    def plain(self, is_downward: bool) -> list[OrderBy]:
        groups = [place.desc() if is_downward else place.asc() for place in self.place]
        return [*groups, *ordering(self.keys, True, None)]

    def parts(self, rows: QuerySet, is_downward: bool) -> list[Part]:
        groups = self.groups()
        return [Part(rows.filter(group), self.keys, True) for group in (groups[::-1] if is_downward else groups)]


def ordering(
    keys: Sequence[str], is_downward: bool, nulls_last: bool | None, *, backward: bool = False
) -> list[OrderBy]:
    last = nulls_last if nulls_last is None or not backward else not nulls_last
    nulls: dict[str, Any] = {} if last is None else {"nulls_last" if last else "nulls_first": True}
    return [F(key).desc(**nulls) if is_downward != backward else F(key).asc(**nulls) for key in keys]


def fenced(order: Sequence[OrderBy]) -> list[OrderBy]:
    """The same order, but not that of an index: what is filtered is found first, and sorted then."""
    return [
        OrderBy(Func(each.expression, function="GREATEST"), each.descending, each.nulls_first, each.nulls_last)
        for each in order
    ]


def _compared(keys: Sequence[str], values: Sequence[Any], sign: str) -> Func:
    """Row comparison, (a, b) < (1, 2), which one index answers; "a < 1, or a = 1 and b < 2" it doesn't."""
    here, there = _row(*map(F, keys)), _row(*map(Value, values))
    return Func(here, there, template="%(expressions)s", arg_joiner=f" {sign} ", output_field=BooleanField())


def _row(*expressions: Any) -> Func:
    # A row has no field of its own; nothing is read from it.
    return Func(*expressions, function="ROW", output_field=BooleanField())
