"""What a page expects of totals comes in one statement, what it doesn't by itself."""

from datetime import date

import pytest

from core.totals.models import FIRST_DAY, NO_DAY
from core.totals.reading import NODES, Question, Reading, Row, span

pytestmark = pytest.mark.django_db
# Each node has a sum of itself, under a facet that is asked; node 9 has none.
SELECT = """
SELECT node, %s AS facet, 0::bigint, '' AS state, DATE '0001-01-01', node::bigint AS number, 0::bigint, 0::bigint
FROM unnest(%s::bigint[]) node WHERE node <> 9
"""
ONE, OTHER = Question(SELECT, ("one", NODES)), Question(SELECT, ("other", NODES))


def row(facet, number):
    return [Row(facet, 0, "", date.min, number, 0, 0)]


def test_all_that_is_expected_comes_in_one_statement(django_assert_num_queries):
    reading = Reading()
    reading.expect(ONE, [1, 2])
    reading.expect(OTHER, [3, 9])

    with django_assert_num_queries(1):
        assert reading.rows(OTHER, [3, 9]) == {3: row("other", 3)}
        assert reading.rows(ONE, [2]) == {2: row("one", 2)}
        assert reading.rows(ONE, [1, 2]) == {1: row("one", 1), 2: row("one", 2)}


def test_what_was_not_expected_is_asked_by_itself(django_assert_num_queries):
    reading = Reading()
    reading.expect(ONE, [1])

    with django_assert_num_queries(2):
        assert reading.rows(ONE, [1]) == {1: row("one", 1)}
        assert reading.rows(ONE, [1, 4]) == {1: row("one", 1), 4: row("one", 4)}


def test_no_nodes_are_no_question(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Reading().rows(ONE, []) == {}


def test_a_range_of_days_never_holds_the_sum_of_all():
    day = date(2026, 6, 1)

    assert span(None, None) == (NO_DAY, NO_DAY)
    assert span(None, day) == (FIRST_DAY, day)
    assert span(NO_DAY, None) == (FIRST_DAY, date.max)
