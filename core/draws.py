"""A lot that anyone can check with a pencil's patience: sorted by the SHA-256 of seed and number."""

import hashlib
import secrets
from collections.abc import Iterable


def new_seed() -> str:
    return secrets.token_hex(8)


def drawn_order(seed: str, keys: Iterable[int]) -> list[int]:
    """The keys in the order of the hexadecimal SHA-256 of "seed:key"; the first n are a draw of n."""
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).hexdigest())
