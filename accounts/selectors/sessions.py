"""Where a person is signed in."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.sessions import BROWSER, SIGNED_IN_AT

# The first that is named wins: Edge and WeChat also call themselves Chrome, Chrome calls itself Safari.
_BROWSERS = [
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
_SYSTEMS = ["Android", "iPhone", "iPad", "HarmonyOS", "Windows", "Macintosh", "Linux"]


@dataclass(frozen=True)
class SignedIn:
    """One signed-in browser."""

    browser: str
    since: datetime | None
    last_seen_at: datetime
    is_this: bool


def signed_in(person: User, *, this_key: str | None) -> list[SignedIn]:
    """The person's open sessions, this one first, then the latest used."""
    rows = person.sessions.filter(expire_date__gt=timezone.now()).order_by("-last_seen_at")
    found = []
    for row in rows:
        data = row.get_decoded()
        since = data.get(SIGNED_IN_AT)
        found.append(
            SignedIn(
                browser_words(data.get(BROWSER, "")),
                datetime.fromisoformat(since) if since else None,
                row.last_seen_at,
                row.session_key == this_key,
            )
        )
    return sorted(found, key=lambda each: not each.is_this)


def browser_words(agent: str) -> str:
    """What people call it: Chrome, Windows."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), _("another browser"))
    system = next((name for name in _SYSTEMS if re.search(name, agent)), "")
    return f"{browser} · {system}" if system else browser
