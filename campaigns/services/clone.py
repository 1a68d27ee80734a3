"""Make a new campaign after the pattern of an earlier one, all or nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import (
    Assignment,
    AssignmentQuota,
    Campaign,
    CommitteeSeat,
    PlanItem,
    PlanItemKind,
    TimelineEntry,
    UnitAssignment,
)
from campaigns.selectors.plan import plan_tree
from campaigns.services.campaign import create_campaign
from campaigns.services.picks import copy_picks
from core.history import because
from units.models import Unit

Days = Mapping[int, date | None]


@transaction.atomic
def clone_campaign(
    source: Campaign,
    *,
    by: User,
    take: Mapping[str, Days],
    declared: dict[PlanItemKind, int | None] | None = None,
    **facts: Any,
) -> Campaign:
    """A draft with the rows in `take`: per part ("plan", "seats", "timeline", "assignments") key → new day.

    Dates are taken as given, so what a person was shown and corrected is what is saved. An
    assignment's due time keeps its local hour; units that are gone by then are left out.
    """
    if not rules.may_clone(by, source):
        raise PermissionDenied
    with because(_("Cloned from “%(name)s”") % {"name": source.name}, by=by):
        campaign = create_campaign(by=by, declared=declared, **facts)
        campaign.cloned_from = source
        campaign.save(update_fields=["cloned_from"])
        copy_picks(source, campaign)
        units = _Units(campaign.starts_on)
        items = _clone_plan(source, campaign, take.get("plan", {}), units)
        _clone_seats(source, campaign, take.get("seats", {}), units)
        _clone_timeline(source, campaign, take.get("timeline", {}))
        _clone_assignments(source, campaign, take.get("assignments", {}), items, units, by)
    return campaign


class _Units:
    """Who stands for a unit on a day: itself, the one it was merged into, or nobody."""

    def __init__(self, day: date):
        self.active = set(Unit.objects.active_on(day).values_list("pk", flat=True))
        self.merged = dict(Unit.objects.exclude(merged_into=None).values_list("pk", "merged_into"))

    def heir(self, pk: int | None) -> int | None:
        while pk in self.merged:
            pk = self.merged[pk]
        return pk if pk in self.active else None

    def heirs(self, pks: Any) -> list[int]:
        return sorted({heir for pk in pks if (heir := self.heir(pk)) is not None})


def _clone_plan(source: Campaign, campaign: Campaign, days: Days, units: _Units) -> dict[int, PlanItem]:
    """Items whose parent is left out move up to the nearest one that is taken."""
    copies: dict[int, PlanItem] = {}
    above: dict[int | None, PlanItem | None] = {None: None}
    nodes = [node for root in plan_tree(source) for node in root.walk()]
    for position, node in enumerate(nodes, start=1):
        old, parent = node.item, above[node.item.parent_id]
        above[old.pk] = parent
        if old.pk not in days:
            continue
        copy = PlanItem.objects.create(
            campaign=campaign,
            parent=parent,
            kind=old.kind,
            number=old.number,
            title=old.title,
            description=old.description,
            lead_id=units.heir(old.lead_id),
            due_on=days[old.pk],
            position=position,
        )
        copy.co_operating.set(units.heirs(old.co_operating.values_list("pk", flat=True)))
        copies[old.pk] = above[old.pk] = copy
    return copies


def _clone_seats(source: Campaign, campaign: Campaign, days: Days, units: _Units) -> None:
    for seat in source.seats.filter(pk__in=days):
        unit = units.heir(seat.unit_id)
        if unit or seat.post:
            CommitteeSeat.objects.create(
                campaign=campaign, kind=seat.kind, post=seat.post, unit_id=unit, position=seat.position
            )


def _clone_timeline(source: Campaign, campaign: Campaign, days: Days) -> None:
    for entry in source.timeline.filter(pk__in=days):
        TimelineEntry.objects.create(
            campaign=campaign,
            kind=entry.kind,
            title=entry.title,
            planned_on=days[entry.pk],
            is_deadline=entry.is_deadline,
        )


def _clone_assignments(
    source: Campaign, campaign: Campaign, days: Days, items: Mapping[int, PlanItem], units: _Units, by: User
) -> None:
    for old in source.assignments.filter(pk__in=days).prefetch_related("quotas", "units"):
        day = days[old.pk]
        assert day is not None  # the form asks for it
        copy = Assignment.objects.create(
            campaign=campaign,
            plan_item=items.get(old.plan_item_id) if old.plan_item_id else None,
            title=old.title,
            instructions=old.instructions,
            answer=old.answer,
            due_at=_at_the_same_hour(old.due_at, day),
            created_by=by,
        )
        AssignmentQuota.objects.bulk_create(
            AssignmentQuota(assignment=copy, indicator_id=quota.indicator_id, at_least=quota.at_least)
            for quota in old.quotas.all()
        )
        UnitAssignment.objects.bulk_create(
            UnitAssignment(assignment=copy, unit_id=pk) for pk in units.heirs(row.unit_id for row in old.units.all())
        )


def _at_the_same_hour(due_at: datetime, day: date) -> datetime:
    """Local time counts: 18:00 stays 18:00 in whatever offset the new day has."""
    return timezone.make_aware(datetime.combine(day, timezone.localtime(due_at).time()))
