"""Of the portal's processes that fault runs start: as in production, but for waits and collected files."""

import os
from datetime import timedelta

from safetymonth.settings import *
from safetymonth.settings import MIDDLEWARE, STORAGES

MESSAGE_LEASE = timedelta(seconds=float(os.environ["FAULTS_LEASE"]))
OUTBOUND_TRUSTED = os.environ.get("OUTBOUND_TRUSTED", "").split()
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
