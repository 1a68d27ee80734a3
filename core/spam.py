"""Tells programs from people without asking people anything: time, and work that a telephone does in seconds.

Both are tokens that the form carries; the server keeps only which pieces of work were handed in.
"""

import hashlib
import secrets
import time

from django.core import signing
from django.core.cache import cache

LEAST_SECONDS = 3
# About 32,000 tries on average: seconds on a telephone, too long for somebody who wants to send thousands.
WORK_BITS = 15
WORK_SECONDS = 3600
LONGEST_NONCE = 20
OPENED, WORK = "core.spam.opened", "core.spam.work"


def opened_now() -> str:
    return signing.dumps(int(time.time()), salt=OPENED)


def is_hasty(opened: str) -> bool:
    """Sent sooner than a person can read the form, or without having opened it."""
    try:
        since = int(signing.loads(opened, salt=OPENED))
    except (signing.BadSignature, ValueError, TypeError):
        return True
    return time.time() - since < LEAST_SECONDS


def new_work() -> str:
    """A piece of work: find a nonce so that SHA-256 of `work:nonce` begins with WORK_BITS zero bits."""
    return signing.dumps(secrets.token_urlsafe(12), salt=WORK)


def is_done(work: str, nonce: str) -> bool:
    """Whether the work is ours, fresh, solved, and handed in for the first time."""
    try:
        signing.loads(work, salt=WORK, max_age=WORK_SECONDS)
    except signing.BadSignature:
        return False
    if len(nonce) > LONGEST_NONCE:
        return False
    digest = hashlib.sha256(f"{work}:{nonce}".encode()).digest()
    if int.from_bytes(digest[:4]) >> (32 - WORK_BITS):
        return False
    return bool(cache.add(f"work-{hashlib.sha256(work.encode()).hexdigest()}", 1, WORK_SECONDS))
