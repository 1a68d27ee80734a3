import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from core.codes import ALPHABET, Code, hash_secret, new_code, opens, parse_code

CODE = Code("K70QM1", "D4XW9PN3TB6H")
WHOLE_CODES = st.builds(Code, st.text(ALPHABET, min_size=6, max_size=6), st.text(ALPHABET, min_size=12, max_size=12))
GAPS = st.sampled_from(["", " ", "-", "—", "·", "\u3000", "\n", "\u200b", "－", ". "])


@pytest.fixture
def hashings(monkeypatch):
    """How often the hasher was at work."""
    done = []
    encode = MD5PasswordHasher.encode

    def counted(self, *args, **kwargs):
        done.append(1)
        return encode(self, *args, **kwargs)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return done


def test_code_is_written_in_groups_of_three():
    assert str(CODE) == "K70-QM1-D4X-W9P-N3T-B6H"


def test_new_codes_hold_60_bits_and_differ():
    drawn = {new_code() for _ in range(200)}

    assert len(drawn) == 200
    assert len(ALPHABET) ** 12 == 2**60
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{3}){5}", str(code)) for code in drawn)


def test_code_in_an_error_report_shows_no_secret():
    assert repr(CODE) == "Code(locator='K70QM1')"


@given(WHOLE_CODES)
def test_code_reads_what_it_writes(code):
    assert parse_code(str(code)) == code


@given(WHOLE_CODES, st.data())
def test_code_is_read_in_any_case_width_and_grouping(code, data):
    typed = "".join(data.draw(GAPS) + data.draw(ways_to_type(char)) for char in code.locator + code.secret)

    assert parse_code(typed) == code


def ways_to_type(char):
    mistaken = {"0": "oO", "1": "iIlL", "V": "uU"}.get(char, "")
    plain = {char, char.lower(), *mistaken}
    return st.sampled_from(sorted(plain | {chr(ord(each) + 0xFEE0) for each in plain}))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "---",
        "K70-QM1-D4X-W9P-N3T-B6",
        "K70-QM1-D4X-W9P-N3T-B6HH",
        "K70-QM1-D4X-W9P-N3T-B6密",
        "1" * 101,
        "\x00" * 18,
    ],
)
def test_other_texts_are_no_code(typed):
    assert parse_code(typed) is None


@given(st.text())
def test_any_text_is_a_code_or_none(typed):
    assert parse_code(typed) is None or len(str(parse_code(typed))) == 23


def test_right_secret_opens():
    assert opens(CODE, hash_secret(CODE)) is True


@given(WHOLE_CODES.filter(lambda code: code.secret != CODE.secret))
def test_another_secret_does_not_open(other):
    assert opens(other, hash_secret(CODE)) is False


def test_hash_does_not_hold_the_secret():
    assert CODE.secret not in hash_secret(CODE)


@pytest.mark.parametrize(
    ("code", "known"), [(CODE, True), (new_code(), True), (CODE, False), (None, True), (None, False)]
)
def test_every_answer_costs_one_hash(hashings, code, known):
    hashed = hash_secret(CODE) if known else None
    hashings.clear()

    opens(code, hashed)

    assert len(hashings) == 1
