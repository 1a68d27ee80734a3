"""As the tests run it, with a database of its own and the bare page."""

from safetymonth.settings_test import *
from safetymonth.settings_test import BASE_DIR, DATABASES, TEMPLATES

DATABASES["default"]["NAME"] = "bench"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "bench" / "templates"]
ROOT_URLCONF = "bench.urls"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"handlers": [], "level": "ERROR"}}
