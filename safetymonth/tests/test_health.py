from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.tests.factories import UserFactory
from core import operations
from core.models import Heartbeat, TaskFailure


@pytest.fixture
def at_work(db):
    """Background work has just shown that it runs: the process of the tests may be old."""
    for name in Heartbeat.Name:
        operations.beat(name)


@pytest.fixture
def no_database(django_db_blocker):
    """The portal's address of PostgreSQL leads nowhere."""
    host, connection.settings_dict["HOST"] = connection.settings_dict["HOST"], "/nonexistent"
    with django_db_blocker.unblock():
        connection.close()
        yield
    connection.settings_dict["HOST"] = host


@pytest.fixture
def no_redis(settings):
    settings.REDIS_URL = "unix:///nonexistent/redis.sock"


def test_healthz_answers_without_database(client, no_database):
    assert (client.get("/healthz").status_code, client.get("/healthz").content) == (200, b"ok\n")


def test_readyz_is_fine_with_all_parts(client, at_work):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"status": "ok", "reasons": {}})


def test_readyz_names_the_missing_database(client, no_database):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "reasons": {"database": "PostgreSQL does not answer."}}


def test_readyz_names_the_missing_broker(client, at_work, no_redis):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "reasons": {"broker": "Redis does not answer."}}


def test_readyz_counts_migrations_not_applied(client, db):
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["reasons"] == {"migrations": "1 migrations are not applied: run `python manage.py migrate`."}


@pytest.mark.parametrize(
    ("asked", "given"),
    [("zh-CN,zh;q=0.9", "zh-Hans"), ("en", "en")],
)
def test_page_without_database_is_a_kind_503_in_the_browsers_language(client, no_database, asked, given):
    client.raise_request_exception = False
    client.cookies["session"] = "a" * 32

    response = client.get("/admin/", headers={"Accept-Language": asked})

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert f'<html lang="{given}"' in response.content.decode()


def test_readyz_turns_red_when_beat_is_silent(client, db, monkeypatch):
    monkeypatch.setattr(apps.get_app_config("safetymonth"), "started_at", timezone.now() - timedelta(hours=1))
    Heartbeat.objects.create(name="beat", at=timezone.now() - timedelta(minutes=5, seconds=1))
    operations.beat("sweep")

    response = client.get("/readyz", headers={"Accept-Language": "zh-CN"})

    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable",
        "reasons": {"beat": "The last beat: 5 minutes ago. It should come every minute."},
    }


def test_readyz_turns_red_until_a_failed_task_is_seen(client, at_work):
    operations.record_failure("core.tasks.heartbeat", ValueError("no"))
    red = client.get("/readyz")
    operations.mark_seen(TaskFailure.objects.get(), by=UserFactory(role="admin"))

    assert (red.status_code, red.json()["reasons"]) == (
        503,
        {"tasks": "1 kind of failed task has not been looked at."},
    )
    assert client.get("/readyz").status_code == 200


def test_readyz_turns_red_when_the_disk_is_full(client, at_work, settings):
    settings.MEDIA_ROOT = "/proc"  # a file system without room

    assert client.get("/readyz").json()["reasons"].keys() == {"disk"}


def test_readyz_asks_the_database_little(client, at_work, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get("/readyz")
