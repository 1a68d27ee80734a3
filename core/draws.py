"""A lot that anyone can check with a pencil's patience: sorted by the SHA-256 of seed and number."""

import hashlib
import secrets
from collections.abc import Container, Iterable, Mapping


def new_seed() -> str:
    return secrets.token_hex(8)


def lot_of(seed: str, key: int) -> str:
    """The hexadecimal SHA-256 of "seed:key"."""
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def drawn_order(seed: str, keys: Iterable[int]) -> list[int]:
    """The keys in the order of their lots; the first n are a draw of n."""
    return sorted(keys, key=lambda key: lot_of(seed, key))


def dealt(
    seed: str, keys: Iterable[int], loads: Mapping[int, int], barred: Mapping[int, Container[int]]
) -> dict[int, int | None]:
    """Deal each key to one hand: the one with the fewest so far, at a tie the first in the drawn order of the hands.

    `loads` says how many each hand holds before, `barred` which hands may not have a key. Keys that few hands may
    have go first, those with equally many in their drawn order. None for a key that nobody may have.
    """
    hands, now = drawn_order(seed, loads), dict(loads)
    open_to = {key: [hand for hand in hands if hand not in barred.get(key, ())] for key in keys}
    found: dict[int, int | None] = {}
    for key in sorted(drawn_order(seed, open_to), key=lambda each: len(open_to[each])):
        hand = min(open_to[key], key=lambda each: now[each], default=None)
        found[key] = hand
        if hand is not None:
            now[hand] += 1
    return found
