"""The only writers of the plan tree."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign, PlanItem
from campaigns.services.access import lock_campaign
from core.editing import apply, lock_for_edit, refuse_broken_constraints
from core.errors import DomainError
from core.history import because


@transaction.atomic
def add_plan_item(campaign: Campaign, *, by: User, **facts: Any) -> PlanItem:
    """Add an item as the last of its siblings."""
    campaign = lock_campaign(campaign, by=by)
    item = PlanItem(campaign=campaign)
    many = apply(item, facts)
    _refuse_strange_parent(item)
    item.position = next_position(campaign, item.parent_id)
    refuse_broken_constraints(item)
    with because(by=by):
        item.save()
        item.co_operating.set(many.get("co_operating", ()))
    return item


@transaction.atomic
def update_plan_item(item: PlanItem, *, by: User, version: int, **facts: Any) -> PlanItem:
    """Change an item; under another parent it becomes the last of its new siblings."""
    lock_campaign(item.campaign, by=by)
    item = lock_for_edit(item, version=version)
    old_parent = item.parent_id
    many = apply(item, facts)
    _refuse_strange_parent(item)
    if item.parent_id != old_parent:
        item.position = next_position(item.campaign, item.parent_id)
    refuse_broken_constraints(item)
    with because(by=by):
        item.save()
        if "co_operating" in many:
            item.co_operating.set(many["co_operating"])
    return item


@transaction.atomic
def order_plan_items(campaign: Campaign, *, by: User, parent: PlanItem | None, ids: Sequence[int]) -> None:
    """Put the children of one parent into this order; all of them must be named."""
    campaign = lock_campaign(campaign, by=by)
    siblings = {item.pk: item for item in campaign.plan_items.filter(parent=parent)}
    if set(ids) != set(siblings) or len(ids) != len(siblings):
        raise DomainError(_("The plan has changed in the meantime. Load the page again and move it then."))
    with because(by=by):
        for position, pk in enumerate(ids, start=1):
            if siblings[pk].position != position:
                PlanItem.objects.filter(pk=pk).update(position=position)


@transaction.atomic
def move_plan_item(item: PlanItem, *, by: User, steps: int) -> None:
    """Move an item up (negative) or down among its siblings; at the end it stays."""
    lock_campaign(item.campaign, by=by)
    ids = list(PlanItem.objects.filter(campaign=item.campaign_id, parent=item.parent_id).values_list("pk", flat=True))
    at = ids.index(item.pk)
    ids.insert(min(max(at + steps, 0), len(ids) - 1), ids.pop(at))
    order_plan_items(item.campaign, by=by, parent=item.parent, ids=ids)


@transaction.atomic
def delete_plan_item(item: PlanItem, *, by: User, why: str) -> None:
    """Only an item on which nothing hangs can go: no children, no assignment, no activity."""
    lock_campaign(item.campaign, by=by)
    if item.children.exists():
        raise DomainError(_("Other items hang under this one. Move or delete those first."))
    try:
        with because(why, by=by), transaction.atomic():
            item.delete()
    except ProtectedError:
        raise DomainError(_("Assignments or activities belong to this item, so it has to stay.")) from None


def next_position(campaign: Campaign, parent_id: int | None) -> int:
    last = PlanItem.objects.filter(campaign=campaign, parent=parent_id).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _refuse_strange_parent(item: PlanItem) -> None:
    """A parent is an item of the same plan, and not one of those below."""
    parent = item.parent
    if parent is None:
        return
    if parent.campaign_id != item.campaign_id:
        raise DomainError(_("The item above belongs to another campaign."))
    above = dict(PlanItem.objects.filter(campaign=item.campaign_id).values_list("pk", "parent"))
    at: int | None = parent.pk
    while at is not None:
        if at == item.pk:
            raise DomainError(_("An item can't hang under itself or under one of its own items."))
        at = above.get(at)
