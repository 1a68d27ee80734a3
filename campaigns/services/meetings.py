"""The only writers of meetings and their resolutions."""

from collections.abc import Iterable
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Assignment, Campaign, Meeting, Resolution
from campaigns.services.access import lock_campaign
from campaigns.services.assignments import Quota, create_assignment, send_assignment
from campaigns.services.attachments import attach, forget_files
from core.editing import apply, lock_for_edit
from core.errors import DomainError
from core.history import because
from units.models import Unit


@transaction.atomic
def create_meeting(campaign: Campaign, *, by: User, files: Iterable[File] = (), **facts: Any) -> Meeting:
    meeting = Meeting(campaign=lock_campaign(campaign, by=by))
    many = apply(meeting, facts)
    with because(by=by):
        meeting.save()
        meeting.units_present.set(many.get("units_present", ()))
        attach(meeting, files, by=by)
    return meeting


@transaction.atomic
def update_meeting(meeting: Meeting, *, by: User, version: int, files: Iterable[File] = (), **facts: Any) -> Meeting:
    lock_campaign(meeting.campaign, by=by)
    meeting = lock_for_edit(meeting, version=version)
    many = apply(meeting, facts)
    with because(by=by):
        meeting.save()
        if "units_present" in many:
            meeting.units_present.set(many["units_present"])
        attach(meeting, files, by=by)
    return meeting


@transaction.atomic
def delete_meeting(meeting: Meeting, *, by: User, why: str) -> None:
    """Only while none of its resolutions has become an assignment."""
    lock_campaign(meeting.campaign, by=by)
    if meeting.resolutions.filter(assignment__isnull=False).exists():
        raise DomainError(_("Resolutions of this meeting have become assignments, so its minutes have to stay."))
    forget_files(meeting)
    with because(why, by=by):
        meeting.delete()


@transaction.atomic
def add_resolution(meeting: Meeting, *, by: User, text: str) -> Resolution:
    lock_campaign(meeting.campaign, by=by)
    last = meeting.resolutions.aggregate(last=Max("position"))["last"]
    with because(by=by):
        return Resolution.objects.create(meeting=meeting, text=text, position=(last or 0) + 1)


@transaction.atomic
def update_resolution(resolution: Resolution, *, by: User, text: str) -> Resolution:
    lock_campaign(resolution.meeting.campaign, by=by)
    resolution = Resolution.objects.select_for_update().get(pk=resolution.pk)
    resolution.text = text
    with because(by=by):
        resolution.save(update_fields=["text"])
    return resolution


@transaction.atomic
def delete_resolution(resolution: Resolution, *, by: User, why: str) -> None:
    lock_campaign(resolution.meeting.campaign, by=by)
    resolution = Resolution.objects.select_for_update().get(pk=resolution.pk)
    if resolution.assignment_id is not None:
        raise DomainError(_("This resolution has become an assignment. Withdraw that instead."))
    with because(why, by=by):
        resolution.delete()


@transaction.atomic
def assign_resolution(
    resolution: Resolution, *, by: User, units: Iterable[Unit], quotas: Iterable[Quota], send: bool, **facts: Any
) -> Assignment:
    """Make the resolution an assignment, a draft or handed out at once; it becomes one only once."""
    campaign = lock_campaign(resolution.meeting.campaign, by=by)
    resolution = Resolution.objects.select_for_update().get(pk=resolution.pk)
    if resolution.assignment_id is not None:
        raise DomainError(_("This resolution has become an assignment already."))
    with because(by=by):
        assignment = create_assignment(campaign, by=by, units=units, quotas=quotas, **facts)
        resolution.assignment = assignment
        resolution.save(update_fields=["assignment"])
    return send_assignment(assignment, by=by) if send else assignment
