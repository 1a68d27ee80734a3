"""A cluster with all migrations applied, kept under var/ for the next session: applying them takes ten seconds."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from safetymonth import settings_test

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "test-clusters"
# Branches come and go; each keeps its own cluster for a while.
AT_MOST = 3


def fingerprint():
    """Whatever decides what the tables look like and hold at first."""
    found = hashlib.sha256()
    first_lists = sorted(ROOT.glob("*/data/*.yaml"))
    for path in (
        ROOT / "requirements.txt",
        ROOT / "core" / "schema.py",
        *sorted(ROOT.glob("*/migrations/*.py")),
        # What migrations install.
        *sorted(ROOT.glob("core/totals/*.py")),
        *sorted(ROOT.glob("*/models/totals.py")),
        *first_lists,
    ):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def prepare(postgres):
    """Put a copy of the kept cluster where the session's server expects its data."""
    kept = KEPT / fingerprint()
    if not kept.exists():
        make(kept)
    kept.touch()
    postgres.make_folders()
    copy(kept / postgres.name, postgres.data)


def make(kept):
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="safetymonth-test-", dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        postgres = settings_test.Postgres(Path(folder), Path(folder) / "s", throwaway=True)
        postgres.prepare()
        child = postgres.start()
        try:
            postgres.wait(child)
            postgres.make_ready()
            migrate(postgres)
        finally:
            child.send_signal(postgres.stops_by)
            child.wait(20)
        building = Path(tempfile.mkdtemp(dir=KEPT))
        copy(postgres.data, building / postgres.name)
    shutil.rmtree(kept, ignore_errors=True)
    building.rename(kept)
    for old in sorted(KEPT.iterdir(), key=lambda path: path.stat().st_mtime)[:-AT_MOST]:
        shutil.rmtree(old, ignore_errors=True)


def migrate(postgres):
    env = os.environ | {"DATABASE_URL": postgres.url, "DJANGO_SETTINGS_MODULE": "safetymonth.settings"}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "-v", "0"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def copy(source, target):
    """With owners and modes, which shutil leaves out: the server runs as its owner only."""
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)
