"""Two addresses for whatever watches the portal."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from safetymonth.operations.alerts import Alert, broker, find_alerts, migrations
from safetymonth.operations.facts import gather
from safetymonth.operations.machine import migrations_waiting, redis_answers


@login_not_required
@never_cache
def healthz(request):
    """The process lives; asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
def readyz(request):
    """503 with a reason for each part that keeps pages or background work from going on, or is past its limit."""
    # Programs read them: the words stay the same whoever asks.
    with translation.override("en"):
        reasons = dict(broken())
    state = "unavailable" if reasons else "ok"
    return JsonResponse({"status": state, "reasons": reasons}, status=503 if reasons else 200)


def broken() -> Iterator[tuple[str, str]]:
    yield from database_reasons()
    yield from reasons_of([broker(redis_answers())])


def database_reasons() -> Iterator[tuple[str, str]]:
    try:
        connection.ensure_connection()
        waiting = migrations_waiting()
    except DatabaseError:
        yield "database", "PostgreSQL does not answer."
        return
    # Without its tables there is nothing more to ask.
    yield from reasons_of([migrations(waiting)] if waiting else find_alerts(gather(timezone.now())))


def reasons_of(alerts: Iterable[Alert]) -> Iterator[tuple[str, str]]:
    return ((alert.code, alert.sentence) for alert in alerts if alert.is_past)
