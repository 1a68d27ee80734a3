"""The run of a day: planning alone, then telling everybody, with what each takes of this process and PostgreSQL."""

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path

from django.db import connection
from django.utils import timezone

from bench.owing import owing_county
from notifications.selectors.planning import plan_of
from notifications.services.reminding import remind

DUTIES = 4


def measure(units: int) -> None:
    day = owing_county(units=units, lines=DUTIES)
    print(f"{units:,} units, {DUTIES} duties each; load {os.getloadavg()[0]:.1f}")
    with counted("planning"):
        plan = plan_of(day)
    print(f"    {len(plan.by_person):,} people, {plan.lines:,} lines")
    del plan
    with counted("whole run"):
        remind(morning(day))
    with counted("planning, all told"):
        plan_of(day)


def morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time_of_day(9)))


@contextmanager
def counted(name: str) -> Iterator[None]:
    """Seconds, seconds of processor, queries, and by how much the process grew at most."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    queries = [0]

    def note(execute, sql, params, many, context):
        queries[0] += 1
        return execute(sql, params, many, context)

    grown, asked, started, own = peak_megabytes(), seconds_of(backend), time.perf_counter(), time.process_time()
    with connection.execute_wrapper(note):
        yield
    print(
        f"    {name:22}{time.perf_counter() - started:8.1f} s{time.process_time() - own:8.1f} s of processor"
        f"{seconds_of(backend) - asked:8.1f} s of PostgreSQL{queries[0]:8} queries"
        f"{peak_megabytes() - grown:8.0f} MB more",
        flush=True,
    )


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds_of(pid: int) -> float:
    """Of processor time, by a process that isn't ours."""
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
