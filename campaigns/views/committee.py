"""The leading group, as of any day."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns import rules
from campaigns.forms.committee import AsOfForm, ReplaceSeatForm, SeatForm
from campaigns.models import CommitteeSeat
from campaigns.selectors import campaign_or_404
from campaigns.selectors.committee import seats_of_another_day, seats_on
from campaigns.services.committee import add_seat, delete_seat, move_seat, order_seats, replace_seat, update_seat
from campaigns.views.editing import editable_or_403
from core.editing import try_save
from core.forms import ReasonForm
from core.history import history_of
from core.text import keys
from core.views import order_answer
from units.models import Unit


def committee(request, slug):
    campaign = campaign_or_404(request.user, slug)
    asked = AsOfForm(request.GET or None, initial={"on": timezone.localdate()})
    day = (asked.is_valid() and asked.cleaned_data["on"]) or timezone.localdate()
    context = {
        "campaign": campaign,
        "groups": seats_on(campaign, user=request.user, day=day),
        "others": seats_of_another_day(campaign, user=request.user, day=day),
        "day": day,
        "is_today": day == timezone.localdate(),
        "as_of": asked,
        "may_edit": rules.may_edit(request.user, campaign),
    }
    return render(request, "campaigns/committee.html", context)


def seat_new(request, slug):
    campaign = editable_or_403(request, slug)
    kind = request.GET.get("kind", "")
    initial = {"kind": kind} if kind in CommitteeSeat.Kind.values else None
    units = Unit.objects.visible_to(request.user)
    form = SeatForm(request.POST or None, instance=CommitteeSeat(campaign=campaign), initial=initial, units=units)
    saved, _conflict = try_save(form, lambda: add_seat(campaign, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The seat is saved."))
        return redirect("campaigns:committee", slug)
    return render(request, "campaigns/seat_form.html", {"campaign": campaign, "form": form})


def seat_edit(request, slug, pk):
    campaign, seat = _seat(request, slug, pk)
    form = SeatForm(request.POST or None, instance=seat, units=Unit.objects.visible_to(request.user))
    saved, conflict = try_save(form, lambda: update_seat(seat, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The seat is saved."))
        return redirect("campaigns:committee", slug)
    context = {"campaign": campaign, "seat": seat, "form": form, "conflict": conflict}
    context["changes"] = history_of(seat, limit=50)
    return render(request, "campaigns/seat_form.html", context, status=409 if conflict else 200)


def seat_replace(request, slug, pk):
    """Somebody new holds the seat; who held it until then stays in the group's past."""
    campaign, seat = _seat(request, slug, pk)
    form = ReplaceSeatForm(request.POST or None, initial={"post": seat.post})
    saved, _conflict = try_save(form, lambda: replace_seat(seat, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("The seat has a new holder."))
        return redirect("campaigns:committee", slug)
    return render(request, "campaigns/seat_replace.html", {"campaign": campaign, "seat": seat, "form": form})


def seat_delete(request, slug, pk):
    campaign, seat = _seat(request, slug, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        delete_seat(seat, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("The seat is deleted."))
        return redirect("campaigns:committee", slug)
    return render(request, "campaigns/seat_delete.html", {"campaign": campaign, "seat": seat, "form": form})


@require_POST
def seat_move(request, slug, pk):
    _campaign, seat = _seat(request, slug, pk)
    steps = -1 if request.POST.get("to") == "up" else 1
    move_seat(seat, by=request.user, steps=steps, day=timezone.localdate())
    return redirect("campaigns:committee", slug)


@require_POST
def seat_order(request, slug, kind):
    campaign = editable_or_403(request, slug)
    ids = keys(request.POST.getlist("order"))
    return order_answer(lambda: order_seats(campaign, by=request.user, kind=kind, ids=ids))


def _seat(request, slug, pk):
    campaign = editable_or_403(request, slug)
    rows = CommitteeSeat.objects.visible_to(request.user).select_related("unit")
    return campaign, get_object_or_404(rows, campaign=campaign, pk=pk)
