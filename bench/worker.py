"""One worker: sweeps for each line it reads, and says what that took. `python -m bench.worker PORT`."""

import json
import os
import sys
import time

import django


def main(port: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from django.conf import settings

    from notifications.channels import mail
    from notifications.services import sending
    from notifications.services.mailing import MailSender

    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = mail.SMTP, "127.0.0.1", port
    say({})
    for _line in sys.stdin:
        own = time.process_time()
        sent = sending.sweep([MailSender()], seconds=600)
        say({"sent": sent, "own": time.process_time() - own})


def say(facts: dict) -> None:
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
