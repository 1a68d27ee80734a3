"""Text messages to mobile phones of the mainland, through whatever gateway `SMS_URL` names.

Counted as the networks do (3GPP TS 23.040, 9.2.3.24.1): 67 characters of UCS-2 fit into each part of a message that
takes several, whose header takes the rest.
"""

import json
import os
import re
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.notation import signature
from core.text import half_width
from notifications.channels.outcomes import Outcome, Result

PART, PARTS = 67, 3
# One number among several, as registers hold them: 0571-88880000/139 0000 0000.
_MOBILE = re.compile(r"(?<![0-9])(?:(?:\+|00)?86[ -]?)?(1[3-9][0-9](?:[ -]?[0-9]{4}){2})(?![0-9])")


class Gateway(Protocol):
    def send(self, phone: str, text: str) -> Outcome:
        """Hand one message over; never raises for what the other side does."""


class FileGateway:
    """For trials: each message is one line of JSON, on the disk before the call returns."""

    def __init__(self, folder: Path):
        self.file = folder / "messages.jsonl"

    def send(self, phone: str, text: str) -> Outcome:
        line = {"at": timezone.now().isoformat(), "phone": phone, "text": text}
        data = (json.dumps(line, ensure_ascii=False) + "\n").encode()
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as error:
            return Outcome(Result.LATER, str(error.strerror), is_down=True)
        try:
            return self._write(handle, data)
        finally:
            os.close(handle)

    @staticmethod
    def _write(handle: int, data: bytes) -> Outcome:
        """By one call, so that lines of several processes never mix."""
        try:
            written = os.write(handle, data)
        except OSError as error:
            return Outcome(Result.LATER, str(error.strerror), is_down=True)
        try:
            os.fsync(handle)
        except OSError as error:
            return Outcome(Result.UNCLEAR, str(error.strerror))
        return Outcome(Result.SENT if written == len(data) else Result.UNCLEAR)


def gateway() -> Gateway | None:
    """None: text messages are off."""
    return FileGateway(Path(settings.SMS_URL.removeprefix("file:"))) if settings.SMS_URL else None


def mobile_of(phone: str) -> str:
    """The first mobile number of the mainland in what a register holds, as eleven digits; "" if there is none."""
    found = _MOBILE.search(half_width(phone))
    return re.sub(r"[ -]", "", found[1]) if found else ""


def compose(text: str, *, url: str = "") -> str:
    """One line, cut to PARTS messages; the address and the name of the portal stay whole at its end."""
    end = f"{f' {url} ' if url else ''}{signature(_('Safety Month'))}"
    line, most = " ".join(text.split()), PARTS * PART - length(end)
    if length(line) > most:
        while line and length(line) > most - 1:
            line = line[:-1]
        line += "…"
    return line + end


def length(text: str) -> int:
    """In units of UCS-2: a character outside the basic plane takes two."""
    return len(text.encode("utf-16-le")) // 2
