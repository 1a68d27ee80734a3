"""Reading totals: a page names what it will ask, and the first answer brings all of it in one statement."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from django.db import connection

from core.totals.models import FIRST_DAY, NO_DAY


class Row(NamedTuple):
    """A sum at a node, as a question groups it."""

    facet: str
    key: int
    state: str
    day: date
    number: int
    amount: int
    inexact: int


def span(day_from: date | None, day_to: date | None) -> tuple[date, date]:
    """Between which days, both included, a fact is added up; without either its sum of all days is looked up."""
    if day_from is None and day_to is None:
        return NO_DAY, NO_DAY
    return max(day_from or FIRST_DAY, FIRST_DAY), day_to or date.max


def array_of(facets: Iterable[str]) -> str:
    """As PostgreSQL reads an array of words; the parameters of a question can be looked up, which a list can't."""
    return f"{{{','.join(facets)}}}"


ALL_DAYS = FIRST_DAY, date.max


class _Asked(Enum):
    NODES = "the list of nodes"


NODES = _Asked.NODES


@dataclass(frozen=True)
class Question:
    """A SELECT of a node and what `Row` has; NODES stands among its parameters for those that a page asks."""

    select: str
    parameters: tuple[Any, ...]


class Reading:
    """The totals that one page reads. What wasn't expected is asked by itself: expecting changes no number."""

    def __init__(self) -> None:
        self._expected: dict[Question, set[int]] = {}
        self._known: dict[Question, dict[int, list[Row]]] = {}

    def expect(self, question: Question, nodes: Collection[int]) -> None:
        unknown = set(nodes) - self._known.get(question, {}).keys()
        if unknown:
            self._expected.setdefault(question, set()).update(unknown)

    def rows(self, question: Question, nodes: Collection[int]) -> Mapping[int, list[Row]]:
        """{node: its rows} of these nodes, each of them with one."""
        self.expect(question, nodes)
        if question in self._expected:
            self._ask()
        known = self._known.get(question, {})
        return {node: known[node] for node in nodes if known[node]}

    def _ask(self) -> None:
        """All that is expected in one statement, and so of one moment."""
        asked = list(self._expected.items())
        parts = (f"SELECT {place}, asked.* FROM ({question.select}) asked" for place, (question, _) in enumerate(asked))
        parameters = [
            sorted(nodes) if each is NODES else each for question, nodes in asked for each in question.parameters
        ]
        answers = [self._known.setdefault(question, {}) for question, _nodes in asked]
        for known, (_question, nodes) in zip(answers, asked, strict=True):
            known.update({node: [] for node in nodes})
        self._expected.clear()
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for place, node, *row in cursor.fetchall():
                answers[place][node].append(Row(*row))
