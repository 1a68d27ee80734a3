"""Meetings with their minutes; a resolution becomes an assignment in the same page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from campaigns import rules
from campaigns.forms.meetings import AssignResolutionForm, MeetingForm, ResolutionForm
from campaigns.models import Assignment, Attachment, Meeting, Resolution
from campaigns.selectors import campaign_or_404
from campaigns.services.meetings import (
    add_resolution,
    assign_resolution,
    create_meeting,
    delete_meeting,
    delete_resolution,
    update_meeting,
    update_resolution,
)
from campaigns.views.editing import editable_or_403
from core.editing import try_save
from core.errors import DomainError
from core.forms import ReasonForm
from core.history import history_of
from core.text import shortened
from units.models import Unit


def meetings(request, slug):
    campaign = campaign_or_404(request.user, slug)
    rows = Meeting.objects.visible_to(request.user).filter(campaign=campaign)
    counted = rows.annotate(
        resolved=Count("resolutions", distinct=True), assigned=Count("resolutions__assignment", distinct=True)
    )
    context = {
        "campaign": campaign,
        "meetings": counted,
        "open": sum(row.resolved - row.assigned for row in counted),
        "may_edit": rules.may_edit(request.user, campaign),
    }
    return render(request, "campaigns/meetings.html", context)


def meeting(request, slug, pk):
    """Also takes a new resolution, so that minutes and resolutions are written on one page."""
    campaign = campaign_or_404(request.user, slug)
    row = get_object_or_404(Meeting.objects.visible_to(request.user), campaign=campaign, pk=pk)
    may_edit = rules.may_edit(request.user, campaign)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    form = ResolutionForm(request.POST or None) if may_edit else None
    if form:
        saved, _conflict = try_save(form, lambda: add_resolution(row, by=request.user, **form.cleaned_data))
        if saved:
            return redirect(f"{row.get_absolute_url()}#resolutions")
    return _page(request, campaign, row, {"form": form})


def _page(request, campaign, row, extra):
    resolutions = Resolution.objects.visible_to(request.user).filter(meeting=row).select_related("assignment")
    context = {
        "campaign": campaign,
        "meeting": row,
        "resolutions": resolutions,
        "readable": set(
            Assignment.objects.visible_to(request.user).filter(resolution__in=resolutions).values_list("pk", flat=True)
        ),
        "units": row.units_present.all(),
        "files": Attachment.objects.visible_to(request.user).filter(meeting=row),
        "changes": history_of(row, limit=50),
        "may_edit": rules.may_edit(request.user, campaign),
        "may_assign": rules.may_give_work(request.user, campaign),
    }
    return render(request, "campaigns/meeting.html", context | extra)


def meeting_new(request, slug):
    campaign = editable_or_403(request, slug)
    form = MeetingForm(
        request.POST or None,
        request.FILES or None,
        instance=Meeting(campaign=campaign),
        units=Unit.objects.visible_to(request.user),
    )
    saved, _conflict = try_save(form, lambda: create_meeting(campaign, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The meeting is saved. Enter its resolutions next."))
        return redirect(saved)
    return render(request, "campaigns/meeting_form.html", {"campaign": campaign, "form": form})


def meeting_edit(request, slug, pk):
    campaign = editable_or_403(request, slug)
    row = get_object_or_404(Meeting.objects.visible_to(request.user), campaign=campaign, pk=pk)
    units = Unit.objects.visible_to(request.user)
    form = MeetingForm(request.POST or None, request.FILES or None, instance=row, units=units)
    saved, conflict = try_save(form, lambda: update_meeting(row, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The meeting is saved."))
        return redirect(saved)
    context = {"campaign": campaign, "meeting": row, "form": form, "conflict": conflict}
    return render(request, "campaigns/meeting_form.html", context, status=409 if conflict else 200)


def meeting_delete(request, slug, pk):
    campaign = editable_or_403(request, slug)
    row = get_object_or_404(Meeting.objects.visible_to(request.user), campaign=campaign, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            delete_meeting(row, by=request.user, why=form.cleaned_data["why"])
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is deleted."))
            return redirect("campaigns:meetings", slug)
    return render(request, "campaigns/meeting_delete.html", {"campaign": campaign, "meeting": row, "form": form})


def resolution_edit(request, slug, pk):
    campaign, resolution = _resolution(request, slug, pk)
    form = ResolutionForm(request.POST or None, instance=resolution)
    saved, _conflict = try_save(form, lambda: update_resolution(resolution, by=request.user, **form.cleaned_data))
    if saved:
        return redirect(f"{resolution.meeting.get_absolute_url()}#resolutions")
    context = {"campaign": campaign, "resolution": resolution, "form": form}
    return render(request, "campaigns/resolution_form.html", context)


def resolution_delete(request, slug, pk):
    campaign, resolution = _resolution(request, slug, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            delete_resolution(resolution, by=request.user, why=form.cleaned_data["why"])
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{resolution.meeting.get_absolute_url()}#resolutions")
    context = {"campaign": campaign, "resolution": resolution, "form": form}
    return render(request, "campaigns/resolution_delete.html", context)


def resolution_assign(request, slug, pk):
    """In the meeting's page: its short form opens under the resolution."""
    campaign, resolution = _resolution(request, slug, pk)
    if not rules.may_give_work(request.user, campaign):
        raise PermissionDenied
    initial = {"title": shortened(resolution.text, 160)}
    form = AssignResolutionForm(request.POST or None, initial=initial, units=Unit.objects.visible_to(request.user))
    saved, _conflict = try_save(form, lambda: assign_resolution(resolution, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The resolution is now an assignment."))
        return redirect(f"{resolution.meeting.get_absolute_url()}#resolutions")
    return _page(request, campaign, resolution.meeting, {"assign_form": form, "assigned": resolution})


def _resolution(request, slug, pk):
    campaign = editable_or_403(request, slug)
    rows = Resolution.objects.visible_to(request.user).select_related("meeting__campaign")
    return campaign, get_object_or_404(rows, meeting__campaign=campaign, pk=pk)
