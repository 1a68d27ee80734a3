"""A missing or odd variable stops the start with a sentence."""

import subprocess
import sys

import pytest
from django.conf import settings

from safetymonth.settings_test import REDIS

WHOLE = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgres://portal@db.example/portal",
    "REDIS_URL": "redis://cache.example/0",
}


def load(said="s.SECURE, s.DEBUG, s.SESSION_COOKIE_NAME", **variables):
    """Settings of a fresh process with just these variables."""
    return run(f"from safetymonth import settings as s; print({said})", **variables)


def run(program, **variables):
    env = {name: value for name, value in (WHOLE | variables).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", program], env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("SECRET_KEY", None, '"SECRET_KEY" not set'),
        ("ALLOWED_HOSTS", None, '"ALLOWED_HOSTS" not set'),
        ("DATABASE_URL", None, '"DATABASE_URL" not set'),
        ("REDIS_URL", None, '"REDIS_URL" not set'),
        ("SECRET_KEY", "short", "\"SECRET_KEY\" invalid: ['give 50 characters or more']"),
        ("DATABASE_URL", "mysql://a@b/c", '"DATABASE_URL" invalid: only PostgreSQL will do'),
        ("REDIS_URL", "cache.example", "\"REDIS_URL\" invalid: ['give redis://…']"),
        ("EMAIL_URL", "pigeon", '"EMAIL_URL" invalid: no such way to send'),
        ("SITE_URL", "portal.example", "\"SITE_URL\" invalid: ['give an address such as https://portal.example']"),
        ("SITE_URL", "https://a.b/c", "\"SITE_URL\" invalid: ['give an address such as https://portal.example']"),
        ("EMAIL_FROM", "office", "\"EMAIL_FROM\" invalid: ['give an e-mail address']"),
        ("EMAIL_FROM", "a@b\nc: d", "\"EMAIL_FROM\" invalid: ['give an e-mail address']"),
        ("SMS_URL", "https://sms.example", "\"SMS_URL\" invalid: ['give file:/folder']"),
        ("TIME_ZONE", "Mars/Base", "\"TIME_ZONE\" invalid: ['no such time zone']"),
        ("LANGUAGE_CODE", "fr", "\"LANGUAGE_CODE\" invalid: ['Must be one of: zh-hans, en.']"),
        ("CONTACT_KEY", "short", "\"CONTACT_KEY\" invalid: ['give keys of 44 characters, separated by commas']"),
        (
            "CONTACT_KEY",
            f"{'a' * 43}=;",
            "\"CONTACT_KEY\" invalid: ['give keys of 44 characters, separated by commas']",
        ),
        ("DEBUG", "perhaps", '"DEBUG" invalid: Not a valid boolean.'),
    ],
)
def test_odd_variable_stops_the_start_with_a_sentence(name, value, reason):
    loaded = load(**{name: value})

    assert loaded.returncode == 1
    assert loaded.stderr == (
        f"The portal can't start: Environment variable {reason} (see the README's table of variables).\n"
    )


def test_settings_are_safe_when_nothing_else_is_said():
    assert load().stdout == "True False __Host-session\n"


def test_contact_keys_are_separated_by_commas():
    keys = f"{'b' * 43}=, {'a' * 43}="

    assert load("s.CONTACT_KEY", CONTACT_KEY=keys).stdout == f"{keys}\n"


def test_without_a_contact_key_the_portal_starts():
    assert load("s.CONTACT_KEY", CONTACT_KEY="").stdout == "\n"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "https://portal.example safetymonth@portal.example"),
        ({"SITE_URL": "https://a.example/"}, "https://a.example safetymonth@a.example"),
        ({"ALLOWED_HOSTS": "127.0.0.1,localhost"}, "http://127.0.0.1:8000 safetymonth@localhost"),
        ({"ALLOWED_HOSTS": "localhost", "PORT": "8123"}, "http://127.0.0.1:8123 safetymonth@localhost"),
        ({"EMAIL_FROM": "office@county.example"}, "https://portal.example office@county.example"),
    ],
)
def test_links_and_sender_follow_from_the_hosts_unless_said(variables, expected):
    assert load("s.SITE_URL, s.EMAIL_FROM", **variables).stdout == f"{expected}\n"


def test_messages_and_cache_are_in_the_same_database_of_redis():
    said = "Connection(s.CELERY_BROKER_URL).default_channel.client.connection_pool.connection_kwargs['db']"
    program = f"from kombu import Connection; from safetymonth import settings as s; print({said})"

    assert run(program, REDIS_URL=f"{REDIS.url}?db=7").stdout == "7\n"
