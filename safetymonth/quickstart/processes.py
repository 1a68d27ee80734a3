"""Child processes that die with us, and those that an earlier start left behind."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from .words import Trouble
from .words import gettext as _

PR_SET_PDEATHSIG = 1
# Every child of a checkout carries it, so a later start knows its own orphans from other people's processes.
MARK = "SAFETYMONTH_CHECKOUT"


def service_user(folder: Path) -> str | None:
    """Who runs PostgreSQL and Redis: ourselves, or for root whoever owns the data, else nobody."""
    if os.geteuid() != 0:
        return None
    owner = folder.stat().st_uid if folder.exists() else 0
    return pwd.getpwuid(owner).pw_name if owner else "nobody"


def credentials(user: str | None) -> dict:
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def check_access(user: str | None, *paths: Path) -> None:
    """Root's checkout may lie in a folder closed to others. We say so and never open folders ourselves."""
    if user is None:
        return
    for path in paths:
        for folder in (*reversed(path.parents), path):
            if subprocess.run(["test", "-x", str(folder)], cwd="/", check=False, **credentials(user)).returncode:
                raise Trouble(
                    _(
                        "PostgreSQL does not run as root, and the user “{user}” can't read {folder}: "
                        "start as an ordinary user, or move the checkout to a folder open to all, such as /srv."
                    ).format(user=user, folder=folder)
                )


def spawn(
    command: Sequence[object],
    *,
    env: dict[str, str],
    log: Path,
    dies_by: signal.Signals | None,
    user: str | None = None,
    cwd: Path = Path("/"),
) -> subprocess.Popen:
    """Start a child in its own session, so that Ctrl-C reaches only us and we stop all in order."""
    parent = os.getpid()
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def die_with_parent() -> None:
        if libc is not None and dies_by is not None:
            libc.prctl(PR_SET_PDEATHSIG, int(dies_by))
            if os.getppid() != parent:
                os._exit(1)

    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            env=env,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - whoever starts servers has no threads
            **credentials(user),
        )


def is_running(pid: int) -> bool:
    """A zombie has ended, whatever kill(pid, 0) says."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state not in "ZX"
    except OSError:
        if Path("/proc/self/stat").exists():
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def command_line(pid: int) -> str:
    """Empty when there is no such process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        if Path("/proc/self/stat").exists():
            return ""
    done = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def find(belongs: Callable[[Path], bool]) -> list[int]:
    """Living processes, ourselves excepted, whose folder under /proc says that they belong."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            pid = int(folder.name)
            if pid != os.getpid() and belongs(folder) and is_running(pid):
                found.append(pid)
    return found


def works_in(folder: Path) -> Callable[[Path], bool]:
    """PostgreSQL's processes: all of them stand in their data folder."""
    return lambda process: Path(os.readlink(process / "cwd")) == folder


def says(text: str) -> Callable[[Path], bool]:
    return lambda process: text.encode() in (process / "cmdline").read_bytes()


def marked(checkout: Path) -> Callable[[Path], bool]:
    mark = f"{MARK}={checkout}".encode()
    return lambda process: mark in (process / "environ").read_bytes().split(b"\0")


def end(pids: Iterable[int], *steps: tuple[signal.Signals, float]) -> bool:
    """Each signal in turn with its patience in seconds, until all have ended."""
    left = list(pids)
    for name, patience in steps:
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, name)
        deadline = time.monotonic() + patience
        while left and time.monotonic() < deadline:
            left = [pid for pid in left if is_running(pid)]
            time.sleep(0.02)
        if not left:
            return True
    return False
