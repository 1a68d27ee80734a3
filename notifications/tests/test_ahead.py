"""Letters read several at once: no more questions for many, and nothing told that was settled while others left."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notifications.models import Delivery
from notifications.selectors.delivering import letters_of
from notifications.services import sending
from notifications.services.mailing import MailSender
from notifications.tests.sources import OWED, owe
from notifications.tests.test_letters import addressed, merged, news, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_day")]


def mail(number):
    """A letter to each of so many liaisons about one thing that his unit owes."""
    people = [addressed() for _time in range(number)]
    return [
        waiting(merged(person, owe(person.unit, timezone.localdate(), item=f"share-{person.pk}"))) for person in people
    ]


class Settling(MailSender):
    """While the first message is on its way, what all others are about is settled."""

    def send(self, row):
        outcome = super().send(row)
        OWED.clear()
        return outcome


def test_twenty_letters_are_read_in_as_many_queries_as_one(owed):
    mail(20)
    rows = list(Delivery.objects.with_message().order_by("pk"))
    with CaptureQueriesContext(connection) as one:
        letters_of(rows[:1])
    with CaptureQueriesContext(connection) as many:
        letters = letters_of(rows)

    assert len(one) == len(many)
    assert [letter.lines[0].item for letter in letters.values()] == [duty.item for duty in OWED]


def test_each_person_gets_the_own_letter(owed, mail_receiver):
    rows = mail(9)

    assert sending.sweep([MailSender()]) == 9

    told = {mail.recipient: mail.id for mail in mail_receiver.mails}
    assert set(told) == {row.person.email for row in rows}


def test_each_person_is_told_of_news_in_the_own_language(mail_receiver):
    for number in range(12):
        person = addressed(language=("en", "zh-hans")[number % 2])
        news(person, "Sign")
        news(person, "Answer")
        facts = {"person": person, "unit": person.unit, "day": timezone.localdate()}
        Delivery.objects.create(key=f"email-news-{number}", channel="email", **facts)

    sending.sweep([MailSender()])

    words = {"en": "2 new messages in the portal", "zh-hans": "系统有2条新消息"}
    told = [(mail.message["Content-Language"], mail.subject) for mail in mail_receiver.mails]
    assert sorted(told) == sorted([*words.items()] * 6)


def test_what_is_settled_while_a_slow_server_takes_a_message_is_not_told(owed, mail_receiver):
    mail(3)
    mail_receiver.delay = 0.3

    assert sending.sweep([Settling()]) == 1

    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == ["sent", "dropped", "dropped"]
