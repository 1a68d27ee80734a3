"""A mail server that takes everything and keeps nothing, in a process of its own: `python -m bench.receiver`.

It does as little as the protocol allows, so that whoever sends is what is measured. It prints its port, and with
`--keep FILE` writes each message it takes there. `--after` is how long it thinks before it says that it has one.
"""

import argparse
import json
import socketserver
import threading
import time
from pathlib import Path
from typing import ClassVar

END = b".\r\n"


class Talk(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    after: ClassVar[float] = 0
    keep: ClassVar[Path | None] = None
    lock: ClassVar[threading.Lock] = threading.Lock()

    def handle(self) -> None:
        self.say(b"220 here")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.take()
            elif verb == b"QUIT":
                self.say(b"221 bye")
                return
            else:
                self.say(b"250 fine")

    def take(self) -> None:
        self.say(b"354 go on")
        lines = []
        while (line := self.rfile.readline()) and line != END:
            lines.append(line[1:] if line.startswith(b".") else line)
        if self.after:
            time.sleep(self.after)
        if self.keep:
            with self.lock, self.keep.open("a") as file:
                file.write(json.dumps(b"".join(lines).decode()) + "\n")
        self.say(b"250 taken")

    def say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.receiver", description="A mail server that takes everything.")
    parser.add_argument("--after", type=float, default=0)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    Talk.after, Talk.keep = options.after, options.keep
    with Server(("127.0.0.1", 0), Talk) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
