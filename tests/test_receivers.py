"""The servers of tests do what tests of messages rely on."""

import smtplib
from email.message import EmailMessage

import pytest

from core.outbound import post_json
from tests.receivers import BUSY, OK


def message(to="clerk@unit.example"):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = "office@county.example", to, "提醒", "<1@county>"
    mail.set_content("今天到期")
    return mail


def send(receiver, mail):
    with smtplib.SMTP("127.0.0.1", receiver.port, timeout=5) as line:
        line.send_message(mail)


def test_mail_is_kept_with_its_words(mail_receiver):
    send(mail_receiver, message())

    mail = mail_receiver.mails[0]
    assert (mail.recipient, mail.id, mail.subject) == ("clerk@unit.example", "<1@county>", "提醒")
    assert mail.text == "今天到期\n"


def test_refused_recipient_gets_nothing_and_others_do(mail_receiver):
    mail_receiver.refusals["gone@unit.example"] = "550 no such person"

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(mail_receiver, message("gone@unit.example"))
    send(mail_receiver, message())

    assert [mail.recipient for mail in mail_receiver.mails] == ["clerk@unit.example"]


@pytest.mark.parametrize(("lost", "kept"), [("drops", 1), ("drops_before", 0)])
def test_line_dies_after_the_data(mail_receiver, lost, kept):
    setattr(mail_receiver, lost, 1)

    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(mail_receiver, message())

    assert len(mail_receiver.mails) == kept


def test_mail_server_goes_down_and_comes_back(mail_receiver):
    mail_receiver.down()
    with pytest.raises(ConnectionRefusedError):
        send(mail_receiver, message())

    mail_receiver.up()
    send(mail_receiver, message())

    assert len(mail_receiver.mails) == 1


def test_robot_answers_in_the_order_told_and_counts_calls(robot_receiver):
    robot_receiver.reply_with(BUSY, OK)
    robot_receiver.reply_with(BUSY, path="/other")

    said = [post_json(f"{robot_receiver.origin}/{path}", {}).status for path in ("send", "send", "send", "other")]

    assert said == [429, 200, 200, 429]
    assert (robot_receiver.most_within(60), robot_receiver.most_within(60, "/send")) == (4, 3)
