"""Codes that a person keeps on paper: a locator that finds the record, a secret that opens it.

Written in six groups of three; the first two are the locator. No I, L, O or U is ever used, so
that one typed by mistake can only mean 1, 0 or V.
"""

import secrets
import unicodedata
from dataclasses import dataclass, field

from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import salted_hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
LOCATOR, SECRET, GROUP = 6, 12, 3
LONGEST_TYPED = 100


@dataclass(frozen=True)
class Code:
    """`str()` writes it for its owner; `repr()`, which ends up in error reports, keeps the secret out."""

    locator: str
    secret: str = field(repr=False)

    def __str__(self) -> str:
        whole = self.locator + self.secret
        return "-".join(whole[start : start + GROUP] for start in range(0, len(whole), GROUP))


def new_code() -> Code:
    """60 bits of secret. The locator is not promised to be free: its column is unique, try again."""
    return Code(_drawn(LOCATOR), _drawn(SECRET))


def code_of(seed: str, attempt: int = 0) -> Code:
    """The code that belongs to a random seed: who holds the seed gets the same one again, here alone.

    Nothing has to be kept to show a receipt twice. Another attempt gives another code, as its locator may be taken.
    """
    digest = salted_hmac("core.codes", f"{attempt}:{seed}", algorithm="sha256").digest()
    # 256 is a multiple of 32, so each character is as likely as the others.
    whole = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[: LOCATOR + SECRET])
    return Code(whole[:LOCATOR], whole[LOCATOR:])


def parse_code(typed: str) -> Code | None:
    """As people type it: any case, width, dashes and spaces. None when it can't be a code."""
    if len(typed) > LONGEST_TYPED:
        return None
    upright = unicodedata.normalize("NFKC", typed).upper()
    # Letters and digits stay; punctuation, separators, signs and invisible characters go.
    written = "".join(char for char in upright if unicodedata.category(char)[0] not in "PZSC").translate(MEANT)
    if len(written) != LOCATOR + SECRET or not set(written) <= set(ALPHABET):
        return None
    return Code(written[:LOCATOR], written[LOCATOR:])


def hash_secret(code: Code) -> str:
    return make_password(code.secret)


def opens(code: Code | None, hashed: str | None) -> bool:
    """Whether the code's secret is the one hashed.

    Takes one hash in any case: nobody learns from the time whether the locator exists
    (`hashed` is None when it doesn't, `code` when nothing readable was typed).
    """
    if code is None or hashed is None:
        make_password(ALPHABET)
        return False
    return check_password(code.secret, hashed)


def _drawn(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
