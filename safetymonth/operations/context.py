"""What the administrator's home says: nothing, unless something is past its limit."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from safetymonth.operations.alerts import Alert, find_alerts
from safetymonth.operations.facts import gather


def operations(request: HttpRequest) -> dict:
    return {"past_limits": SimpleLazyObject(lambda: past_limits(request))}


def past_limits(request: HttpRequest) -> list[Alert]:
    if not request.user.is_authenticated or not request.user.is_admin:
        return []
    return [alert for alert in find_alerts(gather(timezone.now())) if alert.is_past]
