import pytest
from django.contrib.contenttypes.models import ContentType

from core.pagination import counted, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """Twelve rows of a table that every database has."""
    ContentType.objects.bulk_create(ContentType(app_label="pages", model=f"row{n:02}") for n in range(1, 13))
    return ContentType.objects.filter(app_label="pages").order_by("model")


def models(page):
    return [row.model for row in page]


def test_page_of_gives_the_rows_asked_for(rows):
    page = page_of(rows, "2", per_page=5)

    assert models(page) == ["row06", "row07", "row08", "row09", "row10"]
    assert (page.number, page.paginator.num_pages, page.start_index(), page.end_index()) == (2, 3, 6, 10)


def test_last_page_holds_what_is_left(rows):
    page = page_of(rows, 3, per_page=5)

    assert (models(page), page.has_next()) == (["row11", "row12"], False)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (None, 1),
        ("", 1),
        ("x", 1),
        ("0", 1),
        ("-3", 1),
        ("1.5", 1),
        ("99", 3),
        ("9" * 5000, 1),
        ("1\x00", 1),
        ("２", 2),
    ],
)
def test_odd_page_number_becomes_the_nearest_page(rows, asked, given):
    assert page_of(rows, asked, per_page=5).number == given


def test_empty_list_has_one_empty_page():
    page = page_of(ContentType.objects.filter(app_label="none").order_by("pk"), "7")

    assert (models(page), page.number, page.paginator.num_pages, page.start_index()) == ([], 1, 1, 0)


def test_count_stops_at_the_cap(rows):
    page = page_of(rows, "99", per_page=4, cap=10)

    assert (page.paginator.count, page.paginator.is_capped) == (10, True)
    assert (page.number, page.paginator.num_pages, models(page)) == (3, 3, ["row09", "row10"])


def test_list_of_exactly_the_cap_is_not_capped(rows):
    page = page_of(rows, 1, cap=12)

    assert (page.paginator.count, page.paginator.is_capped) == (12, False)


@pytest.mark.parametrize("size", [1, 5, 12])
def test_page_of_takes_two_queries_and_counts_no_further_than_the_cap(rows, size, django_assert_num_queries):
    with django_assert_num_queries(2) as queries:
        page = page_of(rows.filter(model__lte=f"row{size:02}"), 1)

        assert (len(page), page.paginator.count, page.paginator.is_capped) == (size, size, False)

    assert "LIMIT 10001" in queries[0]["sql"]


def test_rows_of_several_lists_are_counted_in_one_query_up_to_the_cap(rows, django_assert_num_queries):
    none = ContentType.objects.filter(app_label="none")
    with django_assert_num_queries(1):
        found = counted([none, rows, rows.filter(model__lt="row04"), rows.none()], 5)

    assert found == [0, 6, 3, 0]
