"""What all pages of a step share: the hazard, the form, the refusal above it, the way on."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.addresses import own_address
from core.editing import try_save
from inspections.models import Hazard
from inspections.selectors.hazard import with_names


@dataclass(frozen=True)
class Page:
    """`may`: whether the step is possible now; `said`: what the answer says, with the hazard in it.

    `too_late` says why it isn't possible, where the state of the hazard is no reason.
    """

    title: str
    submit: str
    said: str
    may: bool
    lead: str = ""
    template: str = "inspections/step.html"
    draft_key: str = ""
    too_late: str = ""


def find_hazard(request, pk):
    return get_object_or_404(with_names(Hazard.objects.visible_to(request.user)), pk=pk)


def demand(right):
    if not right:
        raise PermissionDenied


def take_step(request, hazard, form, service, page, more=dict):
    """Call the service with what the form says, once that is complete; `more` gives what else the page shows.

    A step that comes too late is told on the hazard's page; a refusal of the service stands above the form.
    """
    if request.method != "POST" and not page.may:
        words = page.too_late or _("This step doesn't follow: the hazard is “%(state)s” in the meantime.")
        messages.error(request, words % {"state": hazard.get_state_display()})
        return redirect(hazard)
    saved, conflict = try_save(form, lambda: service(hazard, by=request.user, **_facts(form)))
    if saved:
        messages.success(request, page.said % {"hazard": saved}, extra_tags=page.draft_key)
        return redirect(own_address(request, request.POST.get("then", "")) or saved)
    context = more() | {"hazard": hazard, "campaign": hazard.campaign, "form": form, "page": page, "conflict": conflict}
    context |= {"submit": page.submit, "cancel_url": hazard.get_absolute_url(), "draft_key": page.draft_key}
    context["today"] = timezone.localdate()
    return render(request, page.template, context | {"then": request.POST.get("then", "")})


def step_on(subject, service):
    """A service that writes another record, or answers with one, as a step of the hazard it belongs to."""

    def step(hazard, **facts):
        service(subject, **facts)
        return hazard

    return step


def _facts(form):
    return form.facts() if hasattr(form, "facts") else form.cleaned_data
