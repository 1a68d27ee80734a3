"""What a person may do with a hazard now: one next step, the rest beside it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from inspections import rules
from inspections.models import Hazard

State = Hazard.State


@dataclass(frozen=True)
class Act:
    """A page below the hazard's address, in the words of a button."""

    address: str
    label: str
    icon: str = ""
    is_next: bool = False


def acts_of(hazard: Hazard, user: User) -> list[Act]:
    """The next step first; a person without one gets none in blue."""
    return [
        *_sorting(hazard, user),
        *_grading(hazard, user),
        *_mending(hazard, user),
        *_closing(hazard, user),
    ]


def _sorting(hazard: Hazard, user: User) -> list[Act]:
    found = []
    if rules.may_sort(user, hazard):
        if hazard.state == State.REPORTED:
            found.append(Act("inspections:hazard_accept", pgettext("report", "Accept"), "check", is_next=True))
        found.append(Act("inspections:hazard_reject", _("Reject…")))
        found.append(Act("inspections:hazard_transfer", _("Hand on…")))
        found.append(Act("inspections:hazard_duplicate", _("Known already…")))
    if rules.may_withdraw(user, hazard):
        found.append(Act("inspections:hazard_withdraw", _("Withdraw…")))
    if rules.may_take_back(user, hazard):
        found.append(Act("inspections:hazard_take_back", _("Back to the inbox…")))
    return found


def _grading(hazard: Hazard, user: User) -> list[Act]:
    found = []
    if rules.may_grade(user, hazard):
        found.append(Act("inspections:hazard_grade", _("Grade"), "flag", is_next=True))
    is_missing = bool(rules.missing_implementations(hazard))
    may_order = rules.may_order_rectification(user, hazard)
    # An ordinary hazard gets person and deadline with its order.
    if may_order:
        is_next = not (hazard.is_major and is_missing)
        found.append(Act("inspections:hazard_order", _("Order the rectification"), "send", is_next=is_next))
    if rules.may_plan(user, hazard):
        is_next = hazard.state == State.GRADED and is_missing and not any(act.is_next for act in found)
        found.append(Act("inspections:hazard_plan", _("Plan the rectification"), "pencil", is_next=is_next))
    return found


def _mending(hazard: Hazard, user: User) -> list[Act]:
    if rules.may_rectify(user, hazard):
        is_next = rules.acts_for(user, hazard.unit)
        found = [Act("inspections:hazard_rectify", _("File the completion"), "camera", is_next=is_next)]
        # The office finds it in the panel, for a unit that asks on paper.
        if is_next and not hazard.extensions.filter(granted=None).exists():
            found.append(Act("inspections:hazard_extend", _("Ask for more time"), "calendar"))
        return found
    if rules.may_reinspect(user, hazard):
        return [Act("inspections:hazard_reinspect", _("Re-inspect"), "check", is_next=True)]
    return []


def _closing(hazard: Hazard, user: User) -> list[Act]:
    found = []
    if rules.may_give_up(user, hazard):
        found.append(Act("inspections:hazard_give_up", _("Close without a fix…")))
    if rules.may_reopen(user, hazard):
        found.append(Act("inspections:hazard_reopen", _("Reopen…")))
    return found
