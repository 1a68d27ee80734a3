"""E-mail: the merged message of a day, or one urgent or urging message, to one person."""

import hashlib
import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation

from notifications.channels.outcomes import Outcome, Result
from notifications.models import Delivery
from notifications.selectors.delivering import letter_of


class MailSender:
    channel = Delivery.Channel.EMAIL

    def __init__(self) -> None:
        self.connection = get_connection()

    def send(self, row: Delivery) -> Outcome:
        person = row.person
        if person is None:
            return Outcome(Result.FAILED)
        with translation.override(person.language or settings.LANGUAGE_CODE):
            letter = letter_of(row)
            if letter is None:
                return Outcome(Result.DROPPED)
            mail = EmailMultiAlternatives(
                letter.headline,
                render_to_string("notifications/mail/letter.txt", {"letter": letter}),
                to=[person.email],
                connection=self.connection,
                headers={"Message-ID": message_id(row), "Auto-Submitted": "auto-generated"},
            )
            mail.attach_alternative(render_to_string("notifications/mail/letter.html", {"letter": letter}), "text/html")
        try:
            mail.send()
        except (OSError, smtplib.SMTPException) as error:
            return Outcome(Result.LATER, str(error), is_down=True)
        return Outcome(Result.SENT)

    def close(self) -> None:
        self.connection.close()


def message_id(row: Delivery) -> str:
    """The same for each attempt, so that mail programs fold a repetition."""
    return f"<{hashlib.sha256(f'{settings.SECRET_KEY}{row.key}'.encode()).hexdigest()[:32]}@safetymonth>"
