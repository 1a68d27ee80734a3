"""Entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safetymonth.settings")

application = get_wsgi_application()

# Only now are there settings to import by.
from safetymonth.database import stop_if_unfit

stop_if_unfit()
