"""Throwaway servers and one database at a time."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from safetymonth import settings_test
from tests import prepared


@contextmanager
def servers() -> Iterator[None]:
    settings_test.RUN_FOLDER.mkdir(mode=0o755, exist_ok=True)
    prepared.prepare(settings_test.POSTGRES)
    settings_test.REDIS.prepare()
    running = []
    try:
        for server in (settings_test.POSTGRES, settings_test.REDIS):
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
