"""Queued e-mail to a real server: one bad address, a server that is down, a line that breaks (F17)."""

import pytest

from accounts.tests.factories import UserFactory
from notifications.channels.mail import message_id
from notifications.models import Delivery
from notifications.services import sending, telling
from notifications.services.mailing import MailSender

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters():
    """Three urgent messages by e-mail, to a@, b@ and c@."""
    people = [UserFactory(role="liaison", email=f"{name}@unit.example") for name in "abc"]
    telling.queue([person.post for person in people], key="alarm", text="Alarm", url="/", urgent=True)
    return Delivery.objects.filter(channel="email").order_by("pk")


def sweep():
    return sending.sweep([MailSender()])


def test_bad_address_fails_alone_F17(letters, mail_receiver):
    mail_receiver.refusals["b@unit.example"] = "550 no such person"

    assert sweep() == 2

    assert [row.state for row in letters] == ["sent", "failed", "sent"]
    assert letters[1].error == "550 no such person"
    assert sorted(mail.recipient for mail in mail_receiver.mails) == ["a@unit.example", "c@unit.example"]


def test_server_that_is_down_is_asked_once_and_all_wait_F17(letters, mail_receiver):
    mail_receiver.down()

    assert sweep() == 0

    assert [(row.state, row.attempts) for row in letters] == [("queued", 1), ("queued", 0), ("queued", 0)]


def test_mail_of_a_broken_line_goes_again_with_its_message_id_F1(letters, mail_receiver):
    mail_receiver.drops = 1
    sweep()
    Delivery.objects.filter(state="queued").update(next_at="2026-01-01T00:00Z")
    sweep()

    assert [row.state for row in letters] == ["sent"] * 3
    assert len(mail_receiver.mails) == 4
    assert {mail.id for mail in mail_receiver.mails} == {message_id(row.key) for row in letters}
