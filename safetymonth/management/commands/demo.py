import locale
import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from safetymonth.demo.aftermath import CLAIM_WORD
from safetymonth.demo.build import build_demo, is_built
from safetymonth.demo.register import ACCOUNTS, PASSWORD


def language_of_machine() -> str:
    """Chinese for a machine that speaks it, else English."""
    said = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "zh-hans" if said.lower().startswith("zh") else "en"


class Command(BaseCommand):
    help = "The demo county with a month of plausible records; a second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", choices=["zh-hans", "en"], help="of the contents; else the machine's")
        parser.add_argument(
            "--with-known-password",
            action="store_true",
            help="make the accounts although DEBUG is off; all know the password",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or options["with_known_password"]):
            raise CommandError(
                "The demo accounts have a password that everybody knows. "
                "Give --with-known-password if this portal holds nothing but the demo."
            )
        if is_built():
            self.stdout.write("The demo county is there already; nothing was changed.")
            return
        code = build_demo(options["language"] or language_of_machine())
        self.stdout.write(f"Accounts: {', '.join(ACCOUNTS)}; password: {PASSWORD}")
        self.stdout.write(f"A report to follow, with a reward to claim: {code}; secret: {CLAIM_WORD}")
