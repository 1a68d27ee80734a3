"""The administrator's page: what is watched, what failed, what the portal stands on."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from core.models import TaskFailure
from core.operations import mark_seen
from notifications.models import Delivery
from notifications.selectors.health import counts_since
from safetymonth.operations.alerts import broker, find_alerts, migrations
from safetymonth.operations.facts import gather
from safetymonth.operations.machine import look

MOST_FAILURES, MOST_SEEN = 50, 10
MESSAGES_OF = timedelta(hours=24)


def refuse_others(request):
    if not request.user.is_admin:
        raise PermissionDenied


@login_not_required
@require_safe
def operations(request):
    """The page asks for itself every half minute; once the session is over it then shows where to sign in."""
    if not request.user.is_authenticated:
        return HttpResponseClientRefresh() if request.htmx else redirect_to_login(request.get_full_path())
    refuse_others(request)
    now = timezone.now()
    facts, machine = gather(now), look()
    found = [*find_alerts(facts), migrations(machine.migrations_waiting), broker(machine.redis_answers)]
    failures = TaskFailure.objects.visible_to(request.user)
    context = {
        "now": now,
        "facts": facts,
        "alerts": sorted(found, key=lambda alert: not alert.is_past),
        "past": [alert for alert in found if alert.is_past],
        "failures": failures.filter(seen_at=None)[:MOST_FAILURES],
        "seen": failures.exclude(seen_at=None).select_related("seen_by").order_by("-seen_at")[:MOST_SEEN],
        "machine": machine,
        "states": states(counts_since(now - MESSAGES_OF)),
    }
    return render(request, "operations/operations.html", context)


def states(counts):
    """Label, number and colour of each state; nothing is coloured while it is nought."""
    colours = {"failed": "red", "unclear": "yellow", "sent": "green"}
    labels = dict(Delivery.State.choices)
    return [(labels[state], number, colours.get(state, "") if number else "") for state, number in counts.items()]


@require_POST
def seen(request, pk):
    refuse_others(request)
    failure = get_object_or_404(TaskFailure.objects.visible_to(request.user), pk=pk)
    mark_seen(failure, by=request.user)
    messages.success(request, _("Marked as seen. It comes back if the task fails again."))
    return redirect("operations:operations")
