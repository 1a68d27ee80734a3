"""Pages by the key of a row: each row once, in the order of the list, also while rows arrive."""

from itertools import count

import pytest
from django.db.models import F, Q
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.keyset import ByGroups, ByKeys
from core.long_lists import Listed, Search, Word, long_page_of, without_page
from tests.drawn import examples
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
# A column that repeats, one that rows may lack, one of another table, and groups.
ORDERS = {
    "day": ByKeys(("version", "pk")),
    "missing last": ByKeys(("active_from", "pk"), missing="last"),
    "missing oldest": ByKeys(("active_from", "pk"), missing="oldest"),
    "other table": ByKeys(("parent__name", "parent_id", "pk"), missing="last"),
    "groups": ByGroups(
        (F("risk_level"),), lambda: [Q(risk_level=level) for level in ("", "blue", "red")], ("version", "pk")
    ),
}
PER_PAGE, CAP = 2, 4
facts = st.tuples(
    st.integers(1, 3),
    st.sampled_from([None, "2026-06-01", "2026-06-02"]),
    st.sampled_from(["", "blue", "red"]),
    st.integers(0, 2),
)
unfinished = settings(
    max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def add(db):
    parents = [None, UnitFactory(name="above 1"), UnitFactory(name="above 2")]
    numbers = count()

    def make(version, active_from, risk_level, parent):
        facts = {"version": version, "active_from": active_from, "risk_level": risk_level, "parent": parents[parent]}
        return Unit.objects.create(name=f"row {next(numbers)}", kind=parents[1].kind, **facts)

    return make


def as_keys(found):
    return found.values_list("pk")


def rows():
    return Unit.objects.filter(name__startswith="row")


def page(order, is_downward, address=""):
    listed = Listed(rows(), ORDERS[order], is_downward, as_keys, Unit.objects.all(), cap=CAP)
    return long_page_of(listed, QueryDict(address), per_page=PER_PAGE)


def keys(page):
    return [line[0] for line in page]


def walked(order, is_downward, meanwhile=lambda: None):
    """From the first page onward by the links of each page."""
    current, found = page(order, is_downward), []
    while True:
        found += keys(current)
        meanwhile()
        if not getattr(current, "is_by_key", False) and current.has_next():
            current = page(order, is_downward, f"page={current.number + 1}")
        elif current.after:
            current = page(order, is_downward, f"after={current.after}")
        else:
            return found, current


@pytest.mark.parametrize("order", ORDERS)
@given(given_rows=st.lists(facts, max_size=12), is_downward=st.booleans())
@unfinished
def test_pages_by_key_hold_each_row_once_in_the_order_of_the_list(add, order, given_rows, is_downward):
    rows().delete()
    for each in given_rows:
        add(*each)
    plain = list(rows().order_by(*ORDERS[order].plain(is_downward)).values_list("pk", flat=True))

    found, last = walked(order, is_downward)

    assert found == plain
    if getattr(last, "is_by_key", False):
        back, before = [], last.before
        while before:
            earlier = page(order, is_downward, f"before={before}")
            back, before = keys(earlier) + back, getattr(earlier, "before", None)
        assert back == plain[: len(back)]
        assert back + keys(last) == plain


@pytest.mark.parametrize("order", ORDERS)
def test_rows_that_arrive_while_paging_let_nobody_meet_a_row_twice_or_miss_one(add, order):
    for number in range(13):
        add(number % 3 + 1, [None, "2026-06-01"][number % 2], ["", "red"][number % 2], number % 3)
    at_first = set(rows().values_list("pk", flat=True))
    # Beyond the numbered pages, where keys lead on.
    current, found = page(order, True, "page=2"), []
    seen_before = set(keys(page(order, True, "page=1"))) | set(keys(current))
    while current.after:
        current = page(order, True, f"after={current.after}")
        found += keys(current)
        add(2, "2026-06-01", "", 1)

    assert len(found) == len(set(found))
    assert at_first - seen_before <= set(found)


def test_key_of_no_row_leads_to_the_first_page(add):
    for number in range(6):
        add(number, None, "", 0)

    for address in ("after=0", "after=x", "after=" + "9" * 30, "before=-1"):
        assert keys(page("day", False, address)) == keys(page("day", False))


def test_page_before_the_first_is_the_first_with_its_number(add):
    for number in range(8):
        add(number, None, "", 0)
    third = page("day", False, f"after={page('day', False, 'page=2').after}")

    first = page("day", False, f"before={keys(page('day', False, 'page=2'))[0]}")

    assert (first.number, keys(first)) == (1, keys(page("day", False)))
    assert len(third) == PER_PAGE


@pytest.fixture
def many(add):
    """Thirty rows of which every third says "red", and all say "row"."""
    for number in range(30):
        add(number, None, "red" if number % 3 == 0 else "", 0)
    return Unit.objects.filter(name__startswith="row")


@pytest.mark.parametrize("sample", [2, 12, 200])
@pytest.mark.parametrize(("claim", "number"), [(Q(risk_level="red"), 10), (Q(version__gte=0), 30), (Q(version=-1), 0)])
@pytest.mark.parametrize("cap", [4, 10, 40])
def test_search_says_the_same_by_reading_and_by_the_index(many, monkeypatch, sample, claim, number, cap):
    monkeypatch.setattr("core.long_lists.SAMPLE", sample)
    search = Search(many, [Word(claim, claim)])
    found = page_of(search.found(), search=search, turn=Q(version__lt=9), cap=cap)

    assert (found.paginator.count, found.paginator.is_capped) == (min(number, cap), number > cap)
    assert keys(found) == list(many.filter(claim).order_by("-version").values_list("pk", flat=True)[:PER_PAGE])
    turns = many.filter(claim, version__lt=9).count()
    assert found.paginator.turns == min(turns, cap + 1)
    assert found.paginator.has_more_turns == (turns > cap)


def page_of(rows, address="", **facts):
    listed = Listed(rows, ORDERS["day"], True, as_keys, Unit.objects.filter(name__startswith="row"), **facts)
    return long_page_of(listed, QueryDict(address), per_page=PER_PAGE)


NEVER = Q(pk=None)


@pytest.mark.parametrize(
    ("words", "queries"),
    [
        ([Word(Q(version__gte=0), NEVER)], 2),
        ([Word(Q(version__gte=0), NEVER), Word(Q(version__gte=1), NEVER)], 2),
        ([Word(Q(version__gte=0), NEVER), Word(Q(version=29), Q(version=29))], 3),
    ],
)
def test_common_words_are_read_and_rare_ones_looked_up(many, words, queries, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("core.long_lists.SAMPLE", 20)
    search = Search(many, words)
    with django_assert_num_queries(queries):
        found = page_of(search.found(), search=search, cap=CAP)

    said = many.filter(*(word.says for word in words)).order_by("-version").values_list("pk", flat=True)
    assert keys(found) == list(said[:PER_PAGE])


def test_pages_up_to_the_cap_are_counted_and_found_in_one_statement(many, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = page_of(many.filter(version__gte=4), "page=3", turn=Q(version__lt=9), cap=26)

    assert (found.number, found.paginator.known, found.paginator.turns) == (3, 26, 5)
    assert keys(found) == list(many.order_by("-version").values_list("pk", flat=True)[4:6])


def test_numbers_that_totals_know_are_not_counted(many, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = page_of(many, number=1_000_000, turn=Q(version=1), turns=7, cap=CAP).paginator

        assert (found.known, found.count, found.is_capped, found.turns) == (1_000_000, CAP, True, 7)


def test_more_than_the_cap_is_not_counted_further(many, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = page_of(many, least=CAP + 1, cap=CAP).paginator

        assert (found.known, found.count, found.is_capped) == (None, CAP, True)


@pytest.mark.parametrize("order", ORDERS)
def test_rows_that_lie_elsewhere_stand_in_the_same_order(add, order):
    for facts in [(1, None, "red", 2), (2, "2026-06-02", "", 0), (1, "2026-06-01", "blue", 1)]:
        add(*facts)
    listed = Listed(rows(), ORDERS[order], True, as_keys, rows(), is_elsewhere=True)
    plain = [pk for (pk,) in as_keys(rows().order_by(*ORDERS[order].plain(True)))]

    found = [keys(long_page_of(listed, QueryDict(f"page={number}"), per_page=PER_PAGE)) for number in (1, 2)]
    assert found == [plain[:PER_PAGE], plain[PER_PAGE:]]


def test_address_of_a_list_has_no_page():
    assert without_page(QueryDict("q=a&page=2&after=7&before=8")).urlencode() == "q=a"
