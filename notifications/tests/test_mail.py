"""E-mail to a real server: what arrives, and what each trouble means (F17)."""

import re
import socket
import time

import pytest
from django.utils.translation import override

from notifications.channels import mail
from notifications.channels.outcomes import Outcome, Result
from tests.receivers import free_port

CLERK, OTHER = "clerk@unit.example", "other@unit.example"


def letter(to=CLERK, key="reminder-7", subject="明天到期 2 项", text="第一行\n", html="<p>第一行</p>"):
    return mail.build(to, key=key, subject=subject, text=text, html=html)


def send(*letters):
    with mail.open_connection() as line:
        return [line.send(one) for one in letters]


def test_mail_arrives_as_text_and_html(mail_receiver, settings):
    settings.EMAIL_FROM = "office@county.example"
    with override("zh-hans"):
        assert send(letter()) == [Outcome(Result.SENT)]

    got = mail_receiver.mails[0]
    assert (got.sender, got.recipient, got.subject) == ("office@county.example", CLERK, "明天到期 2 项")
    assert (got.text, got.html) == ("第一行\n", "<p>第一行</p>")
    assert got.message["From"] == "安全生产月 <office@county.example>"
    assert (got.message["Auto-Submitted"], got.message["Content-Language"]) == ("auto-generated", "zh-hans")


def test_message_id_is_the_same_for_each_attempt_and_another_for_another_key(settings):
    settings.SITE_URL = "https://portal.example"
    first, again, other = (mail.message_id(key) for key in ("a", "a", "b"))

    assert first == again
    assert re.fullmatch(r"<[0-9a-f]{40}@portal\.example>", first)
    assert other != first


def test_portals_of_one_name_share_no_message_ids(settings):
    ours = mail.message_id("a")
    settings.SECRET_KEY = "another-" * 8

    assert mail.message_id("a") != ours


def test_line_breaks_in_a_name_begin_no_header(mail_receiver):
    send(letter(subject="Due\r\nBcc: all@unit.example\x0b\u2028soon"))

    got = mail_receiver.mails[0]
    assert (got.subject, got.message["Bcc"]) == ("Due Bcc: all@unit.example soon", None)
    assert [one.recipient for one in mail_receiver.mails] == [CLERK]


def test_refused_address_is_failed_and_the_rest_arrive_F17(mail_receiver):
    mail_receiver.refusals[CLERK] = "550 5.1.1 no such person"

    said = send(letter(), letter(OTHER, "reminder-8"))

    assert said == [Outcome(Result.FAILED, "550 5.1.1 no such person"), Outcome(Result.SENT)]
    assert [one.recipient for one in mail_receiver.mails] == [OTHER]


def test_address_refused_for_now_is_for_later_F17(mail_receiver):
    mail_receiver.refusals[CLERK] = "451 4.7.1 try again"

    assert send(letter(), letter(OTHER))[0] == Outcome(Result.LATER, "451 4.7.1 try again")


def test_server_down_means_later_for_all_F17(mail_receiver):
    mail_receiver.down()

    assert send(letter()) == [Outcome(Result.LATER, "Connection refused", is_down=True)]


def test_server_that_comes_back_gets_the_next_message_by_the_same_connection(mail_receiver):
    with mail.open_connection() as line:
        first = line.send(letter())
        mail_receiver.down()
        second = line.send(letter(OTHER))
        mail_receiver.up()
        third = line.send(letter(OTHER))

    assert [first.result, second.result, third.result] == [Result.SENT, Result.LATER, Result.SENT]
    assert [one.recipient for one in mail_receiver.mails] == [CLERK, OTHER]


def test_line_closed_while_idle_is_opened_anew(mail_receiver):
    with mail.open_connection() as line:
        line.send(letter())
        mail_receiver.down()
        mail_receiver.up()
        second = line.send(letter(OTHER))

    assert second == Outcome(Result.SENT)


@pytest.mark.parametrize(("lost", "kept"), [("drops", 1), ("drops_before", 0)])
def test_line_that_breaks_after_the_text_began_is_unclear_F17(mail_receiver, lost, kept):
    setattr(mail_receiver, lost, 1)

    said = send(letter(), letter(OTHER))

    assert [outcome.result for outcome in said] == [Result.UNCLEAR, Result.SENT]
    assert len(mail_receiver.to(CLERK)) == kept


def test_repetition_carries_the_same_message_id(mail_receiver):
    mail_receiver.drops = 1
    send(letter(), letter())

    assert len(mail_receiver.mails) == 2
    assert len({one.id for one in mail_receiver.mails}) == 1


def test_slow_server_is_left_in_time_and_nothing_went_out_F17(mail_receiver, settings):
    settings.EMAIL_TIMEOUT, mail_receiver.delay = 0.3, 30
    start = time.monotonic()

    with override("en"):
        said = send(letter())

    assert said == [Outcome(Result.LATER, "The mail server took too long.", is_down=True)]
    assert time.monotonic() - start < 2
    assert mail_receiver.mails == []


def test_server_that_says_nothing_is_left_in_time_F17(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = mail.SMTP, 0.3
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()

        assert [(outcome.result, outcome.is_down) for outcome in send(letter())] == [(Result.LATER, True)]


def test_trouble_at_signing_in_is_for_later_since_our_own_settings_are_wrong(mail_receiver, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "wrong"

    said = send(letter())

    assert [(outcome.result, outcome.is_down) for outcome in said] == [(Result.LATER, True)]
    assert mail_receiver.mails == []


def test_mail_waits_ten_seconds_for_its_server(settings):
    assert settings.EMAIL_TIMEOUT == 10


def test_person_without_address_is_failed(mail_receiver):
    with override("en"):
        assert send(letter("")) == [Outcome(Result.FAILED, "This person has no e-mail address.")]


def test_other_ways_to_send_work_as_well(mailoutbox):
    assert send(letter()) == [Outcome(Result.SENT)]
    assert [one.to for one in mailoutbox] == [[CLERK]]


def test_nobody_listening_at_all_is_no_error_of_ours(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = mail.SMTP, "127.0.0.1", free_port()

    assert send(letter())[0].result is Result.LATER
