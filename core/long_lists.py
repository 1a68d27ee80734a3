"""Pages of lists that may hold a million rows: numbered up to the cap, beyond it from one row to the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Page
from django.db.models import Case, Count, Expression, F, OrderBy, Q, QuerySet, Value, When
from django.db.models.lookups import LessThanOrEqual
from django.http import QueryDict
from django.utils.functional import cached_property

from core.keyset import Order, Part, fenced
from core.pagination import CAP, PER_PAGE, SHORT_CAP, CappedPaginator

LARGEST_KEY = 2**63 - 1
# Of how many rows it is seen whether a word is common, and from which share on it is met soonest by reading.
SAMPLE, COMMON = 200, 1 / 3
# So much further than the share lets expect is read for words that are common, before the index is asked after all.
SPARE = 1.2


@dataclass(frozen=True)
class Word:
    """A word that is looked for: what `says` it of a row that is read, and what `finds` it by an index of words."""

    says: Q
    finds: Q


@dataclass(frozen=True)
class Search:
    """Words that are looked for in `rows`, which all other filters leave.

    An index of words is quick for rare ones. What stands in every other row it has to list for every row; on the way
    through the list thousands of those are met in a moment.
    """

    rows: QuerySet
    words: Sequence[Word]

    def read(self) -> QuerySet:
        """Row by row, on the way through the list: what statistics make of the words isn't asked."""
        said = _claim(reduce(and_, (word.says for word in self.words)))
        return self.rows.alias(is_said=said).filter(is_said=True)

    def found(self) -> QuerySet:
        return self.rows.filter(*(word.finds for word in self.words))

    def looked_up(self, common: Sequence[bool]) -> QuerySet:
        """By the index of words, but for the common ones beside a rare one."""
        pairs = zip(self.words, common, strict=True)
        return self.rows.filter(*(word.says if each and not all(common) else word.finds for word, each in pairs))

    def among(self, number: int, turn: Q | None) -> "Sample":
        """Of so many rows, or all if they are fewer."""
        said = {f"says_{place}": word.says for place, word in enumerate(self.words)}
        flagged = self.rows.order_by().annotate(**{name: _claim(each) for name, each in said.items()})
        all_of_them = Q(**dict.fromkeys(said, True))
        found = (
            flagged.annotate(is_turn=_claim(turn))
            .values(*said, "is_turn")[:number]
            .aggregate(
                seen=Count("is_turn"),
                number=Count("is_turn", filter=all_of_them),
                turn=Count("is_turn", filter=all_of_them & Q(is_turn=True)),
                **{f"number_{name}": Count("is_turn", filter=Q(**{name: True})) for name in said},
            )
        )
        words = tuple(found[f"number_{name}"] for name in said)
        return Sample(found["seen"], Counts(found["number"], found["turn"]), words)


class Counts(NamedTuple):
    """How many rows, how many of them are the reader's turn, and the keys of all in their order where these were asked."""

    number: int
    turn: int
    keys: Sequence[int] | None = None


class Sample(NamedTuple):
    """How many rows were seen, how many of them say all words, and how many each of the words."""

    seen: int
    said: Counts
    words: tuple[int, ...]

    @property
    def common(self) -> list[bool]:
        return [number >= self.seen * COMMON for number in self.words]


@dataclass(frozen=True)
class Listed:
    """What a page is cut out of.

    `shown` makes lines of rows, tuples that begin with the key. `reach` are the rows before any filter: a row by
    which somebody pages may have left the filter since. `search` is there where `rows` asks an index of words.
    `is_elsewhere`: the rows lie together, but not where the order begins, so a short list is sorted and not walked to.
    `cap` is how far they are counted. `turn` says which rows are the reader's turn. Where totals know them, `number` is
    how many rows there are and `turns` how many are the reader's turn; or they know only that there are at least `least`.
    """

    rows: QuerySet
    order: Order
    is_downward: bool
    shown: Callable[[QuerySet], QuerySet]
    reach: QuerySet
    search: Search | None = None
    is_elsewhere: bool = False
    cap: int = CAP
    number: int | None = None
    least: int = 0
    turn: Q | None = None
    turns: int | None = None

    def counts(self, rows: QuerySet, cap: int) -> Counts:
        """Of `rows` of this list, no further than one past the cap; up to the cap with their keys, so that no page of
        them is looked for once more.
        """
        order = self.order.plain(self.is_downward)
        places = {f"place_{number}": each.expression for number, each in enumerate(order)}
        flagged = rows.order_by().annotate(is_turn=_claim(self.turn), **places)
        by_place = [
            OrderBy(F(name), each.descending, each.nulls_first, each.nulls_last)
            for name, each in zip(places, order, strict=True)
        ]
        found = flagged.values("pk", "is_turn", *places)[: cap + 1].aggregate(
            number=Count("pk"),
            turn=Count("pk", filter=Q(is_turn=True)),
            keys=Case(When(LessThanOrEqual(Count("pk"), cap), then=ArrayAgg("pk", order_by=by_place))),
        )
        return Counts(found["number"], found["turn"], found["keys"] or ())


def _claim(condition: Q | None) -> Expression:
    return Value(False) if condition is None else Case(When(condition, then=Value(True)), default=Value(False))


class KeyPage(Page):
    """A page beyond the numbered ones; `after` and `before` are the keys that lead on."""

    is_by_key = True

    def __init__(self, lines: Sequence[tuple], paginator: "LongPaginator", *, has_more: bool, backward: bool) -> None:
        super().__init__(lines, paginator.num_pages, paginator)
        self.after = lines[-1][0] if backward or has_more else None
        self.before = lines[0][0] if has_more or not backward else None


class LongPaginator(CappedPaginator):
    def __init__(self, listed: Listed, per_page: int = PER_PAGE) -> None:
        super().__init__(listed.rows, per_page, listed.cap)
        self.listed = listed

    @property
    def known(self) -> int | None:
        return super().known if self.listed.number is None else self.listed.number

    @property
    def keys(self) -> Sequence[int] | None:
        """Of all rows in their order, where these were counted one by one."""
        return self._counts.keys if self._counts and not self.is_capped else None

    @cached_property
    def turns(self) -> int:
        """How many are the reader's turn; unless totals know it, at most one past the cap."""
        listed = self.listed
        if listed.turn is None or listed.turns is not None:
            return listed.turns or 0
        if self._counts is not None and not self.is_capped:
            return self._counts.turn
        return self.rows.filter(listed.turn).order_by().values("pk")[: self.cap + 1].count()

    @property
    def has_more_turns(self) -> bool:
        """Than the cap, up to which they are counted."""
        return self.listed.turns is None and self.turns > self.cap

    def page(self, number: int) -> Page:
        first = (number - 1) * self.per_page
        page = Page(self._lines(first, min(first + self.per_page, self.count)), number, self)
        page.after = page[-1][0] if self.is_capped and number == self.num_pages else None
        return page

    @cached_property
    def _counted(self) -> int:
        if self.listed.number is not None:
            return self.listed.number
        return self._counts.number if self._counts else self.listed.least

    @cached_property
    def _counts(self) -> Counts | None:
        """None where totals know enough."""
        if self.listed.number is not None or self.listed.least > self.cap:
            return None
        return self._read or self.listed.counts(self.rows, self.cap)

    @cached_property
    def _sample(self) -> Sample | None:
        return self.listed.search.among(SAMPLE, self.listed.turn) if self.listed.search else None

    @cached_property
    def _read(self) -> Counts | None:
        """Where reading tells sooner than the index of words what says them all."""
        search, sample = self.listed.search, self._sample
        if search is None or sample is None:
            return None
        (seen, said, _words), wanted = sample, SAMPLE
        if seen == wanted and 0 < said.number <= self.cap and all(sample.common):
            wanted = round((self.cap + 1) * seen / said.number * SPARE)
            seen, said, _words = search.among(wanted, self.listed.turn)
        return said if seen < wanted or said.number > self.cap else None

    @cached_property
    def rows(self) -> QuerySet:
        search, sample = self.listed.search, self._sample
        if search is None or sample is None:
            return self.listed.rows
        return search.read() if self._read else search.looked_up(sample.common)

    def beyond(self, key: int, *, backward: bool) -> Page | None:
        """The page after the row of this key, or before it; None where there is none or it is the first."""
        keys = self._keys_beyond(key, backward)
        if not keys or (backward and len(keys) <= self.per_page):
            return None
        kept = keys[: self.per_page]
        lines = self._lines_of(kept[::-1] if backward else kept)
        return KeyPage(lines, self, has_more=len(keys) > self.per_page, backward=backward)

    def _lines(self, first: int, last: int) -> Sequence[tuple]:
        listed, parts = self.listed, self._parts() if self.is_capped else []
        if self.keys is not None:
            return self._lines_of(self.keys[first:last])
        if len(parts) > 1:
            return self._lines_of(_first_keys([part.ordered() for part in parts], last)[first:])
        plain = listed.order.plain(listed.is_downward)
        # On the way through the order few rows are met last.
        found_first = listed.is_elsewhere or self._counted <= SHORT_CAP
        rows = parts[0].ordered() if parts else self.rows.order_by(*(fenced(plain) if found_first else plain))
        if first == 0 and not found_first:
            return list(listed.shown(rows)[:last])
        # What a line shows is asked for its own rows only, not for those that are passed over.
        wanted = rows.model.objects.filter(pk__in=rows.values("pk")[first:last])
        return list(listed.shown(wanted.order_by(*plain)))

    def _parts(self) -> list[Part]:
        """Stretches that are walked until a page is full; what is common is met sooner so than found first and sorted."""
        listed = self.listed
        rows = listed.search.read() if listed.search else listed.rows
        parts = listed.order.parts(rows, listed.is_downward)
        return [replace(part, is_elsewhere=listed.is_elsewhere) for part in parts]

    def _keys_beyond(self, key: int, backward: bool) -> list[int]:
        listed = self.listed
        stretches = list(zip(self._parts(), listed.order.parts(listed.reach, listed.is_downward), strict=True))
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


def long_page_of(listed: Listed, address: Mapping[str, str], *, per_page: int = PER_PAGE) -> Page:
    """By `after` or `before`, the key of a row, as the links have it; else by `page`, as everywhere."""
    paginator = LongPaginator(listed, per_page)
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
