"""What the portal stands on: its database, Redis, and which version of each is at work."""

import platform
import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.metadata import version

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from redis.backoff import NoBackoff
from redis.retry import Retry

SECONDS_TO_ANSWER = 1


@dataclass(frozen=True)
class Machine:
    database_size: int
    migrations_waiting: int
    redis_answers: bool
    versions: tuple[tuple[str, str], ...]


def look() -> Machine:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()), current_setting('server_version')")
        size, postgres = cursor.fetchone()
    redis_version = find_redis_version()
    return Machine(
        database_size=size,
        migrations_waiting=migrations_waiting(),
        redis_answers=bool(redis_version),
        versions=(*own_versions(), ("PostgreSQL", postgres), ("Redis", redis_version or "—")),
    )


def migrations_waiting() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def redis_answers() -> bool:
    with _redis() as client:
        try:
            client.ping()
        except (redis.RedisError, OSError):
            return False
    return True


def find_redis_version() -> str:
    with _redis() as client:
        try:
            return client.info("server")["redis_version"]
        except (redis.RedisError, OSError):
            return ""


@contextmanager
def _redis() -> Iterator[redis.Redis]:
    with closing(
        redis.Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS_TO_ANSWER, retry=Retry(NoBackoff(), 0))
    ) as client:
        yield client


def own_versions() -> Iterator[tuple[str, str]]:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]
    yield "Safety Month", project["version"]
    yield "Python", platform.python_version()
    for package in ("Django", "Celery"):
        yield package, version(package)
