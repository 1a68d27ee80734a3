"""Amounts of money as workbooks hold them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import parse_yuan

amounts = st.decimals(0, 10**11, places=2)


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("12000", "12000"),
        ("12,000.50", "12000.50"),
        ("１２０００元", "12000"),
        ("¥ 800", "800"),
        ("1.2万", "12000"),
        ("1.2 万元", "12000"),
        ("300 yuan", "300"),
        (0, "0"),
        (99.9, "99.90"),
        (1200000, "1200000"),
    ],
)
def test_amount_is_read_as_people_write_it(raw, amount):
    assert parse_yuan(raw) == Decimal(amount)


@pytest.mark.parametrize(
    "raw", ["", "-3", "1,2", "12 000", "abc", "1e5", None, True, "1万万", "10" * 8, "1.2.3", "NaN"]
)
def test_what_is_no_amount_is_refused_in_words(raw):
    with pytest.raises(ValueError, match=r"yuan|too large"):
        parse_yuan(raw)


@given(amounts)
def test_amount_written_with_and_without_commas_is_the_same(amount):
    assert parse_yuan(f"{amount:,}") == parse_yuan(str(amount)) == amount


@given(st.text())
def test_any_text_is_an_amount_or_refused(text):
    try:
        assert parse_yuan(text) >= 0
    except ValueError as refusal:
        assert str(refusal)
