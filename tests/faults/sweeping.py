"""A worker without its queue, for runs of seconds: reminds and sends until it is killed."""

import django

if __name__ == "__main__":
    django.setup()
    from django.utils import timezone

    from notifications.services import reminding, sending
    from notifications.services.mailing import MailSender

    while True:
        reminding.remind(timezone.now())
        sending.sweep([MailSender()], seconds=1)
