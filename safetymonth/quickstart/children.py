"""One child each: how to start it, how to stop it, when to give it up."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import place, processes
from .servers import Server, tail
from .words import Trouble
from .words import gettext as _

RESTARTS, WITHIN_SECONDS = 5, 60
LARGEST_LOG = 10 * 1024 * 1024


@dataclass
class Child:
    name: str
    log: Path
    start: Callable[[], subprocess.Popen]
    stops_by: signal.Signals = signal.SIGTERM
    patience: float = 15
    ready: Callable[[subprocess.Popen], None] | None = None
    process: subprocess.Popen | None = None
    starts: list[float] = field(default_factory=list)

    def begin(self) -> None:
        self.starts = [at for at in self.starts if at > time.monotonic() - WITHIN_SECONDS] + [time.monotonic()]
        self.process = self.start()
        if self.ready:
            self.ready(self.process)

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def begin_again(self) -> None:
        """After a crash; a child that keeps crashing ends the whole with its last words."""
        if len(self.starts) >= RESTARTS:
            raise Trouble(
                _("{name} ended {times} times within a minute; its last words are in {log}:").format(
                    name=self.name, times=RESTARTS, log=self.log
                )
                + f"\n{tail(self.log)}"
            )
        self.begin()

    def ask_to_stop(self) -> None:
        if self.process is not None and not self.has_ended():
            self.process.send_signal(self.stops_by)

    def wait_for_stop(self) -> None:
        """Insists after the child's own patience."""
        if self.process is None:
            return
        for patience, number in ((self.patience, signal.SIGQUIT), (3, signal.SIGKILL), (5, signal.SIGKILL)):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
                return
            self.process.send_signal(number)


def program(name: str, env: dict[str, str], *arguments: str, patience: float = 15) -> Child:
    """A Python program of the portal: `python -m ARGUMENTS` in the checkout."""
    log = place.VAR / "log" / f"{name}.log"
    keep_short(log)

    def start() -> subprocess.Popen:
        command = [sys.executable, "-m", *arguments]
        return processes.spawn(command, env=env, log=log, dies_by=signal.SIGTERM, cwd=place.CHECKOUT)

    return Child(name, log, start, patience=patience)


def programs(env: dict[str, str], port: int, workers: int) -> list[Child]:
    web = ["gunicorn", "safetymonth.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    web += ["--worker-class", "gthread", "--threads", "4", "--timeout", "30", "--graceful-timeout", "10"]
    # Loaded once and forked: the first page comes sooner, and the workers share the memory.
    web += ["--preload", "--no-control-socket", "--log-level", "warning"]
    celery = ["celery", "-A", "safetymonth.celery", "--quiet"]
    worker = [*celery, "worker", "-c", "1", "-l", "info", "--without-gossip", "--without-mingle"]
    # The plain scheduler keeps no file that a kill could spoil; what is due, the sweeps read from the database.
    beat = [*celery, "beat", "-S", "celery.beat:Scheduler", "--pidfile=", "-l", "info"]
    return [
        program("web", env, *web),
        program("worker", env, *worker, patience=30),
        program("beat", env, *beat),
    ]


def server_child(server: Server) -> Child:
    keep_short(server.log)
    return Child(server.name, server.log, server.start, stops_by=server.stops_by, ready=server.wait)


def keep_short(log: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > LARGEST_LOG:
            os.replace(log, log.with_suffix(".old.log"))
