"""Real servers that messages go to in tests: one for mail, one for the calls to robots.

Both listen on the loopback address for as long as a `with` lasts; the root conftest has fixtures of them.
"""

import asyncio
import json
import logging
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller

# It would tell every command of every connection.
logging.getLogger("mail.log").setLevel(logging.WARNING)

# What each kind of robot says when it took a message.
TAKEN = {"errcode": 0, "errmsg": "ok", "code": 0, "StatusCode": 0, "StatusMessage": "success", "msg": "success"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Reply:
    """How one call is answered. `after`: seconds of silence before; `drip`: seconds between single bytes."""

    status: int = 200
    body: object = field(default_factory=lambda: TAKEN)
    headers: tuple[tuple[str, str], ...] = ()
    after: float = 0
    drip: float = 0
    is_never: bool = False
    is_cut: bool = False

    def bytes(self):
        body = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        lines = [f"HTTP/1.1 {self.status} Said", *(f"{name}: {value}" for name, value in self.headers)]
        head = "\r\n".join((*lines, "Content-Type: application/json", f"Content-Length: {len(body)}", "", ""))
        whole = head.encode() + body
        return whole[: len(whole) // 2] if self.is_cut else whole


OK = Reply()
BUSY = Reply(429, {"errcode": 45009, "errmsg": "api freq out of limit"})
BROKEN = Reply(500, b"<h1>Internal Server Error</h1>")
NEVER = Reply(is_never=True)
CUT = Reply(is_cut=True)


def slow(seconds):
    return Reply(after=seconds)


def dripping(seconds):
    return Reply(drip=seconds)


def redirect(to):
    return Reply(302, b"", headers=(("Location", to),))


@dataclass(frozen=True)
class Call:
    at: float
    path: str
    query: dict
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class RobotReceiver(ThreadingHTTPServer):
    """Records calls and answers each with the next of its replies; the last one stays."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _RobotHandler)
        self.origin = f"http://127.0.0.1:{self.server_port}"
        self.calls, self.connections = [], 0
        self.is_ending = threading.Event()
        self._replies, self._lock = {None: [OK]}, threading.Lock()

    def reply_with(self, *replies, path=None):
        """From now on; for calls of one path, or for all that have no replies of their own."""
        with self._lock:
            self._replies[path] = list(replies)

    def next_reply(self, path):
        with self._lock:
            replies = self._replies.get(path) or self._replies[None]
            return replies.pop(0) if len(replies) > 1 else replies[0]

    def most_within(self, seconds, path=None):
        """The largest number of calls in any span of that length."""
        times = sorted(call.at for call in self.calls if path in (None, call.path))
        return max((sum(0 <= other - start < seconds for other in times) for start in times), default=0)

    def get_request(self):
        self.connections += 1
        return super().get_request()

    def handle_error(self, request, client_address):
        """A caller that gave up is what some tests are about."""


class _RobotHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        address, body = urlsplit(self.path), self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        self.server.calls.append(Call(time.monotonic(), address.path, query, dict(self.headers), body))
        self.say(self.server.next_reply(address.path))
        self.close_connection = True

    def say(self, reply):
        self.server.is_ending.wait(reply.after)
        if reply.is_never:
            self.server.is_ending.wait()
            return
        said = reply.bytes()
        for part in [said[at : at + 1] for at in range(len(said))] if reply.drip else [said]:
            if self.server.is_ending.wait(reply.drip):
                return
            self.wfile.write(part)

    def log_message(self, *_said):
        """Tests look at the calls themselves."""


@contextmanager
def robots_listening():
    with RobotReceiver() as receiver:
        thread = threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.is_ending.set()
            receiver.shutdown()
            thread.join()


@dataclass(frozen=True)
class Mail:
    """One message as the server took it."""

    at: float
    sender: str
    recipient: str
    message: object

    @property
    def id(self):
        return self.message["Message-ID"]

    @property
    def subject(self):
        return self.message["Subject"]

    @property
    def text(self):
        return self._part("plain")

    @property
    def html(self):
        return self._part("html")

    def _part(self, kind):
        return self.message.get_body((kind,)).get_content().replace("\r\n", "\n")


class MailReceiver:
    """A mail server: `refusals` maps an address to what is said to it, as in "550 no such person".

    `delay` is the silence before each recipient is taken. `drops` counts down: for as many messages the line goes
    dead once they are here, so that nobody is told that they were taken; `drops_before` likewise, but they are lost.
    """

    def __init__(self):
        self.port = free_port()
        self.url = f"smtp://127.0.0.1:{self.port}"
        self.mails, self.refusals, self.asked = [], {}, []
        self.delay, self.drops, self.drops_before = 0, 0, 0
        self._controller = None

    def up(self):
        self._controller = Controller(self, "127.0.0.1", self.port, ready_timeout=30)
        self._controller.start()

    def down(self):
        """Nobody listens any more; what was taken stays in `mails`."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    @contextmanager
    def is_down(self):
        self.down()
        try:
            yield
        finally:
            self.up()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        self.asked.append(address)
        await asyncio.sleep(self.delay)
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):
        if self.drops_before:
            self.drops_before -= 1
            server.transport.abort()
            return "421 gone"
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mails += [Mail(time.monotonic(), envelope.mail_from, to, message) for to in envelope.rcpt_tos]
        if self.drops:
            self.drops -= 1
            server.transport.abort()
        return "250 taken"

    def to(self, address):
        return [mail for mail in self.mails if mail.recipient == address]


@contextmanager
def mail_listening():
    receiver = MailReceiver()
    receiver.up()
    try:
        yield receiver
    finally:
        receiver.down()
