"""Settings: the safe value is the default, what varies comes from the environment.

The README's table names every variable. A missing or odd one stops the start with a sentence.
"""

import sys
from datetime import timedelta
from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env, EnvError, validate

from core import links, logs
from safetymonth.quickstart.words import gettext

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
KEYS_TO_SEAL = validate.Regexp(
    r"({0}(\s*,\s*{0})*)?\s*\Z".format(r"[A-Za-z0-9_-]{43}="), error="give keys of 44 characters, separated by commas"
)
SITE = r"(https?://[A-Za-z0-9.-]+(:[0-9]+)?/?)?\Z"

try:
    SECRET_KEY = env.str("SECRET_KEY", validate=validate.Length(min=50, error="give 50 characters or more"))
    DEBUG = env.bool("DEBUG", False)
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", validate=validate.Length(min=1, error="name a host"))
    CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])
    LANGUAGE_CODE = env.str("LANGUAGE_CODE", "zh-hans", validate=validate.OneOf(["zh-hans", "en"]))
    TIME_ZONE = env.str(
        "TIME_ZONE", "Asia/Shanghai", validate=validate.OneOf(available_timezones(), error="no such time zone")
    )
    # Only `make run` sets it: plain http on the loopback address, so cookies can't be Secure.
    PLAIN_HTTP_ON_LOOPBACK = env.bool("PLAIN_HTTP_ON_LOOPBACK", False)
    DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
    if not DATABASES["default"]["ENGINE"].endswith(".postgresql"):
        raise EnvError('Environment variable "DATABASE_URL" invalid: only PostgreSQL will do')
    REDIS_URL = env.str("REDIS_URL", validate=validate.Regexp(r"(redis|rediss|unix)://", error="give redis://…"))
    MEDIA_ROOT = env.path("MEDIA_ROOT", BASE_DIR / "var" / "media")
    EMAIL = env.dj_email_url("EMAIL_URL", "console:")
    if "EMAIL_BACKEND" not in EMAIL:
        raise EnvError('Environment variable "EMAIL_URL" invalid: no such way to send')
    SITE_URL = env.str(
        "SITE_URL", "", validate=validate.Regexp(SITE, error="give an address such as https://portal.example")
    ).rstrip("/") or links.site_of(ALLOWED_HOSTS, env.int("PORT", 8000))
    EMAIL_FROM = (
        env.str("EMAIL_FROM", "", validate=validate.Regexp(r"(\S+@\S+)?\Z", error="give an e-mail address"))
        or f"safetymonth@{links.mail_domain(SITE_URL)}"
    )
    SMS_URL = env.str("SMS_URL", "", validate=validate.Regexp(r"(file:/\S+)?\Z", error="give file:/folder"))
    SENTRY_DSN = env.str("SENTRY_DSN", "")
    CONTACT_KEY = env.str("CONTACT_KEY", "", validate=KEYS_TO_SEAL)
    S3_BUCKET = env.str("S3_BUCKET", "")
    S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", "")
    S3_ACCESS_KEY = env.str("S3_ACCESS_KEY", "")
    S3_SECRET_KEY = env.str("S3_SECRET_KEY", "")
    TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0, validate=validate.Range(min=0))
except EnvError as error:
    sys.exit(gettext("The portal can't start: {error} (see the README's table of variables).").format(error=error))

SECURE = not (DEBUG or PLAIN_HTTP_ON_LOOPBACK)

# What a page asks is answered before PostgreSQL has started processes to help with it: they are for seconds of work.
CONNECTION = {"connect_timeout": 3, "options": "-c parallel_setup_cost=100000"}
CONNECTION |= DATABASES["default"].get("OPTIONS", {})
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "OPTIONS": CONNECTION}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "safetymonth",
    "reports",
    "activities",
    "inspections",
    "campaigns",
    "notifications",
    "accounts",
    "units",
    "core",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "pghistory",
    "pgtrigger",
    "axes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "csp.middleware.CSPMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "core.middleware.RefuseNulMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.PersonMiddleware",
    "accounts.middleware.IdleMiddleware",
    "accounts.middleware.PostMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "campaigns.middleware.CampaignAddressMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.HistoryMiddleware",
    "core.middleware.NoStoreMiddleware",
    "core.middleware.DomainErrorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "safetymonth.urls"
WSGI_APPLICATION = "safetymonth.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "core.templatetags.portal", "core.templatetags.once"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "campaigns.context.campaign",
                "notifications.context.inbox",
                "safetymonth.operations.context.operations",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
FORM_RENDERER = "core.form_renderer.FormRenderer"

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
AXES_VERBOSE = False
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_CALLABLE = "accounts.views.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "core.visitors.address_of"
PGHISTORY_APPEND_ONLY = True

# Sessions live in PostgreSQL: an emptied Redis signs nobody out.
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
# Gone with the browser: whoever reports a hazard keeps nothing of it on the telephone.
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Language, time
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = "core.formats"

# Files
STATIC_URL, MEDIA_URL = "/static/", "/media/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "core.storage.DurableStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if S3_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": S3_ENDPOINT_URL or None,
            "access_key": S3_ACCESS_KEY or None,
            "secret_key": S3_SECRET_KEY or None,
        },
    }
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = [
    "core.uploads.SizeLimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Mail
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = EMAIL.get("EMAIL_HOST"), EMAIL.get("EMAIL_PORT")
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.get("EMAIL_HOST_USER"), EMAIL.get("EMAIL_HOST_PASSWORD")
EMAIL_TIMEOUT, DEFAULT_FROM_EMAIL, SERVER_EMAIL = 10, EMAIL_FROM, EMAIL_FROM
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_TLS", False), EMAIL.get("EMAIL_USE_SSL", False)

# Background work: Celery carries "look now", every fact is in PostgreSQL.
CACHES = {"default": {"BACKEND": "core.cache.SafeRedisCache", "LOCATION": REDIS_URL}}
# Celery has other words for a socket and its database, and takes database 0 where it doesn't understand.
CELERY_BROKER_URL = REDIS_URL
if REDIS_URL.startswith("unix://"):
    CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "filters": {"traceless": {"()": "core.logs.SilentOnTraceless"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["traceless"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}

if SENTRY_DSN:
    logs.send_errors_to(SENTRY_DSN)

# The lists that the office edits, by the key in the address of their page, in the order of the overview.
TAXONOMIES = {
    "plan-item-kinds": "campaigns.PlanItemKind",
    "activity-kinds": "campaigns.ActivityKind",
    "indicators": "campaigns.Indicator",
    "linkages": "campaigns.Linkage",
    "entries": "campaigns.Entry",
    "entry-sets": "campaigns.EntrySet",
    "unit-kinds": "units.UnitKind",
    "industries": "units.Industry",
    "hazard-categories": "inspections.HazardCategory",
    "hazard-sources": "inspections.HazardSource",
    "media-tiers": "inspections.MediaTier",
}

# Origins such as "http://127.0.0.1:8123" that calls out may reach beside the public hosts of core/outbound.py.
# Only settings of tests fill it.
OUTBOUND_TRUSTED: list[str] = []

# How long whoever claimed a message may take; after that it counts as in the hands of a process that died.
MESSAGE_LEASE = timedelta(minutes=10)

# What the apps declare as due, in the order of the page of rules.
DUTY_SOURCES = [
    "campaigns.selectors.duties.SOURCES",
    "activities.selectors.duties.SOURCES",
    "inspections.selectors.duties.SOURCES",
    "notifications.selectors.vacancies.SOURCES",
]

# Kinds of record with totals beside them (core.totals).
TOTALS = ["activities.models.totals.ACTIVITIES", "campaigns.models.totals.SHARES", "inspections.models.totals.HAZARDS"]

# What leaders write instructions on (campaigns/instructed.py).
INSTRUCTION_SUBJECTS = [f"{app}.selectors.instructed.SUBJECTS" for app in ("campaigns", "activities", "inspections")]
