"""From the approved reward to the money: told under the code, claimed, paid out of the fund, or lapsed."""

from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth.hashers import check_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.history import because
from core.text import half_width
from inspections import rules
from inspections.models import Fund, FundEntry, Report, Reward
from inspections.selectors.rewards import fund_balance
from inspections.services.rewards import lock_reward, move, step
from inspections.services.states import refuse_without
from units.models import Unit

State = Reward.State


def tell_reporter(reward: Reward, *, by: User) -> Reward:
    """Under the code: from now on the page where the report is followed shows it, and the time to claim runs."""
    with step(reward, by=by) as row:
        today = timezone.localdate()
        days = row.rule.claim_days if row.rule else 0
        move(row, State.TOLD, told_on=today, claim_until=today + timedelta(days=days))
    return row


@transaction.atomic
def claim_reward(report: Report, secret: str) -> Reward:
    """The reporter's own act, with the secret chosen when reporting; slowing wrong ones is the page's business.

    Leaves a day and no hour, nor a message to anybody: the office finds it in the list of what waits.
    """
    known = Reward.objects.filter(hazard__report=report).values_list("pk", flat=True).first()
    if not check_password(secret.strip(), report.claim_hash or "") or known is None:
        raise DomainError(_("This isn't the secret that was chosen with the report."))
    row = lock_reward(known)
    _refuse_late_claim(row)
    move(row, State.CLAIMED, claimed_on=timezone.localdate())
    return row


def claim_by_papers(reward: Reward, *, by: User, why: str) -> Reward:
    """For somebody who came with papers instead of a secret; `why` says which papers, never whose."""
    why = refuse_without(why)
    with step(reward, by=by, why=why) as row:
        _refuse_late_claim(row)
        move(row, State.CLAIMED, claimed_on=timezone.localdate(), claimed_by=by, why=why)
    return row


def pay_reward(token: str, *, by: User) -> Reward:
    """The cashier's act: the money leaves this year's fund of the area, never more than it holds."""
    with because(by=by), transaction.atomic():
        row = lock_reward(_claimed(token, by=by).pk)
        area = row.hazard.campaign.area
        if not row.can_become(State.PAID):
            raise DomainError(_("This reward has been paid in the meantime."))
        amount = row.amount_yuan or Decimal(0)
        fund = _locked_fund(area, timezone.localdate().year)
        _refuse_overdraft(fund, amount)
        today = timezone.localdate()
        FundEntry.objects.create(fund=fund, on=today, amount_yuan=-amount, note=row.token, reward=row, by=by)
        move(row, State.PAID, paid_on=today, paid_by=by)
        return row


def payable(token: str, *, by: User) -> Reward:
    """What the cashier may pay for this token; one sentence whatever is wrong with it."""
    return _claimed(token, by=by)


def lapse_rewards(today: date) -> int:
    """Rewards that nobody claimed in time. Returns how many; run twice, it finds none."""
    late = Reward.objects.filter(state=State.TOLD, claim_until__lt=today).order_by("pk")
    lapsed = 0
    for key in list(late.values_list("pk", flat=True)):
        with because(_("Not claimed in time.")), transaction.atomic():
            row = lock_reward(key)
            if row.state == State.TOLD and row.claim_until and row.claim_until < today:
                move(row, State.LAPSED)
                lapsed += 1
    return lapsed


def add_money(area: Unit, *, by: User, year: int, amount_yuan: Decimal, on: date, note: str) -> FundEntry:
    """Money in, or out again with a negative amount; the fund of the year is opened with its first entry."""
    if not rules.may_keep_fund(by, area):
        raise PermissionDenied
    with because(by=by), transaction.atomic():
        Fund.objects.get_or_create(area=area, year=year)
        fund = _locked_fund(area, year)
        if on.year != year:
            raise DomainError(_("The day lies outside the year of the fund."))
        _refuse_overdraft(fund, -amount_yuan)
        return FundEntry.objects.create(fund=fund, on=on, amount_yuan=amount_yuan, note=note.strip(), by=by)


def _claimed(token: str, *, by: User) -> Reward:
    if by.area is None or not rules.may_keep_fund(by, by.area):
        raise PermissionDenied
    rows = Reward.objects.visible_to(by).filter(state=State.CLAIMED, hazard__campaign__area=by.area)
    row = rows.filter(token=half_width(token).replace(" ", "").upper()).first()
    if row is None:
        raise DomainError(_("No reward waits for payment under this token."))
    return row


def _locked_fund(area: Unit, year: int) -> Fund:
    """The fund's row is the lock of its balance."""
    fund = Fund.objects.select_for_update().filter(area=area, year=year).first()
    if fund is None:
        raise DomainError(_("There is no money in the fund of %(year)s yet.") % {"year": year})
    return fund


def _refuse_overdraft(fund: Fund, amount: Decimal) -> None:
    balance = fund_balance(fund)
    if amount > balance:
        raise DomainError(_("The fund holds only %(balance)s yuan.") % {"balance": f"{balance:,.2f}"})


def _refuse_late_claim(row: Reward) -> None:
    if row.state == State.LAPSED or (row.claim_until and row.claim_until < timezone.localdate()):
        raise DomainError(_("The time to claim this reward ended on %(day)s.") % {"day": row.claim_until})
