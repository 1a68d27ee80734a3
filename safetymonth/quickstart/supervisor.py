"""Starts everything in order, starts again what dies, stops everything in reverse order."""

import fcntl
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from . import children, place, processes, static
from .servers import tail
from .steps import say, step
from .words import Trouble
from .words import gettext as _

DEMO_ACCOUNTS = ("office", "liaison", "leader", "inspector", "admin")
DEMO_WORD = "safety-month"
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
SECONDS_FOR_COMMANDS = 15


def serve() -> None:
    """`make run` after the packages are there."""
    place.make_var()
    port, workers = number("PORT", 8000, 65535), number("WEB_WORKERS", 2, 64)
    try:
        with place.locked("supervisor", fcntl.LOCK_EX | fcntl.LOCK_NB) as lock:
            lock.truncate(0)
            print(os.getpid(), address_of(port), file=lock, flush=True)
            Run(port, workers).whole()
    except BlockingIOError:
        pid, address = (place.VAR / "run" / "supervisor").read_text().split()
        raise Trouble(
            _("This checkout's portal already runs at {address} (process {pid}): use it, or stop it first.").format(
                address=address, pid=pid
            )
        ) from None


def number(name: str, default: int, largest: int) -> int:
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= largest):
        raise Trouble(
            _("{name} is “{value}”: give a whole number from 1 to {largest}.").format(
                name=name, value=text, largest=largest
            )
        )
    return int(text)


def address_of(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Trouble(
                _("Port {port} is for root only: choose one above 1023, as in PORT=8001 make run.").format(port=port)
            ) from None
        except OSError:
            raise Trouble(
                _("Port {port} is taken by another program: choose another one, as in PORT={other} make run.").format(
                    port=port, other=port + 1 if port < 65535 else port - 1
                )
            ) from None


class Run:
    """One life of the portal, from start to stop."""

    def __init__(self, port: int, workers: int):
        self.port, self.workers = port, workers
        self.servers = place.own_servers()
        self.env = place.environment(self.servers)
        self.own: list[children.Child] = []
        self.programs: list[children.Child] = []
        self.locks = ExitStack()

    def whole(self) -> None:
        for name in ENDING_SIGNALS:
            signal.signal(name, interrupt)
        say(_("Safety Month starts in {folder}").format(folder=place.CHECKOUT))
        try:
            self.start()
            self.greet()
            self.watch()
        except KeyboardInterrupt:
            say("")
        finally:
            for name in ENDING_SIGNALS:
                signal.signal(name, signal.SIG_IGN)
            self.stop()

    def start(self) -> None:
        self.clear_leftovers()
        check_port(self.port)
        with step(_("PostgreSQL and Redis")):
            self.start_servers()
        with step(_("Database tables")):
            self.manage("migrate", "--no-input", "-v", "0")
        self.load_demo()
        if static.is_stale():
            with step(_("Style sheets and scripts")):
                self.manage("collectstatic", "--no-input", "-v", "0")
            static.note_fresh()
        web, *background = children.programs(self.env, self.port, self.workers)
        with step(_("Web server")):
            self.programs.append(web)
            web.begin()
            self.wait_for_web()
        # Only now: until the first page is there it has the processors for itself.
        for child in background:
            self.programs.append(child)
            child.begin()

    def clear_leftovers(self) -> None:
        """What a killed start left: its web server would hold the port, its worker the tasks."""
        left = processes.find(processes.marked(place.CHECKOUT))
        if not processes.end(left, (signal.SIGTERM, 2), (signal.SIGKILL, 3)):
            raise Trouble(_("A process of an earlier start does not end: restart the machine."))

    def start_servers(self) -> None:
        with changing_servers():
            self.locks.enter_context(place.locked("servers.use", fcntl.LOCK_SH))
            for server in self.servers:
                if server.prepare() and server.name == "postgres":
                    (place.VAR / "demo-wanted").touch()
                child = children.server_child(server)
                self.own.append(child)
                child.begin()
                server.make_ready()

    def manage(self, *arguments: str) -> None:
        """A management command as a child like the others: it dies with us and is found again."""
        log = place.VAR / "log" / f"{arguments[0]}.log"
        log.unlink(missing_ok=True)
        command = [sys.executable, "manage.py", *arguments]
        process = processes.spawn(command, env=self.env, log=log, dies_by=signal.SIGKILL, cwd=place.CHECKOUT)
        try:
            failed = process.wait()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if failed:
            if os.environ.get("DATABASE_URL") and "OperationalError" in tail(log):
                raise Trouble(
                    _("The server of DATABASE_URL does not answer: check the address, and that it runs.")
                    + f"\n{tail(log, 2)}"
                )
            raise Trouble(
                _("“{command}” failed; its last words are in {log}:").format(command=arguments[0], log=log)
                + f"\n{tail(log)}"
            )

    def load_demo(self) -> None:
        """Into a database that this start made, or an earlier one that was killed before it was done."""
        wanted = place.VAR / "demo-wanted"
        if wanted.exists():
            with step(_("Demo county with a month of records")):
                self.manage("demo", "--with-known-password")
            wanted.unlink()

    def wait_for_web(self) -> None:
        deadline = time.monotonic() + 60
        while not self.answers():
            for child in (*self.own, *self.programs):
                if child.has_ended():
                    child.begin_again()
            if time.monotonic() > deadline:
                raise Trouble(_("The web server does not answer; see {folder}.").format(folder=place.VAR / "log"))
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{address_of(self.port)}/healthz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def greet(self) -> None:
        say("\n" + _("Open {address} in a browser. Ctrl-C stops everything.").format(address=address_of(self.port)))
        if not os.environ.get("DATABASE_URL"):
            say(
                _("Demo accounts: {names}; the password of each is {word}").format(
                    names=", ".join(DEMO_ACCOUNTS), word=DEMO_WORD
                )
            )

    def watch(self) -> None:
        while True:
            for child in (*self.own, *self.programs):
                if child.has_ended():
                    say(_("{name} ended and is started again.").format(name=child.name))
                    child.begin_again()
            time.sleep(0.2)

    def stop(self) -> None:
        if self.own or self.programs:
            with step(_("Stopping")), place.locked("servers.change", fcntl.LOCK_EX):
                # The programs together, then the servers that they use up to their last moment.
                for group in (self.programs, *([server] for server in reversed(self.own))):
                    for child in group:
                        child.ask_to_stop()
                    for child in group:
                        child.wait_for_stop()
        self.locks.close()


@contextmanager
def changing_servers() -> Iterator[None]:
    """Alone with the servers: commands that use them are let finish first."""
    deadline = time.monotonic() + SECONDS_FOR_COMMANDS
    while True:
        with place.locked("servers.change", fcntl.LOCK_EX):
            try:
                with place.locked("servers.use", fcntl.LOCK_EX | fcntl.LOCK_NB):
                    pass
                yield
                return
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Trouble(
                        _("A command of this checkout is using the database: wait until it is done, then start again.")
                    ) from None
        time.sleep(0.2)


def interrupt(signal_number: int, frame: object) -> None:
    raise KeyboardInterrupt
