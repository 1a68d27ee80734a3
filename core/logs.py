"""Log lines as JSON: one object a line, for any collector. Of traceless pages only what broke is said."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from core.traces import is_traceless, leads_to_traceless, without_secrets


class SilentOnTraceless(logging.Filter):
    """A refused form of a traceless page is no news, and its line would tell the minute; what broke is."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", None)
        return record.levelno >= logging.ERROR or not (isinstance(path, str) and is_traceless(path))


class JsonFormatter(logging.Formatter):
    """Line breaks in a message stay inside the string, so nobody can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        path = getattr(getattr(record, "request", None), "path", None)
        if isinstance(path, str) and is_traceless(path):
            line |= _without_values(record, path)
        else:
            line["message"] = record.getMessage()
            if record.exc_info:
                line["exception"] = self.formatException(record.exc_info)
        return json.dumps(without_secrets(line), ensure_ascii=False)


def _without_values(record: logging.LogRecord, path: str) -> dict[str, str]:
    """Messages quote what was sent: referrers, host names, rows that a constraint refused."""
    said = {"message": f"{getattr(record, 'status_code', '')} {path}".strip()}
    if record.exc_info and record.exc_info[1]:
        said["exception"] = "".join(_places(record.exc_info[1])).rstrip()
    return said


def _places(error: BaseException | None) -> list[str]:
    lines: list[str] = []
    while error is not None:
        lines += [*traceback.format_tb(error.__traceback__), f"{type(error).__qualname__}\n"]
        error = error.__cause__ or error.__context__
    return lines


def send_errors_to(dsn: str) -> None:
    """Where they broke, never with what: local variables and forms hold names and telephone numbers."""
    # It patches what it finds at import; nobody who doesn't use it should pay for that.
    import sentry_sdk

    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=without_visitor,
    )


def without_visitor(event: Any, hint: Any) -> Any:
    """An error of a traceless page goes out as types and lines of code alone, no error with a secret address."""
    event = without_secrets(event)
    addresses = (event.get("request", {}).get("url", ""), event.get("transaction", ""))
    if not any(map(leads_to_traceless, addresses)):
        return event
    for part in ("request", "user", "breadcrumbs", "extra", "logentry", "message"):
        event.pop(part, None)
    for error in event.get("exception", {}).get("values", []):
        error["value"] = ""
    return event
