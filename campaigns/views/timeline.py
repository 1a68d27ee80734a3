"""The timeline: what was planned, when it was."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns import rules
from campaigns.forms.timeline import TimelineEntryForm, TimelineFilter
from campaigns.models import TimelineEntry
from campaigns.selectors import campaign_or_404
from campaigns.selectors.timeline import timeline_of
from campaigns.services.timeline import (
    add_timeline_entry,
    delete_timeline_entry,
    mark_happened,
    update_timeline_entry,
)
from campaigns.views.editing import editable_or_403
from core.editing import try_save
from core.forms import ReasonForm
from core.history import history_of


def timeline(request, slug):
    campaign = campaign_or_404(request.user, slug)
    filters = TimelineFilter(request.GET)
    kind = filters.cleaned_data["kind"] if filters.is_valid() else ""
    lines = timeline_of(campaign, user=request.user, today=timezone.localdate(), kind=kind)
    context = {
        "campaign": campaign,
        "filter_form": filters,
        "lines": lines,
        "late": sum(line.is_late for line in lines),
        "ahead": next((line for line in lines if not line.entry.actual_on and not line.is_late), None),
        "may_edit": rules.may_edit(request.user, campaign),
    }
    return render(request, "campaigns/timeline.html", context)


def timeline_new(request, slug):
    campaign = editable_or_403(request, slug)
    form = TimelineEntryForm(request.POST or None, instance=TimelineEntry(campaign=campaign))
    saved, _conflict = try_save(form, lambda: add_timeline_entry(campaign, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
        return redirect("campaigns:timeline", slug)
    return render(request, "campaigns/timeline_form.html", {"campaign": campaign, "form": form})


def timeline_edit(request, slug, pk):
    campaign, entry = _entry(request, slug, pk)
    form = TimelineEntryForm(request.POST or None, instance=entry)
    saved, conflict = try_save(form, lambda: update_timeline_entry(entry, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
        return redirect("campaigns:timeline", slug)
    context = {"campaign": campaign, "entry": entry, "form": form, "conflict": conflict}
    context["changes"] = history_of(entry, limit=50)
    return render(request, "campaigns/timeline_form.html", context, status=409 if conflict else 200)


@require_POST
def timeline_happened(request, slug, pk):
    _campaign, entry = _entry(request, slug, pk)
    mark_happened(entry, by=request.user, on=timezone.localdate())
    messages.success(request, _("“%(title)s” has happened.") % {"title": entry.title})
    return redirect("campaigns:timeline", slug)


def timeline_delete(request, slug, pk):
    campaign, entry = _entry(request, slug, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        delete_timeline_entry(entry, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("“%(title)s” is deleted.") % {"title": entry.title})
        return redirect("campaigns:timeline", slug)
    return render(request, "campaigns/timeline_delete.html", {"campaign": campaign, "entry": entry, "form": form})


def _entry(request, slug, pk):
    campaign = editable_or_403(request, slug)
    return campaign, get_object_or_404(TimelineEntry.objects.visible_to(request.user), campaign=campaign, pk=pk)
