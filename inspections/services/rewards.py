"""The steps of a reward, from the proposal to the approval; what follows is in `payouts`.

One case one reward, to the first valid reporter; the amount is computed, never typed; whoever approves is
another person than who proposed or computed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from accounts.models import User
from core.codes import ALPHABET
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import Hazard, Report, Reward, RewardRule
from inspections.services.states import locked, refuse_without

State = Reward.State
TOKEN_LENGTH = 8
CHECKED = (Hazard.State.GRADED, Hazard.State.RECTIFYING, Hazard.State.RECTIFIED, *Hazard.CLOSED_STATES)


def propose_reward(hazard: Hazard, *, by: User, grounds: str, joint_reporters: int = 1) -> Reward:
    """For whoever reported it first. Several signed one report: the first signer gets it."""
    with because(by=by), transaction.atomic():
        row = locked(hazard)
        if not rules.may_reward(by, row.campaign):
            raise PermissionDenied
        _refuse_unrewardable(row)
        if Reward.objects.filter(hazard=row).exists():
            raise DomainError(_("This case has a reward already: one case, one reward."))
        facts: dict[str, Any] = {"grounds": grounds.strip(), "joint_reporters": joint_reporters, "proposed_by": by}
        return Reward.objects.create(hazard=row, token=_new_token(), **facts)


def confirm_facts(reward: Reward, *, by: User) -> Reward:
    """What was reported is true: somebody has been there and graded it."""
    with step(reward, by=by) as row:
        _refuse_unrewardable(row.hazard)
        if row.hazard.state not in CHECKED:
            raise DomainError(_("The hazard hasn't been checked on site and graded yet."))
        # An amount goes back by `put_back`, with its reason.
        if row.state != State.PROPOSED:
            _refuse_step(row)
        move(row, State.CONFIRMED, confirmed_by=by)
    return row


def compute_amount(reward: Reward, *, by: User) -> Reward:
    """By the rule in force on the day of the report; that version is kept with the amount."""
    with step(reward, by=by) as row:
        rule = rule_for(row.hazard.report)
        fine = fine_of(row.hazard)
        amount = rule.amount_for(fine=fine, is_major=row.hazard.is_major)
        if not amount:
            raise DomainError(_("The rule in force gives nothing for an ordinary hazard without a fine."))
        move(row, State.COMPUTED, rule=rule, fine_yuan=fine, amount_yuan=amount, computed_by=by)
    return row


def put_back(reward: Reward, *, by: User, why: str) -> Reward:
    """The amount is to be computed again: a fine was changed, the grade was wrong."""
    why = refuse_without(why)
    with step(reward, by=by, why=why) as row:
        if row.state != State.COMPUTED:
            _refuse_step(row)
        move(row, State.CONFIRMED, why=why, rule=None, fine_yuan=None, amount_yuan=None, computed_by=None)
    return row


def approve_reward(reward: Reward, *, by: User) -> Reward:
    """By a second person, and only while the amount still follows from the fine."""
    with step(reward, by=by) as row:
        if not rules.may_approve_reward(by, row):
            raise PermissionDenied
        if row.state == State.COMPUTED and row.fine_yuan != fine_of(row.hazard):
            raise DomainError(_("The fine has changed since the amount was computed. Put it back and compute again."))
        move(row, State.APPROVED, approved_by=by, approved_on=timezone.localdate())
    return row


def refuse_reward(reward: Reward, *, by: User, why: str) -> Reward:
    why = refuse_without(why)
    with step(reward, by=by, why=why) as row:
        facts = {"rule": None, "fine_yuan": None, "amount_yuan": None, "computed_by": None}
        move(row, State.REFUSED, why=why, confirmed_by=None, **facts)
    return row


def propose_again(reward: Reward, *, by: User, why: str) -> Reward:
    """A refusal was wrong; whoever takes it up again is the one who proposes."""
    why = refuse_without(why)
    with step(reward, by=by, why=why) as row:
        _refuse_unrewardable(row.hazard)
        move(row, State.PROPOSED, why=why, proposed_by=by)
    return row


@contextmanager
def step(reward: Reward, *, by: User, why: str = "") -> Iterator[Reward]:
    """The locked row with its hazard and report, for the office; its version counted up."""
    with because(why, by=by), transaction.atomic():
        row = lock_reward(reward.pk)
        if not rules.may_reward(by, row.hazard.campaign):
            raise PermissionDenied
        yield row


def lock_reward(key: int) -> Reward:
    rows = Reward.objects.select_for_update(of=("self",)).select_related("hazard__campaign__area", "hazard__report")
    row = rows.get(pk=key)
    row.version += 1
    return row


def move(row: Reward, state: str, **facts: Any) -> None:
    """Save the next state of a locked row; a step that doesn't follow is refused in words."""
    if not row.can_become(state):
        _refuse_step(row)
    for name, value in (facts | {"state": state}).items():
        setattr(row, name, value)
    row.save(update_fields=["state", "version", *facts])


def fine_of(hazard: Hazard) -> Decimal | None:
    """What the firm and the person were fined together; None where nobody was."""
    fined = hazard.penalties.aggregate(yuan=Sum(F("firm_yuan") + F("person_yuan")))["yuan"]
    return fined or None


def rule_for(report: Report) -> RewardRule:
    """The version in force when it was reported: that is what the reporter could rely on."""
    rule = RewardRule.objects.filter(valid_from__lte=report.received_on).first()
    if rule is None:
        raise DomainError(_("No reward rule was in force on %(day)s.") % {"day": report.received_on})
    return rule


def _refuse_unrewardable(hazard: Hazard) -> None:
    if hazard.state == Hazard.State.DUPLICATE:
        first = hazard.duplicate_of
        raise DomainError(
            _("%(number)s was reported first; the reward belongs to that case.") % {"number": first and first.number}
        )
    if hazard.state in Hazard.OFF_LEDGER:
        raise DomainError(_("The report was not accepted, so there is nothing to reward."))
    if not Report.objects.filter(hazard=hazard).exists():
        raise DomainError(_("Nobody reported this hazard with a code, so there is nobody to reward."))
    day, serial = hazard.report.received_on, hazard.serial
    before = Q(received_on__lt=day) | Q(received_on=day, hazard__serial__lt=serial)
    earlier = Report.objects.filter(before, hazard__duplicate_of=hazard)
    for report in earlier.select_related("hazard").order_by("received_on", "hazard__serial")[:1]:
        raise DomainError(
            _("%(number)s was reported first. Take it back from the duplicates and tie this one to it.")
            % {"number": report.hazard.number}
        )


def _refuse_step(row: Reward) -> None:
    raise DomainError(
        _("This step doesn't follow: the reward is “%(state)s” in the meantime.") % {"state": row.get_state_display()}
    )


def _new_token() -> str:
    return get_random_string(TOKEN_LENGTH, ALPHABET)
