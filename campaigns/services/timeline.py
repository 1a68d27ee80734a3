"""The only writers of the timeline."""

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from campaigns.models import Campaign, TimelineEntry
from campaigns.services.access import lock_campaign
from core.editing import apply, lock_for_edit, refuse_broken_constraints
from core.history import because


@transaction.atomic
def add_timeline_entry(campaign: Campaign, *, by: User, **facts: Any) -> TimelineEntry:
    entry = TimelineEntry(campaign=lock_campaign(campaign, by=by))
    apply(entry, facts)
    refuse_broken_constraints(entry)
    with because(by=by):
        entry.save()
    return entry


@transaction.atomic
def update_timeline_entry(entry: TimelineEntry, *, by: User, version: int, **facts: Any) -> TimelineEntry:
    lock_campaign(entry.campaign, by=by)
    entry = lock_for_edit(entry, version=version)
    apply(entry, facts)
    refuse_broken_constraints(entry)
    with because(by=by):
        entry.save()
    return entry


@transaction.atomic
def mark_happened(entry: TimelineEntry, *, by: User, on: date) -> TimelineEntry:
    """It took place on this day; said a second time it changes nothing."""
    lock_campaign(entry.campaign, by=by)
    entry = TimelineEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.actual_on is None:
        entry.actual_on = on
        entry.version += 1
        with because(by=by):
            entry.save(update_fields=["actual_on", "version"])
    return entry


@transaction.atomic
def delete_timeline_entry(entry: TimelineEntry, *, by: User, why: str) -> None:
    lock_campaign(entry.campaign, by=by)
    with because(why, by=by):
        entry.delete()
