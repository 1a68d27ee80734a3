"""When a fixed hazard is looked at again: by itself if it was major or exposed, by lot, or because the office asks."""

from datetime import date
from decimal import ROUND_CEILING, Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from core.draws import drawn_order, new_seed
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import Draw, Exposure, Hazard, LookBack
from inspections.selectors.deadlines import Terms
from inspections.selectors.look_backs import pool_of
from inspections.services.states import demand, locked, too_late


def ensure_look_back(hazard: Hazard, *, reason: str, draw: Draw | None = None, terms: Terms | None = None) -> LookBack:
    """The open look-back of the hazard, made when there is none; due the usual time after its closing."""
    start = hazard.closed_on or timezone.localdate()
    due_on = (terms or Terms.load()).due("look_back", start)
    facts = {"reason": reason, "draw": draw, "due_on": max(due_on, timezone.localdate())}
    row, _made = LookBack.objects.get_or_create(hazard=hazard, result="", defaults=facts)
    return row


def look_back_after_fix(row: Hazard) -> None:
    """For the act that signs a locked hazard off. One that waits since before a reopening waits from now on."""
    waiting = row.look_backs.filter(result="").first()
    if waiting:
        waiting.due_on = Terms.load().due("look_back", row.closed_on or timezone.localdate())
        waiting.save(update_fields=["due_on"])
    elif row.is_major:
        ensure_look_back(row, reason=LookBack.Reason.MAJOR)
    elif row.exposures.filter(state=Exposure.State.PUBLISHED).exists():
        ensure_look_back(row, reason=LookBack.Reason.EXPOSED)


def ask_look_back(hazard: Hazard, *, by: User, due_on: date) -> LookBack:
    """The office wants one of these looked at again by a day of its choice."""
    with because(by=by), transaction.atomic():
        row = locked(hazard)
        demand(rules.may_manage(by, row.campaign))
        if row.state != Hazard.State.FIXED:
            raise too_late(row)
        if due_on < timezone.localdate():
            raise DomainError(_("This day is past."))
        if row.look_backs.filter(result="").exists():
            raise DomainError(_("A look-back is waiting already."))
        return LookBack.objects.create(hazard=row, reason=LookBack.Reason.OFFICE, due_on=due_on)


def draw_look_backs(
    campaign: Campaign, *, by: User, percent: Decimal, closed_from: date, closed_to: date, seed: str = ""
) -> Draw:
    """A share of what was fixed in the period and isn't looked at again anyway, rounded up.

    The draw keeps its pool and seed; what was drawn can't be drawn away by drawing again.
    """
    if not rules.may_manage(by, campaign):
        raise PermissionDenied
    with because(by=by), transaction.atomic():
        # One draw at a time, so that no hazard is in the hat twice.
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        rows = {row.pk: row for row in pool_of(campaign, closed_from, closed_to).select_for_update(of=("self",))}
        if not rows:
            raise DomainError(_("There is nothing to draw from: all that was fixed in this period is looked at again."))
        draw = Draw(campaign=campaign, purpose=Draw.Purpose.LOOK_BACK, seed=seed or new_seed(), drawn_by=by)
        draw.pool = sorted(rows)
        draw.picked = drawn_order(draw.seed, draw.pool)[: share_of(len(rows), percent)]
        draw.save()
        terms = Terms.load()
        for key in draw.picked:
            ensure_look_back(rows[key], reason=LookBack.Reason.LOT, draw=draw, terms=terms)
        return draw


def share_of(number: int, percent: Decimal) -> int:
    """Rounded up: of three hazards, 10 percent is one."""
    return int((number * percent / 100).to_integral_value(ROUND_CEILING))
