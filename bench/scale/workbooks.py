"""100,000 activities into the portal and out of it, each in a process of its own: seconds and megabytes."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from activities.models import Activity
from core.workbooks import Column, write_table
from units.models import Unit

ROWS = 100_000
HEADINGS = ("unit", "kind", "title", "starts", "place", "narrative", "drills", "participants", "materials", "staff")


def measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "activities.xlsx"
        with file.open("wb") as target:
            write_table(target, "Activities", [Column(name, name, name) for name in HEADINGS], _rows())
        print(f"    import of {ROWS:,} rows: {_child('in', str(file))}", flush=True)
    print(f"    export of {min(ROWS, Activity.objects.count()):,} rows: {_child('out', str(ROWS))}", flush=True)


def _rows():
    units = list(Unit.objects.filter(kind__code="department").values_list("name", flat=True)[:5_000])
    for place in range(ROWS):
        named = (units[place % len(units)], "drill", f"Drill {place}", "2026-06-10", f"Place {place % 977}")
        yield (*named, "What was done, in a few words.", 1, place % 200, f"{place % 90}+", place % 7)


def _child(way: str, argument: str) -> str:
    started = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "bench.scale.carrying", way, argument], stdout=subprocess.PIPE)
    megabytes = child.stdout.read().decode().split()[-1:]
    _pid, status, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - started
    if status:
        raise RuntimeError(f"The {way} child ended with {status}.")
    return f"{took:.1f} s ({used.ru_utime + used.ru_stime:.1f} of its processor), {megabytes[0]} MB at most"
