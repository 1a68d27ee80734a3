"""The portal as a set of real processes, each of which a run may kill: PostgreSQL, Redis, web, worker, beat."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg2

from safetymonth import settings_test
from safetymonth.quickstart import processes
from safetymonth.quickstart.servers import Postgres, Redis
from tests import prepared
from tests.receivers import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
CELERY = ["celery", "-A", "safetymonth.celery", "--quiet"]
# As the quickstart starts them.
PROGRAMS = {
    "worker": [*CELERY, "worker", "-c", "1", "-l", "info", "--without-gossip", "--without-mingle"],
    "beat": [*CELERY, "beat", "-S", "celery.beat:Scheduler", "--pidfile=", "-l", "info"],
    "web": ["gunicorn", "safetymonth.wsgi", "--workers", "2", "--worker-class", "gthread", "--threads", "4"]
    + ["--timeout", "30", "--preload", "--no-control-socket", "--log-level", "warning"],
}


class Portal:
    """In a folder of its own. `env` adds to what its processes are told."""

    def __init__(self, name, **env):
        self.folder = settings_test.RUN_FOLDER / name
        self.folder.mkdir(mode=0o755)
        (self.folder / "log").mkdir()
        self.postgres = Postgres(self.folder, self.folder / "s")
        self.redis = Redis(self.folder, self.folder / "s", throwaway=True)
        prepared.prepare(self.postgres)
        self.redis.prepare()
        self.port = free_port()
        self.env = env_of(self.postgres.url, self.redis.url, self.folder) | env
        self.running = {}

    def serve(self):
        for server in (self.postgres, self.redis):
            self.begin_server(server)
        return self

    def begin_server(self, server):
        self.running[server.name] = server.start()
        server.wait(self.running[server.name])

    def begin(self, *names):
        """Programs by name, "worker-2" being a second worker."""
        for name in names:
            arguments = list(PROGRAMS[name.partition("-")[0]])
            arguments += ["--bind", f"127.0.0.1:{self.port}"] if name == "web" else []
            arguments += ["-n", f"{name}@faults"] if name.startswith("worker") else []
            self.running[name] = processes.spawn(
                [sys.executable, "-m", *arguments],
                env=self.env,
                log=self.folder / "log" / f"{name}.log",
                dies_by=signal.SIGTERM,
                cwd=ROOT,
            )

    def kill(self, *names):
        """Each with all its children, by signal 9."""
        for name in names:
            child = self.running.pop(name)
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()

    def run(self, *arguments, **env):
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.env | env,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sql(self, statement, *values):
        with contextlib.closing(
            psycopg2.connect(host=str(self.postgres.sockets), user="safetymonth", dbname="safetymonth")
        ) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []

    def count(self, table, where="true"):
        return self.sql(f"SELECT count(*) FROM {table} WHERE {where}")[0][0]

    def forget(self):
        """As if today had not been told yet."""
        tables = ("notification", "reminder", "delivery", "reminderday")
        self.sql("TRUNCATE {} CASCADE".format(", ".join(f"notifications_{name}" for name in tables)))

    def answer(self, path="/healthz", timeout=10):
        """Status and headers; None when nobody answered."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=timeout) as answer:
                return answer.status, answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.headers
        except OSError:
            return None, {}

    def end(self):
        order = [name for name in self.running if name not in ("postgres", "redis")] + ["redis", "postgres"]
        for name in order:
            if name in self.running:
                self.kill(name)
        shutil.rmtree(self.folder, ignore_errors=True)


def env_of(database, redis, folder):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "LANG": "C.UTF-8",
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "SECRET_KEY": "for-tests-only-" + "0" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "MEDIA_ROOT": str(folder / "media"),
        "PLAIN_HTTP_ON_LOOPBACK": "1",
        "SITE_URL": "http://portal.example",
        "FAULTS_LEASE": "10",
    }


def wait_for(is_true, seconds, what=""):
    """How long it took."""
    began = time.monotonic()
    while not is_true():
        assert time.monotonic() - began < seconds, f"not within {seconds} s: {what}"
        time.sleep(0.02)
    return time.monotonic() - began
