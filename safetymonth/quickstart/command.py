"""`python manage.py …` uses the checkout's own servers and starts them for its length when they don't run."""

import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from . import place, processes
from .servers import Server


@contextmanager
def servers_for_command() -> Iterator[None]:
    """Several commands may run at once: each holds a share, the last one stops what commands started.

    The supervisor of `make run` holds a share too, so no command ever stops its servers.
    """
    servers = place.own_servers()
    place.make_var()
    os.environ.update(place.environment(servers))
    del os.environ[processes.MARK]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with place.locked("servers.use", fcntl.LOCK_SH) as share:
        with place.locked("servers.change", fcntl.LOCK_EX):
            for server in servers:
                start_unless_running(server)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            with place.locked("servers.change", fcntl.LOCK_EX):
                fcntl.flock(share, fcntl.LOCK_UN)
                stop_if_last(servers)


def start_unless_running(server: Server) -> None:
    if server.data.exists() and server.answers():
        return
    server.prepare()
    server.wait(server.start(detached=True))
    server.make_ready()


def stop_if_last(servers: list[Server]) -> None:
    try:
        with place.locked("servers.use", fcntl.LOCK_EX | fcntl.LOCK_NB):
            for server in reversed(servers):
                server.clear_leftovers()
    except BlockingIOError:
        pass
