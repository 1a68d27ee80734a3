"""E-mail: the merged message of a day, or one urgent or urging message, to one person."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core.links import absolute
from core.workdays import Calendar
from notifications.channels import mail
from notifications.channels.outcomes import Outcome, Result
from notifications.models import Delivery
from notifications.selectors.ahead import Ahead
from notifications.selectors.letters import page_of


class MailSender:
    """One connection for all rows of a sweep; it opens anew after it broke."""

    channel = Delivery.Channel.EMAIL

    def __init__(self) -> None:
        self.connection = mail.open_connection()
        self.ahead = Ahead(self.channel)
        self.calendar = Calendar.load()

    def send(self, row: Delivery) -> Outcome:
        person = row.person
        if person is None:
            return Outcome(Result.FAILED)
        with translation.override(person.own_language):
            words = self.ahead.letter_of(row)
            if words is None:
                return Outcome(Result.DROPPED)
            letter = page_of(row, person, words, self.calendar)
            context = {
                "letter": letter,
                "site_url": absolute("/"),
                "channels_url": absolute(reverse("notifications:channels")),
            }
            message = mail.build(
                person.email,
                key=row.key,
                subject=letter.subject,
                text=render_to_string("notifications/mail/letter.txt", context),
                html=render_to_string("notifications/mail/letter.html", context),
            )
            return self.connection.send(message)

    def close(self) -> None:
        self.connection.close()
