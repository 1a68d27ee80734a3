"""E-mail: the merged message of a day, or one urgent or urging message, to one person."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from notifications.channels import mail
from notifications.channels.outcomes import Outcome, Result
from notifications.models import Delivery
from notifications.selectors.delivering import letter_of


class MailSender:
    channel = Delivery.Channel.EMAIL

    def __init__(self) -> None:
        self.connection = mail.open_connection()

    def send(self, row: Delivery) -> Outcome:
        person = row.person
        if person is None:
            return Outcome(Result.FAILED)
        with translation.override(person.language or settings.LANGUAGE_CODE):
            letter = letter_of(row)
            if letter is None:
                return Outcome(Result.DROPPED)
            message = mail.build(
                person.email,
                key=row.key,
                subject=letter.headline,
                text=render_to_string("notifications/mail/letter.txt", {"letter": letter}),
                html=render_to_string("notifications/mail/letter.html", {"letter": letter}),
            )
            return self.connection.send(message)

    def close(self) -> None:
        self.connection.close()
