#!/usr/bin/env python
"""Run a management command of the portal, on the checkout's own servers unless the environment names others."""

import os
import sys

from safetymonth.quickstart.command import servers_for_command
from safetymonth.quickstart.words import Trouble
from safetymonth.quickstart.words import gettext as _

try:
    from django.core.management import execute_from_command_line
except ModuleNotFoundError:
    sys.exit(_("Django is not installed here: use .venv/bin/python, which `make run` makes."))

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safetymonth.settings")
    try:
        with servers_for_command():
            execute_from_command_line(sys.argv)
    except Trouble as trouble:
        sys.exit(str(trouble))
