"""Pages of a list that stay quick at a million rows: the count stops at a cap."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet
from django.utils.functional import cached_property

PER_PAGE = 50
CAP = 10_000
# How far a part of a list is counted that goes beyond the cap as a whole, where only reading its rows tells.
SHORT_CAP = 1_000


class CappedPaginator(Paginator):
    """`count` is at most the cap: with `is_capped` there are more, which only a narrower filter reaches."""

    def __init__(self, queryset: QuerySet[Any], per_page: int = PER_PAGE, cap: int = CAP) -> None:
        super().__init__(queryset, per_page)
        self.queryset, self.cap = queryset, cap

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.cap)

    @property
    def is_capped(self) -> bool:
        return self._counted > self.cap

    @property
    def known(self) -> int | None:
        """How many there are; None where only that they are more than `count`."""
        return None if self.is_capped else self.count

    def get_page(self, number: object) -> Page:
        """Any odd number becomes the nearest page there is."""
        try:
            wanted = int(str(number))
        except ValueError:
            wanted = 1
        return self.page(min(max(wanted, 1), self.num_pages))

    @cached_property
    def _counted(self) -> int:
        return self.queryset.order_by().values("pk")[: self.cap + 1].count()


def counted(lists: Sequence[QuerySet[Any]], cap: int = CAP) -> list[int]:
    """How many rows each has, in one statement; one more than the cap stands for any number above it."""
    asked = [_count(rows, cap + 1) for rows in lists]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(count for count, _parameters in asked)}",
            [each for _count, parameters in asked for each in parameters],
        )
        return list(cursor.fetchone())


def _count(rows: QuerySet[Any], most: int) -> tuple[str, Sequence[Any]]:
    try:
        which, parameters = rows.order_by().values("pk")[:most].query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT count(*) FROM ({which}) row)", parameters


def page_of(queryset: QuerySet[Any], number: object, *, per_page: int = PER_PAGE, cap: int = CAP) -> Page:
    """The page that was asked for, in two queries; `number` comes as it stands in the address.

    The queryset must be ordered; related rows are the caller's `select_related`.
    """
    return CappedPaginator(queryset, per_page, cap).get_page(number)
