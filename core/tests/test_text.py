"""Quoting what was typed."""

import pytest

from core.text import shortened


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("short  enough", "short enough"),
        ("Check every cabinet", "Check every…"),
        ("Check all day long", "Check all day…"),
        ("检查全县所有电动自行车充电柜并报数", "检查全县所有电动自行车充电…"),
        ("2026年 检查全县所有充电柜并报数", "2026年 检查全县所有充…"),
    ],
)
def test_a_quoted_line_is_cut_between_words(text, quoted):
    assert shortened(text, 14) == quoted
