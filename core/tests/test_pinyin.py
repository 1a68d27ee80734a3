import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.pinyin import initials, sort_key


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("县应急管理局", "xyjglj"),
        ("重庆路社区", "cqlsq"),
        ("第3中学（南校区）", "d3zxnxq"),
        ("Fire and Rescue Brigade", "farb"),
        ("ABC化工厂", "ahgc"),
        ("１０号院", "10hy"),
        ("女子学校", "nzxx"),
        ("", ""),
        ("——", ""),
    ],
)
def test_initials_are_what_one_would_type(name, expected):
    assert initials(name) == expected


def test_sort_key_orders_by_sound_and_number():
    names = ["重庆路社区", "县教育局", "安委办", "第10村", "第2村", "Bank"]

    assert sorted(names, key=sort_key) == ["安委办", "Bank", "重庆路社区", "第2村", "第10村", "县教育局"]


@given(st.text(max_size=20), st.text(max_size=20))
def test_sort_key_tells_different_names_apart(first, second):
    assert (sort_key(first) == sort_key(second)) == (first == second)


def test_the_dictionary_is_not_loaded_before_a_name_is_asked_for():
    asked = "import sys, core.pinyin; print('pypinyin' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"
