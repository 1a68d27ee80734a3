"""A gunicorn of two workers with four threads, as the README starts it, asked over one connection."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 120
TICK = 1e9


class Site:
    def __init__(self, settings: str, cookie: str = "") -> None:
        """It listens at once; whoever asks before gunicorn has started is answered when it has."""
        self.cookie = cookie
        with socket.create_server(("127.0.0.1", 0)) as door:
            # As gunicorn does where it opens the door itself: else each page waits for the client's receipt of its head.
            door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connection = http.client.HTTPConnection(*door.getsockname(), timeout=PATIENCE)
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "safetymonth.wsgi", "--bind"]
                + [f"fd://{door.fileno()}", "--workers", "2", "--worker-class", "gthread", "--threads", "4"]
                + ["--keep-alive", "600", "--timeout", "600", "--log-level", "error", "--no-control-socket"],
                env=os.environ | {"DJANGO_SETTINGS_MODULE": settings},
                pass_fds=[door.fileno()],
            )

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
        yield running
    finally:
        running.stop()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def seconds_on_cpu(pids: list[int]) -> float:
    """Of all threads, to the nanosecond: /proc/…/stat counts in hundredths, which is a page."""
    found = 0.0
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            found += int(thread.read_text().split()[0]) / TICK
    return found


def resident_megabytes(pid: int | str, what: str = "VmRSS") -> float:
    """Now, or (VmHWM) at most since the program began; what wait4 tells holds the memory of whoever started it too."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(what))
    return int(line.split()[1]) / 1024
