"""Texts that the database holds but can't read: whoever has only a dump has nothing.

`CONTACT_KEY` holds the keys, the newest first: it seals, all of them open. Without it a key is
derived from `SECRET_KEY`; that one still opens what it sealed after `CONTACT_KEY` was added.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import DomainError

PURPOSE = b"safetymonth contact data"


class SealUnknown(DomainError):
    """No key of ours opens it: the key is lost, or the bytes were changed."""


def seal(text: str) -> bytes:
    """Of the same text never the same bytes twice, and none of them tells the time."""
    return _keys().encrypt_at_time(text.encode(), current_time=0)


def unseal(sealed: bytes) -> str:
    """Takes what a BinaryField gives. Raises SealUnknown."""
    try:
        return _keys().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        raise SealUnknown(
            _("The key of these contact details is missing here: ask the administrator to bring CONTACT_KEY back.")
        ) from None


def _keys() -> MultiFernet:
    given = [key.strip() for key in settings.CONTACT_KEY.split(",") if key.strip()]
    return MultiFernet([*map(Fernet, given), Fernet(_derived())])


def _derived() -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
    return base64.urlsafe_b64encode(derivation.derive(settings.SECRET_KEY.encode()))
