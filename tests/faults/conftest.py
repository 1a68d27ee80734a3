"""A second checkout, started and killed for real."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from safetymonth import settings_test
from safetymonth.quickstart import processes
from safetymonth.quickstart.servers import Postgres
from tests import prepared
from tests.faults.measuring import Table
from tests.faults.portal import Portal, env_of
from tests.receivers import mail_listening

ROOT = Path(__file__).resolve().parent.parent.parent
# Compiled modules come along: each of its processes would compile them all while another still does.
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", ".*_cache", "docs", "tests")


class Checkout:
    """A copy of this tree with its own var/, run by this environment's Python."""

    def __init__(self, folder: Path):
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT, symlinks=True)
        (folder / ".venv").symlink_to((ROOT / ".venv").resolve())
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.supervisor = None

    @property
    def env(self):
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {**kept, "LANG": "C.UTF-8", "PORT": str(self.port)}

    def call(self, *arguments, **env):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**self.env, **env},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def serve(self, **env):
        """A start that is expected to end by itself."""
        return self.call("-m", "safetymonth.quickstart", "serve", **env)

    def start(self):
        output = (self.folder / "output").open("w")
        self.supervisor = subprocess.Popen(
            [sys.executable, "-m", "safetymonth.quickstart", "serve"],
            cwd=self.folder,
            env=self.env,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        output.close()
        self.wait_for(lambda: "Ctrl-C" in self.said())
        return self

    def said(self):
        assert self.supervisor.poll() is None, (self.folder / "output").read_text()
        return (self.folder / "output").read_text()

    def wait_for(self, true, seconds=60):
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, (self.folder / "output").read_text()
            time.sleep(0.05)

    def answer(self, path="/readyz"):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status
        except OSError as error:
            return getattr(error, "code", None)

    def pids(self):
        """Everything of this checkout but the supervisor."""
        return {
            *processes.find(processes.marked(self.folder)),
            *processes.find(processes.works_in(self.folder / "var" / "postgres")),
            *processes.find(processes.says(f"unixsocket:{self.sockets}")),
        }

    def server_pids(self):
        """PostgreSQL's first process and Redis."""
        postmaster = int((self.folder / "var/postgres/postmaster.pid").read_text().split()[0])
        (redis,) = processes.find(processes.says(f"unixsocket:{self.sockets}"))
        return postmaster, redis

    @property
    def sockets(self):
        code = "from safetymonth.quickstart import place; print(place.SOCKETS)"
        return Path(self.call("-c", code).stdout.strip())

    def sql(self, statement):
        connection = psycopg2.connect(host=str(self.sockets), user="safetymonth", dbname="safetymonth")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
        connection.close()
        return rows

    def kill(self, *, everything=False):
        pids = self.pids()
        self.supervisor.kill()
        self.supervisor.wait()
        if everything:
            processes.end(pids, (signal.SIGKILL, 10))
        return pids

    def stop(self):
        if self.supervisor is not None and self.supervisor.poll() is None:
            self.supervisor.terminate()
            return self.supervisor.wait(60)
        return None

    def remove(self):
        self.stop()
        processes.end(self.pids(), (signal.SIGKILL, 10))
        shutil.rmtree(self.sockets, ignore_errors=True)
        # The next module of tests makes one of the same name.
        shutil.rmtree(self.folder)


def new_checkout(name):
    # Not in pytest's own folder: it is closed to the unprivileged user that runs PostgreSQL for root.
    checkout = Checkout(settings_test.RUN_FOLDER / name)
    # With its tables, as after an earlier start: no migration and no demo county to wait for.
    (checkout.folder / "var").mkdir()
    prepared.prepare(Postgres(checkout.folder / "var", checkout.sockets))
    return checkout


@pytest.fixture(scope="module")
def checkout(worker_id):
    checkout = new_checkout(f"portal-{worker_id}")
    yield checkout
    checkout.remove()


@pytest.fixture(scope="module")
def other_checkout(worker_id):
    checkout = new_checkout(f"other-{worker_id}")
    yield checkout
    checkout.remove()


@pytest.fixture
def running(checkout):
    if checkout.supervisor is None or checkout.supervisor.poll() is not None:
        checkout.start()
    return checkout


@pytest.fixture(scope="session")
def table():
    """Of the numbers that a session of fault runs found."""
    table = Table()
    yield table
    table.print()


@pytest.fixture(scope="module")
def post_office():
    """A mail server for the portal's processes."""
    with mail_listening() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def portal(request, worker_id, post_office):
    """Of so many UNITS as the module says, each of which owes one thing today; nothing runs yet but the two servers."""
    sizes = [str(getattr(request.module, size, 0)) for size in ("UNITS", "ACTIVITIES")]
    name = request.module.__name__.rpartition(".")[2]
    portal = Portal(f"{name}-{worker_id}", EMAIL_URL=post_office.url)
    try:
        portal.serve().run("-m", "tests.faults.seeding", *sizes)
        yield portal
    finally:
        portal.end()


@pytest.fixture
def env_of_tests():
    """For processes that work on the database of the test."""
    database = f"{settings_test.POSTGRES.url.rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    return env_of(database, settings_test.REDIS.url, settings_test.RUN_FOLDER)
