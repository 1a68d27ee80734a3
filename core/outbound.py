"""The one door for calls out: nobody can make the portal ask a server of its own network (T12).

Only https, only the listed hosts; the name is resolved once and the connection goes to the very address that was
checked. No redirects, no proxies of the environment, one deadline for the whole call and a limit for the answer.
Nothing here writes an address into a text or a log: the addresses of robots are their passwords.
"""

import io
import json
import re
import socket
import ssl
import time
from collections.abc import Collection
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, cast

from django.conf import settings
from django.utils.translation import gettext as _

HOSTS = frozenset({"qyapi.weixin.qq.com", "oapi.dingtalk.com", "open.feishu.cn", "open.larksuite.com"})
SECONDS = 5.0
BYTES = 64 * 1024
# Visible ASCII without quotes, # and the backslash: what programs read in different ways is no address.
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<target>/[!$-\[\]-~]*)?"
)
_NAT64 = ip_network("64:ff9b::/96")


class OutboundError(Exception):
    """The call came to nothing; the text says why, without the address."""


class Refused(OutboundError):
    """The door stayed shut: nobody was asked, and asking again won't help."""


class NotReached(OutboundError):
    """No byte of the request went out, so it may be made again."""


class Unclear(OutboundError):
    """The request went out, a whole answer didn't come: it may have been done or not."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


@dataclass(frozen=True)
class _Way:
    scheme: str
    host: str
    port: int
    target: str
    is_trusted: bool

    @property
    def named(self) -> str:
        """As the Host header says it."""
        return self.host if self.port in (80, 443) else f"{self.host}:{self.port}"


class _Deadline:
    def __init__(self, seconds: float):
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Raises TimeoutError instead of 0, which a socket would take for "don't wait"."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def post_json(address: str, payload: Any, *, hosts: Collection[str] = (), seconds: float = SECONDS) -> Answer:
    """Ask once and return the answer, whatever its status. Raises Refused, NotReached or Unclear.

    `hosts` are allowed besides HOSTS: those that an administrator has written down.
    """
    way = _way(address, {*HOSTS, *(host.lower() for host in hosts)})
    request = _request(way, payload)
    deadline = _Deadline(seconds)
    try:
        line = _connected(way, deadline)
    except OSError as error:
        raise NotReached(_("The server could not be reached: %(reason)s") % {"reason": _reason(error)}) from error
    with line:
        try:
            _send(line, request, deadline)
            return _answer(line, deadline)
        except (OSError, HTTPException, ValueError) as error:
            words = _("The server was asked, its answer did not come whole: %(reason)s")
            raise Unclear(words % {"reason": _reason(error)}) from error


def _way(address: str, hosts: Collection[str]) -> _Way:
    parts = _ADDRESS.fullmatch(address)
    if not parts:
        raise Refused(_("This is not an address that the portal may call."))
    scheme, host, target = parts["scheme"], parts["host"].lower(), parts["target"] or "/"
    port = int(parts["port"] or (443 if scheme == "https" else 80))
    if is_trusted(address):
        return _Way(scheme, host, port, target, is_trusted=True)
    if scheme != "https" or port != 443:
        raise Refused(_("The portal calls only https addresses on the usual port."))
    if host not in hosts:
        raise Refused(_("The host %(host)s is not on the list of those that the portal may call.") % {"host": host})
    return _Way(scheme, host, port, target, is_trusted=False)


def is_trusted(address: str) -> bool:
    """Whether it leads to a receiver of tests."""
    return any(address.startswith(f"{origin}/") for origin in settings.OUTBOUND_TRUSTED)


def _connected(way: _Way, deadline: _Deadline) -> socket.socket:
    """To the first address that answers; each gets an equal share of the time left."""
    found = _resolved(way, deadline)
    failure: OSError = TimeoutError()
    for share, entry in zip(range(len(found), 0, -1), found, strict=True):
        try:
            return _line_to(entry, way, deadline, share)
        except OSError as error:
            failure = error
    raise failure


def _line_to(entry: tuple[Any, ...], way: _Way, deadline: _Deadline, share: int) -> socket.socket:
    """The certificate must be that of the name, although the connection goes to an address."""
    family, kind, protocol, _name, place = entry
    line = socket.socket(family, kind, protocol)
    try:
        line.settimeout(deadline.left() / share)
        line.connect(place)
        if way.scheme == "http":
            return line
        return ssl.create_default_context().wrap_socket(line, server_hostname=way.host)
    except OSError:
        line.close()
        raise


def _resolved(way: _Way, deadline: _Deadline) -> list[tuple[Any, ...]]:
    """Asked once; one address that isn't public spoils the name. Python's resolver knows no limit, hence the thread."""
    answers: SimpleQueue[list[tuple[Any, ...]] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(socket.getaddrinfo(way.host, way.port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=deadline.left())
    except Empty:
        raise TimeoutError from None
    if isinstance(found, OSError):
        raise found
    if not way.is_trusted and not all(is_public(entry[4][0]) for entry in found):
        raise Refused(_("The host %(host)s leads into a network that is not public.") % {"host": way.host})
    return found


def is_public(text: str) -> bool:
    """Whether an address belongs to the internet at large, and what an IPv6 address carries inside, too."""
    address = ip_address(text.partition("%")[0])
    carried = _carried(address)
    if carried is not None:
        return is_public(str(carried))
    is_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (is_local or address.is_multicast or address.is_reserved)


def _carried(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a mapped, 6to4 or NAT64 address leads to."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _request(way: _Way, payload: Any) -> bytes:
    body = json.dumps(payload, ensure_ascii=False).encode()
    lines = (
        f"POST {way.target} HTTP/1.1",
        f"Host: {way.named}",
        "User-Agent: safetymonth",
        "Accept: application/json",
        "Accept-Encoding: identity",
        "Content-Type: application/json; charset=utf-8",
        f"Content-Length: {len(body)}",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode("ascii") + body


def _send(line: socket.socket, request: bytes, deadline: _Deadline) -> None:
    rest = memoryview(request)
    while rest:
        line.settimeout(deadline.left())
        rest = rest[line.send(rest) :]


def _answer(line: socket.socket, deadline: _Deadline) -> Answer:
    """A redirect is an answer like any other: nobody follows it."""
    response = HTTPResponse(cast(socket.socket, _Wire(line, deadline)), method="POST")
    with response:
        response.begin()
        return Answer(response.status, response.read())


class _Wire(io.RawIOBase):
    """What HTTPResponse reads from: within deadline and limit, however slowly a server drips its bytes."""

    def __init__(self, line: socket.socket, deadline: _Deadline):
        self._line, self._deadline, self._taken = line, deadline, 0

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._line.settimeout(self._deadline.left())
        count = self._line.recv_into(buffer)
        self._taken += count
        if self._taken > BYTES:
            raise OSError(_("the answer is longer than 64 KB"))
        return count


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return _("it took too long")
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
