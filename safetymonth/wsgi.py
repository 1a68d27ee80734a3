"""Entry point of the web server."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safetymonth.settings")

application = get_wsgi_application()

# Only now are there settings to import by.
from django.conf import settings

from safetymonth.database import stop_if_unfit

stop_if_unfit()

# All pages now, not in front of whoever comes first. What is loaded stays: looking through it for garbage held a page
# up for 0.16 s every few dozen pages.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
