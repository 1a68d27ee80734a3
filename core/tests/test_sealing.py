import base64

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from core.sealing import SealUnknown, seal, unseal

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@given(st.text())
def test_sealed_text_comes_back_as_it_was(text):
    assert unseal(seal(text)) == text


def test_sealed_text_comes_back_from_what_a_binary_column_gives():
    assert unseal(memoryview(seal("王小明 13800000000"))) == "王小明 13800000000"


def test_equal_texts_are_not_seen_to_be_equal():
    assert seal("13800000000") != seal("13800000000")


def test_seal_keeps_no_time():
    # A Fernet token is a version byte, then eight bytes of seconds since 1970.
    assert base64.urlsafe_b64decode(seal("text"))[:9] == b"\x80" + bytes(8)


def test_the_first_key_seals(settings):
    settings.CONTACT_KEY = f"{NEW}, {OLD}"

    assert Fernet(NEW).decrypt(seal("text")) == b"text"


def test_an_older_key_still_opens(settings):
    settings.CONTACT_KEY = OLD
    sealed = seal("text")
    settings.CONTACT_KEY = f"{NEW}, {OLD}"

    assert unseal(sealed) == "text"


def test_what_was_sealed_before_there_was_a_key_still_opens(settings):
    sealed = seal("text")
    settings.CONTACT_KEY = NEW

    assert unseal(sealed) == "text"


def test_without_its_key_the_text_is_lost_with_a_sentence(settings):
    settings.CONTACT_KEY = OLD
    sealed = seal("text")
    settings.CONTACT_KEY = NEW

    with pytest.raises(
        SealUnknown,
        match="^The key of these contact details is missing here: ask the administrator to bring CONTACT_KEY back.$",
    ):
        unseal(sealed)


def test_another_secret_key_does_not_open(settings):
    sealed = seal("text")
    settings.SECRET_KEY = "another " * 10

    with pytest.raises(SealUnknown):
        unseal(sealed)


@pytest.mark.parametrize("sealed", [b"", b"text", "密封".encode()])
def test_other_bytes_do_not_open(sealed):
    with pytest.raises(SealUnknown):
        unseal(sealed)
