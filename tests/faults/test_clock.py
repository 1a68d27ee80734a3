"""F5: the clock jumps, and hosts stand in other zones."""

import json
import subprocess
import sys

import pytest

from tests.faults.clock import WALK
from tests.faults.portal import ROOT


@pytest.mark.fault
@pytest.mark.django_db
def test_days_begin_in_shanghai_and_each_stage_is_told_once_f5(env_of_tests, table):
    told = {}
    for zone in ("UTC", "America/New_York", "Asia/Shanghai"):
        command = [sys.executable, "-m", "tests.faults.clock"]
        done = subprocess.run(
            command, cwd=ROOT, env=env_of_tests | {"TZ": zone}, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        told[zone] = json.loads(done.stdout)

    expected = [expected for _moment, expected in WALK]
    wrong = sum(found != right for lines in told.values() for found, right in zip(lines, expected, strict=True))
    table.note("F5", f"{len(WALK)} moments in {len(told)} zones: told otherwise than by hand", wrong, 0)
    table.note("F5", "zones equal", len({json.dumps(lines) for lines in told.values()}) == 1, True)
    assert told == dict.fromkeys(told, expected)
