"""How many e-mails a minute a worker sends, beside a bare loop that hands the same bytes to the same receiver."""

import json
import os
import smtplib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import time as clock_time
from datetime import timedelta
from email import message_from_string
from pathlib import Path
from typing import Self

from django.utils import timezone

from bench.owing import owing_county
from bench.running import morning
from notifications.models import Delivery, SendingHours
from notifications.services.reminding import remind

UNITS, LINES = 3_000, 3
# A real mail server writes a message to its disk before it says that it has it.
THINKING_SECONDS = 0.01
# Of a round, by each worker; and of a round with a receiver that thinks.
MAILS, FEWER_MAILS = 500, 250


@dataclass
class Way:
    """One way to send: seconds, and seconds of processor of its own process, for one mail in each round."""

    seconds: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    def note(self, mails: int, seconds: float, own: float) -> None:
        self.seconds.append(seconds / mails)
        self.own.append(own / mails)

    @property
    def a_minute(self) -> float:
        return 60 / statistics.median(self.seconds)


def measure(rounds: int) -> None:
    day = owing_county(units=UNITS, lines=LINES)
    remind(morning(day))
    # Whenever it is measured, nothing waits for the morning.
    SendingHours.objects.update(daily_at=clock_time(0), quiet_until=clock_time(0), quiet_from=clock_time.max)
    for after, mails in ((0, MAILS), (THINKING_SECONDS, FEWER_MAILS)):
        show(after, in_turn(rounds, after, mails))


def show(after: float, ways: dict[str, Way]) -> None:
    print(f"receiver thinks {1000 * after:.0f} ms; load {os.getloadavg()[0]:.1f}")
    for name, way in ways.items():
        print(
            f"    {name:14}{way.a_minute:10,.0f} a minute{1000 * statistics.median(way.own):8.2f} ms of processor a mail"
            f"{way.a_minute / ways['bare loop'].a_minute:8.2f} of the bare loop",
            flush=True,
        )


def in_turn(rounds: int, after: float, mails: int) -> dict[str, Way]:
    """Each round sends so many mails by each way, so that a busy minute of the machine meets all of them."""
    ways = {name: Way() for name in ("bare loop", "one worker", "two workers")}
    letters = letters_of(mails)
    with receiver(after) as port, Worker(port) as one, Worker(port) as other:
        for _round in range(rounds):
            ways["bare loop"].note(mails, *bare_loop(port, letters))
            put_out(mails)
            ways["one worker"].note(mails, *together(mails, one))
            put_out(2 * mails)
            ways["two workers"].note(2 * mails, *together(2 * mails, one, other))
    return ways


def letters_of(mails: int) -> list[str]:
    """What a worker sends, byte for byte."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "mails"
        with receiver(0, kept) as port, Worker(port) as worker:
            put_out(mails)
            together(mails, worker)
        return [json.loads(line) for line in kept.read_text().splitlines()]


def put_out(mails: int) -> None:
    """So many of the day's e-mails are due now, as they were before they were sent; the rest is not."""
    rows = Delivery.objects.filter(channel=Delivery.Channel.EMAIL)
    later = timezone.now() + timedelta(days=1)
    rows.update(state=Delivery.State.QUEUED, sent_at=None, attempts=0, next_at=later)
    first = rows.order_by("pk").values("pk")[:mails]
    rows.filter(pk__in=first).update(next_at=timezone.now())


def bare_loop(port: int, letters: list[str]) -> tuple[float, float]:
    """Seconds and seconds of processor for all of them."""
    ready = [(str(message_from_string(letter)["To"]), letter.encode()) for letter in letters]
    started, own = time.perf_counter(), time.process_time()
    with smtplib.SMTP("127.0.0.1", port) as line:
        for to, letter in ready:
            line.sendmail("safetymonth@county.example", [to], letter)
    return time.perf_counter() - started, time.process_time() - own


class Worker:
    """A process that sweeps when it is told to (`bench.worker`), as one of Celery's does."""

    def __init__(self, port: int) -> None:
        command = [sys.executable, "-m", "bench.worker", str(port)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        self.heard()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.process.communicate()

    def tell(self) -> None:
        self.process.stdin.write("sweep\n")
        self.process.stdin.flush()

    def heard(self) -> dict:
        return json.loads(self.process.stdout.readline())


def together(mails: int, *workers: Worker) -> tuple[float, float]:
    """Seconds until the last of them is done, and their seconds of processor."""
    started = time.perf_counter()
    for worker in workers:
        worker.tell()
    heard = [worker.heard() for worker in workers]
    seconds = time.perf_counter() - started
    if (sent := sum(one["sent"] for one in heard)) != mails:
        raise RuntimeError(f"{sent} of {mails} were sent")
    return seconds, sum(one["own"] for one in heard)


@contextmanager
def receiver(after: float, keep: Path | None = None) -> Iterator[int]:
    command = [sys.executable, "-m", "bench.receiver", "--after", str(after), *(["--keep", str(keep)] if keep else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()
