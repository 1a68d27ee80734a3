"""Wrong passwords for one name, counted over a day from all addresses together.

django-axes stops one address after five. Many addresses get twenty tries a day between them,
then one a minute: a wait, not a lock, and a browser the person has used before never waits.
Counts live in the cache: without Redis only the lock by address holds.
"""

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

MOST_A_DAY = 20
DAY, MINUTE = 24 * 3600, 60
COOKIE, COOKIE_DAYS, MOST_NAMES = "known", 180, 5
SALT = "accounts.known-browser"


def must_wait(request: HttpRequest, username: str) -> bool:
    """After twenty wrong passwords in a day: one try a minute, for browsers that the person never used."""
    key = _key(username)
    if (cache.get(key) or 0) < MOST_A_DAY or key in _known(request):
        return False
    return not cache.add(f"{key}-slot", 1, MINUTE)


def note_failure(username: str) -> None:
    key = _key(username)
    cache.add(key, 0, DAY)
    try:
        cache.incr(key)
    except ValueError:
        return


def remember_browser(request: HttpRequest, response: HttpResponse, username: str) -> None:
    names = [_key(username), *(name for name in _known(request) if name != _key(username))]
    response.set_cookie(
        COOKIE,
        signing.dumps(names[:MOST_NAMES], salt=SALT, compress=True),
        max_age=COOKIE_DAYS * DAY,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def knows_browser(request: HttpRequest) -> bool:
    """Whether somebody has signed in here before."""
    return bool(_known(request))


def _known(request: HttpRequest) -> list[str]:
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_DAYS * DAY)
    except signing.BadSignature:
        return []


def _key(username: str) -> str:
    """Of fixed length and telling nothing: names are typed by anybody."""
    return "wrong-" + salted_hmac(SALT, username.strip().casefold()).hexdigest()
