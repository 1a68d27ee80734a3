"""The virtual environment and, for tests, the few programs of the system."""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys

from . import place, processes
from .steps import step
from .words import Trouble
from .words import gettext as _

VENV = place.CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
# Inside the environment, so that checkouts which share one by a link share the knowledge, too.
STAMP = VENV / "installed.json"
LOCK_TOOL = "uv==0.13.9"
# Debian's packages for the tests: what is looked for, and what brings it.
SYSTEM = {
    "chromium": "chromium",
    "fc-list": "fontconfig",
    "pdftotext": "poppler-utils",
    "soffice": "libreoffice-writer-nogui",
    "xgettext": "gettext",
}
CJK_FONT = "fonts-noto-cjk"


def install_and_serve() -> None:
    if not os.environ.get("DATABASE_URL"):
        # Said again where the servers start; here it spares the wait for the packages.
        processes.check_access(processes.service_user(place.VAR / "postgres"), place.CHECKOUT)
    install("requirements.txt")
    os.chdir(place.CHECKOUT)
    os.execv(PYTHON, [str(PYTHON), "-m", "safetymonth.quickstart", "serve"])


def install_for_tests() -> None:
    install("requirements-dev.txt")
    install_system_packages()


def install(name: str) -> None:
    """Exactly the packages of the lock file, every one checked by its hash; nothing when they are there."""
    place.make_var()
    wanted = hashlib.sha256((place.CHECKOUT / name).read_bytes()).hexdigest()
    VENV.mkdir(exist_ok=True)
    with (VENV / "install.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        stamps = read_stamps()
        if stamps.get(name) == wanted and stamps.get("python") == sys.version and runs(PYTHON, "-c", ""):
            return
        STAMP.unlink(missing_ok=True)
        make_environment()
        with step(_("Python packages (half a minute the first time)")):
            pip("install", "--require-hashes", "-r", str(place.CHECKOUT / name))
        kept = stamps if stamps.get("python") == sys.version else {}
        written = STAMP.with_suffix(".new")
        written.write_text(json.dumps({**kept, "python": sys.version, name: wanted}))
        written.rename(STAMP)


def read_stamps() -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        return json.loads(STAMP.read_text())
    return {}


def make_environment() -> None:
    if runs(PYTHON, "-m", "pip", "--version"):
        return
    with step(_("Virtual environment in .venv")):
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
        )
    if made.returncode:
        raise Trouble(
            _("Python can't make a virtual environment: install its venv module (Debian: apt install python3-venv).")
            + f"\n{made.stdout}{made.stderr}"
        )


def runs(*command: object) -> bool:
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", *arguments]
    done = subprocess.run(command, cwd=place.CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        words = "\n".join((done.stdout + done.stderr).splitlines()[-8:])
        if "No space left" in words:
            raise Trouble(
                _("The disk with {folder} is full: free at least 300 MB and start again.").format(folder=VENV)
            )
        raise Trouble(
            _("The Python packages could not be installed: check the network, then start again. pip's last words:")
            + f"\n{words}"
        )


def install_system_packages() -> None:
    """SYSTEM and a Chinese font: by apt for root on Debian, else a sentence."""
    missing = {package for program, package in SYSTEM.items() if not shutil.which(program)}
    if (
        not runs("fc-list", ":lang=zh")
        or not subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout
    ):
        missing.add(CJK_FONT)
    if not missing:
        return
    names = " ".join(sorted(missing))
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Trouble(
            _("The tests need these packages of the system: {names}. Install them first.").format(names=names)
        )
    with step(_("System packages: {names}").format(names=names)):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", *sorted(missing)]):
            done = subprocess.run(
                ["apt-get", "-q", *arguments], env=environment, capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise Trouble(done.stdout[-800:] + done.stderr[-800:])


def lock() -> None:
    """Compile both lock files anew, for every Python from 3.11 on; pins move only where the .in files say so."""
    folder = place.VAR / "lock"
    place.make_var()
    if not (folder / "bin" / "uv").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", LOCK_TOOL], check=True)
    for name in ("requirements", "requirements-dev"):
        compile_ = [str(folder / "bin" / "uv"), "pip", "compile", "--universal", "--python-version", "3.11"]
        compile_ += ["--generate-hashes", "--no-header", "-q", f"{name}.in", "-o", f"{name}.txt"]
        subprocess.run(compile_, cwd=place.CHECKOUT, check=True)
