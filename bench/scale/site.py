"""A gunicorn of two workers with four threads, as the README starts it, asked over one connection."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 120
TICK = 1e9


class Site:
    def __init__(self, settings: str, cookie: str = "") -> None:
        self.port, self.cookie = _free_port(), cookie
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()", "--bind"]
            + [f"127.0.0.1:{self.port}", "--workers", "2", "--worker-class", "gthread", "--threads", "4"]
            + ["--keep-alive", "600", "--timeout", "600", "--log-level", "error", "--no-control-socket"],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": settings},
        )
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("The server of the benchmark doesn't answer.")

    def ask(self, address: str) -> bytes:
        """What a signed-in person gets; anything but a page is an error of the benchmark."""
        status, body = self.answer(address)
        if status != http.client.OK:
            raise RuntimeError(f"{address} answered {status}")
        return body

    def answer(self, address: str) -> tuple[int, bytes]:
        headers = {"Cookie": f"session={self.cookie}"} if self.cookie else {}
        self.connection.request("GET", address, headers=headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    @property
    def workers(self) -> list[int]:
        return children(self.process.pid)

    def stop(self) -> None:
        self.connection.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


@contextmanager
def site(settings: str, cookie: str = "") -> Iterator[Site]:
    running = Site(settings, cookie)
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def seconds_on_cpu(pids: list[int]) -> float:
    """Of all threads, to the nanosecond: /proc/…/stat counts in hundredths, which is a page."""
    found = 0.0
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            found += int(thread.read_text().split()[0]) / TICK
    return found


def resident_megabytes(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
