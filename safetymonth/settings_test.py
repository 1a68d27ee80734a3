"""What makes tests fast and sealed; all else is as in production.

The root conftest starts the servers that these addresses name, once per session.
"""

import os
from pathlib import Path

from safetymonth.quickstart.servers import Postgres, Redis

# Workers of one session inherit it and share its servers; each has its own database.
RUN_FOLDER = Path(os.environ.setdefault("SAFETYMONTH_TEST_RUN", f"/tmp/safetymonth-test-{os.getpid()}"))
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
SOCKETS = RUN_FOLDER / "s"
POSTGRES = Postgres(RUN_FOLDER, SOCKETS, throwaway=True)
REDIS = Redis(RUN_FOLDER, SOCKETS, throwaway=True)

os.environ.update(
    SECRET_KEY="for-tests-only-" + "0" * 50,
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    DATABASE_URL=POSTGRES.url,
    REDIS_URL=f"{REDIS.url}?db={WORKER}",
    MEDIA_ROOT=str(RUN_FOLDER / f"media-{WORKER}"),
    PLAIN_HTTP_ON_LOOPBACK="1",
    LANGUAGE_CODE="zh-hans",
    TIME_ZONE="Asia/Shanghai",
    EMAIL_URL="console:",
    SITE_URL="http://testserver",
)
for name in (
    "DEBUG",
    "SENTRY_DSN",
    "CONTACT_KEY",
    "S3_BUCKET",
    "CSRF_TRUSTED_ORIGINS",
    "TRUSTED_PROXIES",
    "EMAIL_FROM",
    "SMS_URL",
):
    os.environ.pop(name, None)

from safetymonth.settings import *
from safetymonth.settings import DATABASES, MIDDLEWARE, STORAGES

# A copy of what tests/prepared.py keeps, all migrations applied.
DATABASES["default"]["TEST"] = {"TEMPLATE": "safetymonth"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# WhiteNoise serves collected files, and tests collect none.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
# Receivers of tests; processes that a test starts get them by their environment.
OUTBOUND_TRUSTED = os.environ.get("OUTBOUND_TRUSTED", "").split()
