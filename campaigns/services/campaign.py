"""Create a campaign, change its facts, take it from state to state."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import Campaign, PlanDeclaration, PlanItemKind
from campaigns.services.access import lock_campaign
from core.editing import apply, lock_for_edit, refuse_broken_constraints
from core.errors import DomainError
from core.history import because

State = Campaign.State
# Steps back and the end of a campaign are explained to whoever reads its history.
NEEDS_REASON = {(State.RUNNING, State.DRAFT), (State.CLOSING, State.RUNNING), (State.ARCHIVED, State.CLOSING)}


@transaction.atomic
def create_campaign(*, by: User, declared: dict[PlanItemKind, int | None] | None = None, **facts: Any) -> Campaign:
    """A draft in the area of the person's office."""
    if not rules.may_create_campaign(by):
        raise PermissionDenied
    campaign = Campaign(area=by.area, state=State.DRAFT)
    many = apply(campaign, facts)
    refuse_broken_constraints(campaign)
    with because(by=by):
        campaign.save()
        _set_many(campaign, many)
        _declare(campaign, declared or {})
    return campaign


@transaction.atomic
def update_campaign(
    campaign: Campaign, *, by: User, version: int, declared: dict[PlanItemKind, int | None] | None = None, **facts: Any
) -> Campaign:
    lock_campaign(campaign, by=by)
    campaign = lock_for_edit(campaign, version=version)
    many = apply(campaign, facts)
    refuse_broken_constraints(campaign)
    with because(by=by):
        campaign.save()
        _set_many(campaign, many)
        _declare(campaign, declared or {})
    return campaign


@transaction.atomic
def change_state(campaign: Campaign, *, by: User, to: str, why: str = "") -> Campaign:
    """Start, close, archive or reopen; only one campaign of an area runs at a time."""
    list(Campaign.objects.select_for_update(no_key=True).filter(area=campaign.area_id).order_by("pk"))
    campaign = Campaign.objects.get(pk=campaign.pk)
    if not rules.may_change_state(by, campaign):
        raise PermissionDenied
    if not campaign.can_become(to):
        raise DomainError(_("The campaign has changed in the meantime. Look at it again."))
    if (campaign.state, to) in NEEDS_REASON and not why.strip():
        raise DomainError(_("Say why, so that everybody can read it in the history."))
    if to == State.RUNNING:
        _refuse_second_running(campaign)
    campaign.state = to
    campaign.version += 1
    with because(why.strip(), by=by):
        campaign.save(update_fields=["state", "version"])
    return campaign


def _refuse_second_running(campaign: Campaign) -> None:
    running = Campaign.objects.filter(area=campaign.area_id, state=State.RUNNING).exclude(pk=campaign.pk).first()
    if running:
        raise DomainError(
            _("“%(name)s” is still running, and only one campaign runs at a time. Close that one first.")
            % {"name": running.name}
        )


def _set_many(campaign: Campaign, many: dict[str, Any]) -> None:
    for name, values in many.items():
        getattr(campaign, name).set(values)


def _declare(campaign: Campaign, declared: dict[PlanItemKind, int | None]) -> None:
    """No number means that the plan announces none of this kind."""
    for kind, count in declared.items():
        if count is None:
            PlanDeclaration.objects.filter(campaign=campaign, kind=kind).delete()
        else:
            PlanDeclaration.objects.update_or_create(campaign=campaign, kind=kind, defaults={"count": count})
