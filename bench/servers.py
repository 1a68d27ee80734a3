"""Throwaway servers and one database at a time."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from safetymonth import settings_test
from tests import prepared


@contextmanager
def servers(*, durable: bool = False) -> Iterator[None]:
    """`durable`: whoever writes waits for the disk, as where somebody relies on it."""
    postgres = settings_test.Postgres(settings_test.RUN_FOLDER, settings_test.SOCKETS, throwaway=not durable)
    settings_test.RUN_FOLDER.mkdir(mode=0o755, exist_ok=True)
    prepared.prepare(postgres)
    settings_test.REDIS.prepare()
    running = []
    try:
        for server in (postgres, settings_test.REDIS):
            child = server.start()
            running.append((server, child))
            server.wait(child)
        yield
    finally:
        connection.close()
        for server, child in running:
            child.send_signal(server.stops_by)
        for _server, child in running:
            child.wait(20)
        shutil.rmtree(settings_test.RUN_FOLDER, ignore_errors=True)


@contextmanager
def database() -> Iterator[None]:
    """Fresh, with all migrations applied; gone afterwards."""
    _administer('CREATE DATABASE "bench" TEMPLATE "safetymonth"')
    try:
        yield
    finally:
        connection.close()
        _administer('DROP DATABASE "bench" WITH (FORCE)')


def _administer(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
