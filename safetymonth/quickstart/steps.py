"""Progress on the terminal, step by step."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(words: str) -> Iterator[None]:
    """The words at once, the seconds it took when it is done."""
    say(f"  {words} …", end=" ")
    began = time.monotonic()
    try:
        yield
    except BaseException:
        say("✗")
        raise
    say(f"✓ {time.monotonic() - began:.1f} s")


def say(words: str, end: str = "\n") -> None:
    # A terminal that can't show a sign must not stop the start.
    encoding = sys.stdout.encoding or "ascii"
    print(words.encode(encoding, "replace").decode(encoding), end=end, flush=True)
