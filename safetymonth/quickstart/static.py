"""Collected style sheets and scripts: gathered anew only when a source has changed."""

import hashlib
import os

from . import place

STAMP = place.VAR / "run" / "static-fingerprint"
COLLECTED = place.VAR / "static" / "staticfiles.json"


def fingerprint() -> str:
    """Our own files by size and time, the packages' by the lock file."""
    found = hashlib.sha256((place.CHECKOUT / "requirements.txt").read_bytes())
    for folder, folders, names in os.walk(place.CHECKOUT / "static"):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            state = os.stat(path)
            found.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return found.hexdigest()


def is_stale() -> bool:
    return not COLLECTED.exists() or not STAMP.exists() or STAMP.read_text() != fingerprint()


def note_fresh() -> None:
    STAMP.write_text(fingerprint())
