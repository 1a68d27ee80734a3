"""Eight writers on one unit and day: records a second with the triggers of totals, and without them, by pgbench."""

import re
import statistics
import subprocess
import tempfile
from pathlib import Path

from django.db import connection

from activities.models import Activity
from bench.scale.tail import LOG
from core.totals.keeping import fold
from core.totals.kinds import kinds
from safetymonth.quickstart.servers import postgres_folder

WRITERS, SECONDS = 8, 4
TRIGGER = "ALTER TABLE activities_activity {} TRIGGER count_insert"


def measure(rounds: int) -> None:
    """Both in every round, each first in half of them; folded behind each, since a worker would."""
    like = Activity.objects.filter(state="approved").order_by("pk").values_list("pk", flat=True)[0]
    found: dict[str, list[float]] = {"DISABLE": [], "ENABLE": []}
    for turn in range(rounds):
        for how in sorted(found, reverse=bool(turn % 2)):
            with connection.cursor() as cursor:
                cursor.execute(TRIGGER.format(how))
            found[how].append(_written_a_second(LOG % like))
            for kind in kinds():
                fold(kind)
    ratio = statistics.median(one / other for one, other in zip(found["ENABLE"], found["DISABLE"], strict=True))
    print(
        f"    {WRITERS} writers, one unit and day: {statistics.median(found['DISABLE']):,.0f} a second without totals, "
        f"{statistics.median(found['ENABLE']):,.0f} with them, ratio {ratio:.2f}",
        flush=True,
    )


def _written_a_second(statement: str) -> float:
    facts = connection.settings_dict
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        Path(script.name).write_text(f"{statement};\n")
        command = [postgres_folder() / "pgbench", "-n", "-M", "prepared", "-c", str(WRITERS), "-j", "2"]
        command += ["-T", str(SECONDS), "-f", script.name, "-h", facts["HOST"], "-U", facts["USER"], facts["NAME"]]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])
