"""What stands in no log: who used the pages for everybody and when, and addresses that are secrets themselves."""

import re
from typing import Any
from urllib.parse import unquote, urlsplit

TRACELESS = "/report"
# Whoever knows the address of a calendar feed or a wall screen reads it; also where it was typed a little wrong.
_SECRET = re.compile(r"[\w%.-]{16,}(?=\.ics)|(?:(?<=/calendar/)|(?<=/screen/))[^/?#\s\"'<>\\]{16,}", re.IGNORECASE)


def is_traceless(path: str) -> bool:
    return path == TRACELESS or path.startswith(f"{TRACELESS}/")


def leads_to_traceless(address: str) -> bool:
    """An address as browsers send it, whole or from the first slash on."""
    try:
        return is_traceless(unquote(urlsplit(address).path))
    except ValueError:
        # Nobody can say where it leads: keep it out of the logs, too.
        return True


def without_secrets(value: Any) -> Any:
    """The same with each secret address blanked, however deep it stands."""
    if isinstance(value, str):
        return _SECRET.sub("…", value)
    if isinstance(value, dict):
        return {key: without_secrets(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(without_secrets, value))
    return value
