"""Rewards by what they wait for, and the fund with its balance."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum, Window
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.models import Campaign
from inspections import rules
from inspections.models import Fund, FundEntry, Hazard, Report, Reward
from inspections.selectors.deadlines import Terms, executed_on
from inspections.selectors.part import WHOLE, Part

State = Reward.State
# What the office has to do next; the other states wait for nobody or for the reporter.
NEXT_ACTS: dict[str, Promise] = {
    State.PROPOSED: _("Confirm the facts"),
    State.CONFIRMED: _("Compute the amount"),
    State.COMPUTED: _("Approval by a second person"),
    State.APPROVED: _("Tell the reporter"),
    State.CLAIMED: _("Payment by the cashier"),
}


WAY = [
    State.PROPOSED,
    State.CONFIRMED,
    State.COMPUTED,
    State.APPROVED,
    State.TOLD,
    State.CLAIMED,
    State.PAID,
]


@dataclass(frozen=True)
class Waiting:
    state: str
    label: Any
    act: Any
    number: int


def rewards_in(part: Part) -> Q:
    """The unit is that of the hazard, the day that of the payment."""
    return part.of("hazard__unit", "paid_on")


def rewards_of(campaign: Campaign, user: User, chosen: dict[str, Any], part: Part = WHOLE) -> QuerySet[Reward]:
    rows = Reward.objects.visible_to(user).filter(rewards_in(part), hazard__campaign=campaign)
    if chosen.get("state"):
        rows = rows.filter(state=chosen["state"])
    if chosen.get("q"):
        text = chosen["q"].strip()
        serial = text.rsplit("-", 1)[-1]
        number = Q(hazard__serial=int(serial)) if serial.isascii() and serial.isdecimal() else Q(pk__in=())
        rows = rows.filter(Q(token__iexact=text) | number)
    return rows.select_related("hazard__unit", "rule", "proposed_by", "approved_by")


def paid_yuan(rows: QuerySet[Reward]) -> Decimal | None:
    """What has been paid of these; None when nothing has."""
    paid = rows.filter(state=State.PAID).order_by()
    return paid.aggregate(sum=Sum("amount_yuan"))["sum"]


def waiting_steps(campaign: Campaign, user: User) -> list[Waiting]:
    """Each step that waits for the office with how many wait for it, in their order."""
    found = Counter(rewards_of(campaign, user, {}).values_list("state", flat=True))
    return [Waiting(state, State(state).label, act, found[state]) for state, act in NEXT_ACTS.items()]


def reward_of(report: Report) -> Reward | None:
    """What the reporter may know of it: nothing before the day they are told."""
    told = (State.TOLD, State.CLAIMED, State.PAID, State.LAPSED)
    return Reward.objects.filter(hazard__report=report, state__in=told).first()


def entries_of(fund: Fund) -> QuerySet[FundEntry]:
    """The newest first, each with the `balance` after it."""
    after = Window(Sum("amount_yuan"), order_by=["on", "id"])
    return fund.entries.annotate(balance=after).select_related("by", "reward").order_by("-on", "-id")


def fund_balance(fund: Fund) -> Decimal:
    return fund.entries.aggregate(yuan=Sum("amount_yuan"))["yuan"] or Decimal(0)


@dataclass(frozen=True)
class Stage:
    """One place of the steps bar; `state` is done, now or empty."""

    name: Any
    note: date | str
    state: str


def way_of(reward: Reward) -> list[Stage]:
    """The way of a reward with the days it has behind it; a refused or lapsed one ends there."""
    ends = {State.REFUSED: [State.PROPOSED, State.REFUSED], State.LAPSED: [*WAY[:5], State.LAPSED]}
    way = ends.get(State(reward.state), WAY)
    here = way.index(State(reward.state))
    notes = {State.APPROVED: reward.approved_on, State.TOLD: reward.told_on, State.CLAIMED: reward.claimed_on}
    notes[State.PAID] = reward.paid_on
    return [
        Stage(step.label, notes.get(step) or "", _standing(number, here, len(way))) for number, step in enumerate(way)
    ]


def _standing(number: int, here: int, length: int) -> str:
    if number < here or number == here == length - 1:
        return "done"
    return "now" if number == here else ""


def pay_by(reward: Reward) -> date | None:
    start = executed_on(reward.hazard)
    return Terms.load().due("reward_paid", start) if start else None


def reward_panel(hazard: Hazard, user: User) -> dict[str, Any] | None:
    """For the office, where somebody reported the hazard: nobody else learns even that.

    Off the ledger there is nothing to propose; a reward proposed before stays in view.
    """
    if not rules.may_reward(user, hazard.campaign) or not Report.objects.filter(hazard=hazard).exists():
        return None
    reward = Reward.objects.visible_to(user).filter(hazard=hazard).first()
    if reward is None and hazard.state in Hazard.OFF_LEDGER:
        return None
    return {"reward": reward, "act": NEXT_ACTS.get(reward.state, "") if reward else ""}
