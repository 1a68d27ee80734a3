import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


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


def test_readyz_is_fine_with_all_parts(client, db):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"status": "ok", "reasons": {}})


def test_readyz_names_the_missing_database(client, no_database):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "reasons": {"database": "PostgreSQL does not answer."}}


def test_readyz_names_the_missing_broker(client, db, no_redis):
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
