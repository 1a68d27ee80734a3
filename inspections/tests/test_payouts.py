from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.tests.factories import UserFactory
from core.errors import DomainError
from core.history import history_of
from inspections.models import Fund, FundEntry, Reward
from inspections.selectors.rewards import entries_of, fund_balance, pay_by, reward_of
from inspections.services import payouts
from inspections.tests.factories import PenaltyFactory, RewardFactory
from notifications.models import Notification
from units.tests.factories import CountyFactory, UnitFactory


def at(case, state, **facts):
    return RewardFactory(hazard=case.reported(), state=state, **facts)


def state_of(row):
    return Reward.objects.get(pk=row.pk).state


def fill(case, yuan):
    today = timezone.localdate()
    return payouts.add_money(
        case.campaign.area, by=case.office, year=today.year, amount_yuan=yuan, on=today, note="Budget"
    )


def test_told_reporter_has_the_days_of_the_rule_to_claim(case):
    row = payouts.tell_reporter(at(case, "approved"), by=case.office)

    today = timezone.localdate()
    assert (row.state, row.told_on, row.claim_until) == ("told", today, today + timedelta(days=60))


@pytest.mark.parametrize("state, is_shown", [("approved", False), ("told", True), ("paid", True), ("refused", False)])
def test_reporter_learns_of_the_reward_only_once_told(case, state, is_shown):
    row = at(case, state)

    assert reward_of(row.hazard.report) == (row if is_shown else None)


def test_reporter_claims_with_the_secret_chosen_when_reporting(case):
    row = payouts.claim_reward(at(case, "told").hazard.report, " plum tree ")

    assert (row.state, row.claimed_on, row.claimed_by) == ("claimed", timezone.localdate(), None)


def test_claim_with_the_code_leaves_no_hour_and_no_message(case):
    row = at(case, "told")
    before = len(history_of(row))

    payouts.claim_reward(row.hazard.report, "plum tree")

    assert (len(history_of(row)), Notification.objects.count()) == (before, 0)


@pytest.mark.parametrize("secret", ["", "plum", "PLUM TREE"])
def test_wrong_secret_claims_nothing(case, secret):
    row = at(case, "told")

    with pytest.raises(DomainError, match="isn't the secret"):
        payouts.claim_reward(row.hazard.report, secret)
    assert state_of(row) == "told"


def test_report_without_a_secret_or_reward_gets_the_same_answer(case):
    bare, rewarded = case.reported().report, at(case, "told").hazard.report
    rewarded.claim_hash = ""

    for report, secret in ((bare, "plum tree"), (rewarded, "")):
        with pytest.raises(DomainError, match="isn't the secret"):
            payouts.claim_reward(report, secret)


@pytest.mark.parametrize("facts", [{"state": "told", "claim_until": date(2026, 1, 1)}, {"state": "lapsed"}])
def test_claim_that_comes_too_late_is_told_the_last_day(case, facts):
    row = at(case, **facts)

    with pytest.raises(DomainError, match="ended on"):
        payouts.claim_reward(row.hazard.report, "plum tree")
    assert state_of(row) == facts["state"]


def test_second_claim_says_that_it_was_claimed(case):
    report = at(case, "claimed").hazard.report

    with pytest.raises(DomainError, match="“Claimed”"):
        payouts.claim_reward(report, "plum tree")


def test_office_enters_a_claim_with_papers_and_says_which(case):
    row = payouts.claim_by_papers(at(case, "told"), by=case.office, why="Letter with the code")

    entry = history_of(row)[0]
    assert (row.state, row.claimed_by, entry.why, entry.by) == (
        "claimed",
        case.office,
        "Letter with the code",
        case.office.name,
    )


def test_paid_reward_leaves_the_fund(case):
    fill(case, 1000)
    row = at(case, "claimed")

    paid = payouts.pay_reward(f" {row.token[:4].lower()} {row.token[4:]}　", by=case.second)

    entry = paid.entry
    assert (paid.state, paid.paid_by, paid.paid_on) == ("paid", case.second, timezone.localdate())
    assert (entry.amount_yuan, entry.note, fund_balance(entry.fund)) == (-300, row.token, 700)


@pytest.mark.parametrize("yuan, fits", [(299.99, False), (300, True)])
def test_fund_pays_no_more_than_it_holds(case, yuan, fits):
    fill(case, yuan)
    row = at(case, "claimed")

    if fits:
        payouts.pay_reward(row.token, by=case.office)
    else:
        with pytest.raises(DomainError, match="The fund holds only 299.99 yuan."):
            payouts.pay_reward(row.token, by=case.office)
    assert (state_of(row), FundEntry.objects.count()) == (("paid", 2) if fits else ("claimed", 1))


def test_payment_is_due_ten_working_days_after_the_penalty_was_executed(case):
    row = at(case, "claimed")
    PenaltyFactory(hazard=row.hazard, executed_on=date(2026, 6, 22))
    without = at(case, "claimed")

    # The dragon boat festival is over by then: two plain weeks.
    assert (pay_by(row), pay_by(without)) == (date(2026, 7, 6), None)


def test_nothing_is_paid_before_money_came_in(case):
    row = at(case, "claimed")

    with pytest.raises(DomainError, match="no money in the fund"):
        payouts.pay_reward(row.token, by=case.office)
    assert state_of(row) == "claimed"


@pytest.mark.parametrize("state", ["approved", "told", "paid", "lapsed"])
def test_token_of_a_reward_that_does_not_wait_is_like_an_unknown_one(case, state):
    fill(case, 1000)
    row = at(case, state)

    for token in (row.token, "NOBODY"):
        with pytest.raises(DomainError, match="No reward waits for payment"):
            payouts.pay_reward(token, by=case.office)
    assert (state_of(row), FundEntry.objects.count()) == (state, 1)


def test_office_of_another_county_finds_no_token_of_ours(case):
    row = at(case, "claimed")
    stranger = UserFactory(role="office", unit=UnitFactory(parent=CountyFactory()))

    with pytest.raises(DomainError, match="No reward waits"):
        payouts.pay_reward(row.token, by=stranger)
    assert state_of(row) == "claimed"


def test_reward_nobody_claimed_lapses_the_day_after_and_once(case):
    row = at(case, "told", claim_until=date(2026, 8, 1))
    at(case, "claimed", claim_until=date(2026, 8, 1))

    counts = [payouts.lapse_rewards(day) for day in (date(2026, 8, 1), date(2026, 8, 2), date(2026, 8, 2))]

    assert (counts, state_of(row)) == ([0, 1, 0], "lapsed")
    assert history_of(row)[0].why == "Not claimed in time."


def test_money_goes_in_and_out_with_the_balance_after_each(case):
    fill(case, 500)
    last = fill(case, -120)

    assert [(row.amount_yuan, row.balance) for row in entries_of(last.fund)] == [(-120, 380), (500, 500)]
    assert history_of(last)[0].by == case.office.name


def test_more_than_there_is_does_not_go_out(case):
    fill(case, 500)

    with pytest.raises(DomainError, match=r"holds only 500\.00"):
        fill(case, -501)
    assert FundEntry.objects.count() == 1


def test_entry_belongs_to_the_year_of_its_day(case):
    with pytest.raises(DomainError, match="outside the year"):
        payouts.add_money(
            case.campaign.area, by=case.office, year=2025, amount_yuan=1, on=date(2026, 1, 1), note="Budget"
        )
    assert Fund.objects.count() == 0


def test_nobody_but_the_office_touches_money_or_tells(case):
    rows = [at(case, state) for state in ("approved", "told", "claimed")]
    by = case.liaison
    acts = [
        lambda: payouts.tell_reporter(rows[0], by=by),
        lambda: payouts.claim_by_papers(rows[1], by=by, why="Letter"),
        lambda: payouts.pay_reward(rows[2].token, by=by),
        lambda: payouts.add_money(case.campaign.area, by=by, year=2026, amount_yuan=1, on=date(2026, 1, 1), note="x"),
    ]

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert [state_of(row) for row in rows] == ["approved", "told", "claimed"]
    assert FundEntry.objects.count() == 0


def test_fund_is_one_a_year_and_no_entry_is_nothing(case):
    fund = fill(case, 1).fund

    with pytest.raises(IntegrityError, match="fund_once_per_year"), transaction.atomic():
        Fund.objects.create(area=fund.area, year=fund.year)
    with pytest.raises(IntegrityError, match="fund_entry_not_nothing"), transaction.atomic():
        FundEntry.objects.create(fund=fund, on=date(2026, 1, 1), amount_yuan=0, note="x", by=case.office)


def test_each_county_has_its_own_fund(case):
    fill(case, 100)
    stranger = UserFactory(role="office", unit=UnitFactory(parent=CountyFactory()))

    assert (Fund.objects.visible_to(stranger).count(), Fund.objects.visible_to(case.second).count()) == (0, 1)
