"""Nobody can work out a small cell from what is printed around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.small_numbers import LEAST_TOLD, told

INFINITE = 10**9


def texts(tables):
    return [[cell.text for cell in table] for table in told(tables)]


@pytest.mark.parametrize(
    ("tables", "printed"),
    [
        ([[5, 9], [14]], [["5", "9"], ["14"]]),
        ([[1, 9], [10]], [["<5", "—"], ["—"]]),
        ([[0, 9, 20], [12, 17]], [["<5", "—", "20"], ["—", "17"]]),
        ([[1, 0], [1]], [["<5", "<5"], ["<5"]]),
        ([[4, 4], [8, 0]], [["<5", "<5"], []]),
        ([[1200, 5], [1205]], [["1,200", "5"], ["1,205"]]),
    ],
)
def test_cells_are_printed_as_far_as_no_small_one_is_told(tables, printed):
    assert texts(tables) == printed


def splits(total):
    """A table of cells that add up to the total."""
    cuts = st.lists(st.integers(0, total), max_size=5).map(sorted)
    return cuts.map(lambda at: [last - first for first, last in zip([0, *at], [*at, total], strict=True)])


tables = st.integers(0, 60).flatmap(lambda total: st.lists(splits(total), min_size=1, max_size=3))


def sums(printed):
    """Least and most that a table may add up to, for a reader who knows the rule."""
    shown = sum(cell.number for cell in printed if cell.number is not None)
    small = sum(cell.is_small for cell in printed)
    kept = sum(cell.number is None and not cell.is_small for cell in printed)
    return shown + LEAST_TOLD * kept, INFINITE if kept else shown + (LEAST_TOLD - 1) * small, shown, small, kept


@given(tables)
def test_reader_who_adds_up_all_tables_knows_nothing_more_of_a_small_cell(tables):
    printed = [cells for cells in told(tables) if cells]
    found = [sums(cells) for cells in printed]
    least, most = max((each[0] for each in found), default=0), min((each[1] for each in found), default=0)

    for _least, _most, shown, small, kept in found:
        if small:
            lowest = 0 if kept else max(0, least - shown)
            highest = min((LEAST_TOLD - 1) * small, most - shown - LEAST_TOLD * kept)
            assert (lowest, highest) == (0, (LEAST_TOLD - 1) * small) or (lowest == 0 and highest >= LEAST_TOLD - 1)


@given(tables)
def test_no_printed_number_is_small(tables):
    assert all(cell.number is None or cell.number >= LEAST_TOLD for table in told(tables) for cell in table)
