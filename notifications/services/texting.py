"""Text messages: the headline of a message and the way to it; a person's matters stay in the portal."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.links import absolute
from notifications.channels import sms
from notifications.channels.outcomes import Outcome, Result
from notifications.models import Delivery
from notifications.selectors.delivering import letter_of


class SmsSender:
    channel = Delivery.Channel.SMS

    def __init__(self) -> None:
        self.gateway = sms.gateway()

    def send(self, row: Delivery) -> Outcome:
        if row.person is None or self.gateway is None:
            return Outcome(Result.FAILED, _("Text messages are switched off."))
        with translation.override(row.person.own_language):
            letter = letter_of(row)
            if letter is None:
                return Outcome(Result.DROPPED)
            text = sms.compose(str(letter.headline), url=absolute(reverse("notifications:inbox")))
        phone = sms.mobile_of(row.person.phone)
        if not phone:
            return Outcome(Result.FAILED, _("The person has no mobile number any more."))
        return self.gateway.send(phone, text)

    def close(self) -> None:
        """The gateway keeps nothing open."""
