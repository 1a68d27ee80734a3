"""Starts that can't work say in one sentence what to do."""

import os
import re
import shutil
import subprocess

import pytest

from safetymonth import settings_test
from safetymonth.quickstart import place, processes
from safetymonth.quickstart.servers import Postgres
from safetymonth.quickstart.words import Trouble


@pytest.fixture
def folder(request):
    folder = settings_test.RUN_FOLDER / f"refused-{request.node.name}"
    folder.mkdir()
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_full_disk_says_how_much_to_free(monkeypatch, folder):
    monkeypatch.setattr(place, "VAR", folder)
    monkeypatch.setattr(place, "LEAST_FREE", 2**60)

    with pytest.raises(
        Trouble, match=re.escape(f"The disk with {folder} is full: free at least 300 MB and start again.")
    ):
        place.make_var()


def test_closed_folder_is_named_and_stays_closed(monkeypatch, folder):
    inner = folder / "checkout"
    inner.mkdir()
    folder.chmod(0o700 if os.geteuid() == 0 else 0o500)
    before = folder.stat().st_mode
    monkeypatch.setattr(place, "VAR", inner if os.geteuid() == 0 else folder / "var")

    with pytest.raises(Trouble, match=re.escape(str(folder))):
        place.make_var()
        Postgres(place.VAR, settings_test.SOCKETS, throwaway=True).prepare()

    assert folder.stat().st_mode == before


def test_foreign_socket_folder_is_refused(folder):
    open_to_all = folder / "sockets"
    open_to_all.mkdir(mode=0o755)

    with pytest.raises(Trouble, match="belongs to somebody else"):
        Postgres(folder, open_to_all, throwaway=True).prepare()


def test_zombie_counts_as_ended():
    child = subprocess.Popen(["true"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)

    assert not processes.is_running(child.pid)
    child.wait()
