"""Text messages: the number, the length, and the gateway for trials."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels.outcomes import Outcome, Result
from notifications.channels.sms import FileGateway, compose, gateway, length, mobile_of

PHONE = "13900000000"


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("13900000000", PHONE),
        ("139 0000 0000", PHONE),
        ("139-0000-0000", PHONE),
        ("+86 139 0000 0000", PHONE),
        ("008613900000000", PHONE),
        ("8613900000000", PHONE),
        ("１３９００００００００", PHONE),
        ("0571-88880000/13900000000", PHONE),
        ("0571-88880000 13900000000/13800000000", PHONE),
        ("12900000000", ""),
        ("1390000000", ""),
        ("139000000000", ""),
        ("0571-88881234", ""),
        ("+1 390 000 0000", ""),
        ("", ""),
    ],
)
def test_mobile_number_is_found_in_what_the_register_holds(held, expected):
    assert mobile_of(held) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-hans", "明天到期 2 项 https://portal.example/ 【安全生产月】"),
        ("en", "明天到期 2 项 https://portal.example/ 【Safety Month】"),
    ],
)
def test_text_ends_with_the_name_of_the_portal(language, expected):
    with override(language):
        assert compose("明天到期\n2 项", url="https://portal.example/") == expected


def test_long_text_is_cut_to_three_messages_and_keeps_its_address():
    with override("zh-hans"):
        text = compose("项" * 500, url="https://portal.example/")

    assert length(text) == 201
    assert text.endswith("项… https://portal.example/ 【安全生产月】")


def test_character_outside_the_basic_plane_counts_twice():
    assert length("𠮷") == 2


@given(st.text(max_size=400))
def test_no_text_is_longer_than_three_messages(text):
    assert length(compose(text, url="https://portal.example/")) <= 201


def test_file_holds_one_line_for_each_message(tmp_path):
    trial = FileGateway(tmp_path / "sms")

    assert trial.send(PHONE, "第一\n行") == trial.send(PHONE, "第二") == Outcome(Result.SENT)

    lines = [json.loads(line) for line in trial.file.read_text("utf-8").splitlines()]
    assert [(line["phone"], line["text"]) for line in lines] == [(PHONE, "第一\n行"), (PHONE, "第二")]
    assert trial.file.stat().st_mode & 0o777 == 0o600


def test_messages_of_many_senders_never_mix(tmp_path):
    trial = FileGateway(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: trial.send(PHONE, f"{number} " * 200), range(100)))

    texts = {json.loads(line)["text"] for line in trial.file.read_text("utf-8").splitlines()}
    assert texts == {f"{number} " * 200 for number in range(100)}


def test_folder_that_can_not_be_made_is_for_later(tmp_path):
    (tmp_path / "file").write_text("in the way")

    outcome = FileGateway(tmp_path / "file" / "sms").send(PHONE, "text")

    assert (outcome.result, outcome.is_down) == (Result.LATER, True)


def test_full_disk_is_for_later(tmp_path):
    trial = FileGateway(tmp_path)
    trial.file.symlink_to("/dev/full")

    assert trial.send(PHONE, "text") == Outcome(Result.LATER, "No space left on device", is_down=True)


def test_gateway_is_off_unless_named(settings, tmp_path):
    settings.SMS_URL = ""
    assert gateway() is None

    settings.SMS_URL = f"file:{tmp_path}"
    assert gateway().file == tmp_path / "messages.jsonl"
