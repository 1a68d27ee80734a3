"""What a gunicorn of a test serves: the portal on the database of that test, with files that nobody collected."""

import os

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application

settings.DATABASES["default"]["NAME"] = os.environ["SERVED_DATABASE"]
application = StaticFilesHandler(get_wsgi_application())
