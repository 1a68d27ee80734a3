"""Where a checkout keeps what it runs, and the environment its processes get."""

import base64
import errno
import fcntl
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .processes import MARK
from .servers import Postgres, Redis, Server
from .words import Trouble
from .words import gettext as _

CHECKOUT = Path(__file__).resolve().parent.parent.parent
VAR = CHECKOUT / "var"
# Short, because a socket's path holds 107 bytes; keyed, because checkouts must not meet.
SOCKETS = Path("/tmp") / f"safetymonth-{hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]}"
LEAST_FREE = 300 * 1024 * 1024


def own_servers() -> list[Server]:
    """Those that no variable points elsewhere."""
    return [kind(VAR, SOCKETS) for kind in (Postgres, Redis) if not os.environ.get(kind.variable)]


def make_var() -> None:
    """The folder for all that runs, with room in it."""
    try:
        (VAR / "log").mkdir(parents=True, exist_ok=True)
        (VAR / "run").mkdir(exist_ok=True)
        (VAR / "run" / "try").write_text("")
        room = os.statvfs(VAR)
    except OSError as error:
        raise sentence_of(error, VAR) from None
    if room.f_bavail * room.f_frsize < LEAST_FREE:
        raise Trouble(_("The disk with {folder} is full: free at least 300 MB and start again.").format(folder=VAR))


def sentence_of(error: OSError, folder: Path) -> Trouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(_("The disk with {folder} is full: free at least 300 MB and start again.").format(folder=folder))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Trouble(
            _(
                "You may not read or write {folder}: start as its owner, or put the checkout in a folder of yours."
            ).format(folder=error.filename or folder)
        )
    return Trouble(str(error))


@contextmanager
def locked(name: str, how: int) -> Iterator[IO[str]]:
    """A lock that ends with its holder, so a kill leaves none behind. BlockingIOError with LOCK_NB."""
    with (VAR / "run" / name).open("a+") as file:
        fcntl.flock(file, how)
        yield file


def kept(name: str, make: Callable[[], str]) -> str:
    """Made once per checkout and kept for its owner only."""
    file = VAR / name
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        found = file.read_text().strip()
        if found:
            return found
        handle = os.open(file, os.O_WRONLY)
    with os.fdopen(handle, "w") as writer:
        writer.write(make())
        writer.flush()
        os.fsync(writer.fileno())
    return file.read_text().strip()


def secret_key() -> str:
    return kept("secret-key", lambda: secrets.token_urlsafe(60))


def contact_key() -> str:
    return kept("contact-key", lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())


def environment(servers: Sequence[Server]) -> dict[str, str]:
    """What the portal's processes get; a variable that is set stays as it is."""
    ours = {
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secret_key(),
        "CONTACT_KEY": os.environ.get("CONTACT_KEY") or contact_key(),
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "PLAIN_HTTP_ON_LOOPBACK": "1",
        MARK: str(CHECKOUT),
    }
    for server in servers:
        ours[server.variable] = server.url
    given = {name: value for name, value in os.environ.items() if value}
    return ours | given | {MARK: str(CHECKOUT)}
