"""Pages that anybody may use without leaving a trace: who it was, and when, stands in no log."""

from urllib.parse import unquote, urlsplit

TRACELESS = "/report"


def is_traceless(path: str) -> bool:
    return path == TRACELESS or path.startswith(f"{TRACELESS}/")


def leads_to_traceless(address: str) -> bool:
    """An address as browsers send it, whole or from the first slash on."""
    try:
        return is_traceless(unquote(urlsplit(address).path))
    except ValueError:
        # Nobody can say where it leads: keep it out of the logs, too.
        return True
