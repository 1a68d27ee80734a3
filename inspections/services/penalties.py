"""Enforcement records: what was decided against a firm and a person, and when it was carried out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from campaigns.services.access import current_campaign
from core.editing import apply, lock_for_edit, refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import Penalty, Reward
from inspections.services.states import refuse_without

# From here on an amount rests on the fine and another person has vouched for it.
RESTING = (Reward.State.APPROVED, Reward.State.TOLD, Reward.State.CLAIMED, Reward.State.PAID)


def create_penalty(campaign: Campaign, *, by: User, **facts: Any) -> Penalty:
    """`facts` are the editable fields of the model; the firm is the hazard's unit unless another is named."""
    with because(by=by), transaction.atomic():
        if not rules.may_manage(by, current_campaign(campaign)):
            raise PermissionDenied
        return _save(Penalty(campaign=campaign, by=by), facts)


def update_penalty(penalty: Penalty, *, by: User, version: int, **facts: Any) -> Penalty:
    """Also how the execution is entered; a reward that rests on the fine is compared before it is approved."""
    with because(by=by), transaction.atomic():
        if not rules.may_manage(by, current_campaign(penalty.campaign)):
            raise PermissionDenied
        return _save(lock_for_edit(penalty, version=version), facts)


def delete_penalty(penalty: Penalty, *, by: User, why: str) -> None:
    """A slip; one that an approved reward rests on stays."""
    why = refuse_without(why)
    with because(why, by=by), transaction.atomic():
        if not rules.may_manage(by, current_campaign(penalty.campaign)):
            raise PermissionDenied
        row = Penalty.objects.select_for_update().filter(pk=penalty.pk).first()
        if row is None:
            raise DomainError(_("Somebody else has deleted this penalty in the meantime."))
        if Reward.objects.filter(hazard=row.hazard_id, state__in=RESTING).exists():
            raise DomainError(_("A reward has been approved on the strength of this fine, so the record has to stay."))
        row.delete()


def _save(row: Penalty, facts: dict[str, Any]) -> Penalty:
    apply(row, facts)
    if not (row.firm_yuan or row.person_yuan or row.other):
        raise DomainError(_("Enter a fine or another measure."))
    if row.hazard and row.hazard.campaign_id != row.campaign_id:
        raise DomainError(_("The hazard is on another campaign's ledger."))
    refuse_broken_constraints(row)
    row.save()
    return row
