"""Pages of lists that may hold a million rows: numbered up to the cap, beyond it from one row to the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import QueryDict

from core.keyset import Order, Part, fenced
from core.pagination import CAP, PER_PAGE, CappedPaginator

LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class Listed:
    """What a page is cut out of.

    `shown` makes lines of rows, tuples that begin with the key. `reach` are the rows before any filter: a row by
    which somebody pages may have left the filter since. `read` are the rows by reading all of them, where `rows`
    asks an index of words: what is common is met sooner on the way through the order than sorted.
    """

    rows: QuerySet
    order: Order
    is_downward: bool
    shown: Callable[[QuerySet], QuerySet]
    reach: QuerySet
    read: QuerySet | None = None

    def parts(self) -> list[Part]:
        return self.order.parts(self.rows if self.read is None else self.read, self.is_downward)


class KeyPage(Page):
    """A page beyond the numbered ones; `after` and `before` are the keys that lead on."""

    is_by_key = True

    def __init__(self, lines: Sequence[tuple], paginator: "LongPaginator", *, has_more: bool, backward: bool) -> None:
        super().__init__(lines, paginator.num_pages, paginator)
        self.after = lines[-1][0] if backward or has_more else None
        self.before = lines[0][0] if has_more or not backward else None


class LongPaginator(CappedPaginator):
    def __init__(self, listed: Listed, per_page: int = PER_PAGE, cap: int = CAP) -> None:
        super().__init__(listed.rows, per_page, cap)
        self.listed = listed

    def page(self, number: int) -> Page:
        first = (number - 1) * self.per_page
        page = Page(self._lines(first, min(first + self.per_page, self.count)), number, self)
        page.after = page[-1][0] if self.is_capped and number == self.num_pages else None
        return page

    def beyond(self, key: int, *, backward: bool) -> Page | None:
        """The page after the row of this key, or before it; None where there is none or it is the first."""
        keys = self._keys_beyond(key, backward)
        if not keys or (backward and len(keys) <= self.per_page):
            return None
        kept = keys[: self.per_page]
        lines = self._lines_of(kept[::-1] if backward else kept)
        return KeyPage(lines, self, has_more=len(keys) > self.per_page, backward=backward)

    def _lines(self, first: int, last: int) -> Sequence[tuple]:
        listed, parts = self.listed, self.listed.parts() if self.is_capped else []
        if len(parts) > 1:
            return self._lines_of(_first_keys([part.ordered() for part in parts], last)[first:])
        plain = listed.order.plain(listed.is_downward)
        rows = parts[0].ordered() if parts else listed.rows.order_by(*plain if listed.read is None else fenced(plain))
        if first == 0 and (parts or listed.read is None):
            return list(listed.shown(rows)[:last])
        # What a line shows is asked for its own rows only, not for those that are passed over.
        wanted = rows.model.objects.filter(pk__in=rows.values("pk")[first:last])
        return list(listed.shown(wanted.order_by(*plain)))

    def _keys_beyond(self, key: int, backward: bool) -> list[int]:
        listed = self.listed
        stretches = list(zip(listed.parts(), listed.order.parts(listed.reach, listed.is_downward), strict=True))
        if backward:
            stretches.reverse()
        for place, (part, whole) in enumerate(stretches):
            values = whole.rows.filter(pk=key).values_list(*whole.keys).first()
            if values is not None:
                rest = [each.ordered(backward=backward) for each, _whole in stretches[place + 1 :]]
                return _first_keys([part.beyond(values, backward=backward), *rest], self.per_page + 1)
        return []

    def _lines_of(self, keys: Sequence[int]) -> list[tuple]:
        found = {line[0]: line for line in self.listed.shown(self.listed.rows.model.objects.filter(pk__in=keys))}
        return [found[key] for key in keys if key in found]


def _first_keys(stretches: Sequence[QuerySet], number: int) -> list[int]:
    found: list[int] = []
    for rows in stretches:
        if len(found) < number:
            found += rows.values_list("pk", flat=True)[: number - len(found)]
    return found


def long_page_of(listed: Listed, address: Mapping[str, str], *, per_page: int = PER_PAGE, cap: int = CAP) -> Page:
    """By `after` or `before`, the key of a row, as the links have it; else by `page`, as everywhere."""
    paginator = LongPaginator(listed, per_page, cap)
    for name in ("after", "before"):
        typed = address.get(name, "")
        if typed.isascii() and typed.isdecimal() and len(typed) < 20 and int(typed) <= LARGEST_KEY:
            page = paginator.beyond(int(typed), backward=name == "before")
            if page is not None:
                return page
    return paginator.get_page(address.get("page"))


def without_page(address: QueryDict) -> QueryDict:
    """What the list is, without which page of it."""
    found = address.copy()
    for name in ("page", "after", "before"):
        found.pop(name, None)
    return found
