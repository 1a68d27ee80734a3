import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.figures import LARGEST_VALUE, UNKNOWN, Figure, Qualifier, Total, largest, parse_figure, total

EXACT, OVER, ABOUT = Qualifier.EXACT, Qualifier.OVER, Qualifier.ABOUT
LANGUAGES = ("zh-hans", "en")

known = st.builds(Figure, st.integers(0, LARGEST_VALUE), st.sampled_from(Qualifier))
figures = st.one_of(st.just(UNKNOWN), known)


@pytest.mark.parametrize(
    ("raw", "value", "qualifier"),
    [
        ("40000", 40000, EXACT),
        (" 40,000 ", 40000, EXACT),
        ("40 000", 40000, EXACT),
        ("４００００", 40000, EXACT),
        ("４０，０００", 40000, EXACT),
        ("40000.0", 40000, EXACT),
        ("0", 0, EXACT),
        (0, 0, EXACT),
        (40000.0, 40000, EXACT),
        (1.1 * 100, 110, EXACT),
        ("4.5万", 45000, EXACT),
        ("3千", 3000, EXACT),
        ("1亿", 10**8, EXACT),
        ("500万", 5_000_000, EXACT),
        ("2千万", 20_000_000, EXACT),
        ("1.2 million", 1_200_000, EXACT),
        ("999,999,999,999", LARGEST_VALUE, EXACT),
        ("40000余", 40000, OVER),
        ("40,000余", 40000, OVER),
        ("4万余", 40000, OVER),
        ("４万余", 40000, OVER),
        ("4万多", 40000, OVER),
        ("3千余", 3000, OVER),
        ("10余万", 100000, OVER),
        ("40,000+", 40000, OVER),
        ("40000＋", 40000, OVER),
        ("over 40,000", 40000, OVER),
        ("More than 40,000", 40000, OVER),
        ("超过4万", 40000, OVER),
        ("约3000", 3000, ABOUT),
        ("~3000", 3000, ABOUT),
        ("～3000", 3000, ABOUT),
        ("about 3,000", 3000, ABOUT),
        ("3000左右", 3000, ABOUT),
        ("大约3千", 3000, ABOUT),
    ],
)
def test_parse_figure_reads_what_officials_write(raw, value, qualifier):
    assert parse_figure(raw) == Figure(value, qualifier)


@pytest.mark.parametrize("raw", [None, "", "  ", "　", "-", "—", "——", "不详", "unknown", "Unknown"])
def test_parse_figure_reads_a_missing_answer_as_unknown(raw):
    assert parse_figure(raw) == UNKNOWN


@pytest.mark.parametrize(
    "raw", ["many", "三千", "4,00", "1,2345", "=1+1", "2026-06-10", "6月10日", "10²", "①", "٣", "无"]
)
def test_parse_figure_refuses_what_is_no_figure(raw):
    with pytest.raises(ValueError) as refusal:
        parse_figure(raw)

    assert str(refusal.value) == (
        f"“{raw}” isn't a figure. Write the number alone, such as 40,000, 40,000+ or about 3,000; "
        "0 means none, empty means unknown."
    )


@pytest.mark.parametrize("raw", [True, float("nan"), float("inf"), ["4"], "1" * 101])
def test_parse_figure_refuses_odd_values(raw):
    with pytest.raises(ValueError, match="isn't a figure"):
        parse_figure(raw)


@pytest.mark.parametrize("raw", ["-5", "－5", "−5", "-4万余", -5, -5.0])
def test_parse_figure_refuses_negatives(raw):
    with pytest.raises(ValueError, match="is below zero. A figure can't be negative."):
        parse_figure(raw)


@pytest.mark.parametrize("raw", ["4.5", "0.5", 4.5, 999_999_999.5, "1.23456万"])
def test_parse_figure_refuses_fractions(raw):
    with pytest.raises(ValueError, match="isn't a whole number. Figures have no fractions."):
        parse_figure(raw)


@pytest.mark.parametrize("raw", [10**18, 1e18, "1000000000000", "1" + "0" * 18, "10001亿", "9" * 100])
def test_parse_figure_refuses_more_than_the_limit(raw):
    with pytest.raises(ValueError, match="is too large. The largest figure is 999,999,999,999."):
        parse_figure(raw)


def test_parse_figure_refuses_over_and_about_at_once():
    with pytest.raises(ValueError) as refusal:
        parse_figure("约4万余")

    assert str(refusal.value) == "“约4万余” says both “more than” and “about”. Keep one of the two."


@given(st.text(max_size=30))
def test_parse_figure_never_fails_otherwise(text):
    try:
        figure = parse_figure(text)
    except ValueError:
        return
    assert figure == UNKNOWN or 0 <= figure.value <= LARGEST_VALUE


@given(figures, st.sampled_from(LANGUAGES))
def test_parse_figure_reads_back_what_figure_writes(figure, language):
    assert parse_figure(figure.text(language)) == figure
    assert parse_figure(figure.words(language)) == figure


@pytest.mark.parametrize(
    ("figure", "zh", "en", "words"),
    [
        (Figure(40000), "40,000", "40,000", "40,000"),
        (Figure(40000, OVER), "40,000余", "40,000+", "more than 40,000"),
        (Figure(3000, ABOUT), "约3,000", "about 3,000", "about 3,000"),
        (Figure(0), "0", "0", "0"),
        (UNKNOWN, "—", "—", "unknown"),
    ],
)
def test_figure_is_written_in_both_languages(figure, zh, en, words):
    assert (figure.text("zh-hans"), figure.text("en"), figure.words("en")) == (zh, en, words)


def test_unknown_figure_has_no_qualifier():
    assert Figure(None, OVER) == UNKNOWN


@given(st.lists(figures))
def test_total_equals_the_sum_by_hand(parts):
    values = [part.value for part in parts if part.value is not None]
    loose = any(part.qualifier != EXACT for part in parts)

    expected = Figure(sum(values) if values else None, OVER if loose else EXACT)
    assert total(parts) == Total(expected, unknown=len(parts) - len(values))


@given(st.lists(figures), st.integers(0, 20))
def test_total_of_totals_equals_the_total(parts, cut):
    halves = [total(parts[:cut]).figure, total(parts[cut:]).figure]

    assert total(halves).figure == total(parts).figure


@pytest.mark.parametrize(
    ("parts", "figure", "unknown"),
    [
        ([], UNKNOWN, 0),
        ([UNKNOWN, UNKNOWN], UNKNOWN, 2),
        ([Figure(0), UNKNOWN], Figure(0), 1),
        ([Figure(1), Figure(2, ABOUT)], Figure(3, OVER), 0),
        ([Figure(30000), Figure(10000, OVER), UNKNOWN], Figure(40000, OVER), 1),
    ],
)
def test_total_keeps_qualifier_and_counts_unknown(parts, figure, unknown):
    assert total(parts) == Total(figure, unknown)


@given(st.lists(figures))
def test_largest_is_one_of_the_parts_and_beats_the_rest(parts):
    best = largest(parts)

    assert best in [*parts, UNKNOWN]
    assert all(part.value is None or part.value <= best.value for part in parts)


def test_largest_prefers_over_among_equal_values():
    assert largest([Figure(5, ABOUT), UNKNOWN, Figure(5, OVER), Figure(5)]) == Figure(5, OVER)


def test_parse_figure_refuses_in_the_readers_language():
    with translation.override("zh-hans"), pytest.raises(ValueError) as refusal:
        parse_figure("-5")

    assert str(refusal.value) == "“-5”小于零，数字不能为负。"
