"""Two addresses for whatever watches the portal."""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from redis.backoff import NoBackoff
from redis.retry import Retry

from safetymonth.operations.alerts import find_alerts
from safetymonth.operations.facts import gather

SECONDS_TO_ANSWER = 1


@login_not_required
@never_cache
def healthz(request):
    """The process lives; asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
def readyz(request):
    """503 with a reason for each part that keeps pages or background work from going on, or is past its limit."""
    missing = database_reasons()
    # Without its tables there is nothing to ask.
    reasons = missing | broker_reasons() | ({} if missing else alert_reasons())
    state = "unavailable" if reasons else "ok"
    return JsonResponse({"status": state, "reasons": reasons}, status=503 if reasons else 200)


def database_reasons() -> dict[str, str]:
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return {"database": "PostgreSQL does not answer."}
    if waiting:
        return {"migrations": f"{len(waiting)} migrations are not applied: run `python manage.py migrate`."}
    return {}


def broker_reasons() -> dict[str, str]:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS_TO_ANSWER, retry=Retry(NoBackoff(), 0))
    try:
        client.ping()
    except (redis.RedisError, OSError):
        return {"broker": "Redis does not answer."}
    finally:
        client.close()
    return {}


def alert_reasons() -> dict[str, str]:
    # Programs read it: the words stay the same whoever asks.
    with translation.override("en"):
        return {alert.code: alert.sentence for alert in find_alerts(gather(timezone.now())) if alert.is_past}
