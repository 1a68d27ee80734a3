"""Messages on their way: the office's list, and what it decides about single ones."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.forms import ReasonForm
from core.imports import table_response
from core.pagination import page_of
from core.text import keys
from core.workbooks.columns import Column
from notifications import rules
from notifications.forms.deliveries import DeliveryFilter
from notifications.models import Delivery
from notifications.selectors import deliveries as selectors
from notifications.services import deliveries as services

State = Delivery.State
MOST_EXPORTED = 100_000


def narrowed(request):
    """The form, the rows of all states and those of the state shown; the page, its export and acts on all use it."""
    if not rules.may_read_messages(request.user):
        raise PermissionDenied
    form = DeliveryFilter(request.GET)
    everything = selectors.deliveries(request.user, form.filters())
    state = form.state_shown()
    return form, everything, everything.filter(state=state) if state else everything


@require_safe
def deliveries(request):
    form, everything, rows = narrowed(request)
    page = page_of(selectors.with_parts(rows), request.GET.get("page"))
    page.object_list = selectors.shown(page.object_list, request.user)
    others = request.GET.copy()
    for name in ("state", "page"):
        others.pop(name, None)
    context = {
        "filter_form": form,
        "page_obj": page,
        "tabs": selectors.tabs_of(everything),
        "state": form.state_shown(),
        "others": others.urlencode(),
        "export_url": f"{reverse('notifications:deliveries_export')}?{request.GET.urlencode()}",
        "may_settle": rules.may_settle(request.user),
    }
    return render(request, "notifications/deliveries.html", context)


@require_safe
def deliveries_export(request):
    _form, _everything, rows = narrowed(request)
    names = [_("To"), _("Channel"), _("Unit"), _("What it says"), _("State"), _("Late"), _("Queued at"), _("Sent at")]
    names += [_("Attempts"), _("Error")]
    columns = [Column(f"column-{number}", name, name) for number, name in enumerate(names)]
    lines = (_exported(row, request.user) for row in selectors.with_parts(rows)[:MOST_EXPORTED].iterator(2000))
    return table_response("messages", _("Messages"), columns, lines)


@require_safe
def delivery(request, pk):
    if not rules.may_read_messages(request.user):
        raise PermissionDenied
    row = get_object_or_404(selectors.with_parts(Delivery.objects.visible_to(request.user)), pk=pk)
    context = {
        "shown": selectors.shown([row], request.user)[0],
        "lines": selectors.lines_of(row, request.user),
        "now": timezone.now(),
        "may_settle": rules.may_settle(request.user),
    }
    return render(request, "notifications/delivery.html", context)


@require_POST
def delivery_act(request):
    """Of one, of those ticked, or of all that the filters in the address leave; asks first where that matters."""
    chosen, act = _chosen(request), ACTS.get(request.POST.get("act"))
    if act is None:
        raise Http404
    return act(request, chosen)


def _retry(request, chosen):
    """All of a list are those that failed; unclear ones are named one by one, since they may arrive twice."""
    states = [State.FAILED] if "all" in request.POST else services.RETRIED_FROM
    chosen = chosen.filter(state__in=states)
    unclear = chosen.filter(state=State.UNCLEAR).count()
    if unclear and "sure" not in request.POST:
        return render(request, "notifications/delivery_retry.html", _asked(request, chosen) | {"unclear": unclear})
    done = services.retry(chosen.values_list("pk", flat=True), by=request.user, states=states)
    words = ngettext("%(number)s message is queued again.", "%(number)s messages are queued again.", done)
    return _answer(request, done, words)


def _arrived(request, chosen):
    done = services.say_it_arrived(chosen.values_list("pk", flat=True), by=request.user)
    return _answer(
        request, done, ngettext("%(number)s message counts as sent.", "%(number)s messages count as sent.", done)
    )


def _drop(request, chosen):
    if not rules.may_settle(request.user):
        raise PermissionDenied
    form = ReasonForm(request.POST if "sure" in request.POST else None)
    if not form.is_valid():
        number = chosen.filter(state=State.QUEUED).count()
        context = _asked(request, chosen) | {"form": form, "number": number}
        return render(request, "notifications/delivery_drop.html", context)
    done = services.drop(chosen.values_list("pk", flat=True), by=request.user, why=form.cleaned_data["why"])
    words = ngettext("%(number)s message does not go out.", "%(number)s messages do not go out.", done)
    return _answer(request, done, words)


ACTS = {"retry": _retry, "arrived": _arrived, "drop": _drop}


def _chosen(request):
    _form, _everything, rows = narrowed(request)
    if "all" in request.POST:
        return rows
    return Delivery.objects.visible_to(request.user).filter(pk__in=keys(request.POST.getlist("pk")))


def _asked(request, chosen):
    return {"pks": list(chosen.values_list("pk", flat=True)), "back": _back(request)}


def _answer(request, done, words):
    if done:
        messages.success(request, words % {"number": done})
    else:
        messages.error(request, _("Nothing was changed: no message was in such a state any more."))
    return redirect(_back(request))


def _back(request):
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, None) and back.startswith("/"):
        return back
    return reverse("notifications:deliveries")


def _exported(row, user):
    shown = selectors.ShownDelivery(row, selectors.headline_of(row, user))
    facts = [shown.to, row.get_channel_display(), row.unit.name, shown.headline, row.get_state_display()]
    return [*facts, _("yes") if row.is_late else "", row.created_at, row.sent_at, row.attempts, row.error]
