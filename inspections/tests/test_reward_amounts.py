from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.models import RewardRule
from inspections.services.rewards import approve_reward, compute_amount, confirm_facts, fine_of, propose_reward
from inspections.tests.factories import PenaltyFactory

OF_2018 = RewardRule(rate_percent=Decimal("15.00"), floor_yuan=3000, cap_yuan=300_000, micro_yuan=300)


@pytest.mark.parametrize(
    "fine, reward",
    [
        ("10000", "3000"),
        ("100000", "15000"),
        ("3000000", "300000"),
        ("0.01", "3000"),
        ("19999.99", "3000"),
        ("20000", "3000"),
        ("20001", "3000.15"),
        ("20000.07", "3000.01"),
        ("1999999", "299999.85"),
        ("2000000", "300000"),
        ("2000000.01", "300000"),
    ],
)
def test_reward_is_fifteen_percent_between_floor_and_cap(fine, reward):
    assert OF_2018.amount_for(fine=Decimal(fine), is_major=False) == Decimal(reward)


@pytest.mark.parametrize("fine", [None, Decimal(0)])
def test_without_a_fine_a_major_hazard_earns_the_floor_and_an_ordinary_one_the_micro_amount(fine):
    found = [OF_2018.amount_for(fine=fine, is_major=is_major) for is_major in (True, False)]

    assert found == [3000, 300]


@given(fine=st.decimals("0.01", "9999999999.99", places=2), is_major=st.booleans())
def test_reward_of_a_fine_is_never_under_the_floor_nor_over_the_cap(fine, is_major):
    assert 3000 <= OF_2018.amount_for(fine=fine, is_major=is_major) <= 300_000


@given(
    fine=st.decimals("0.01", "9999999999.99", places=2),
    rate=st.decimals("0.01", "100", places=2),
    floor=st.integers(1, 10**6),
    width=st.integers(0, 10**6),
)
def test_reward_of_any_rule_keeps_to_its_own_floor_and_cap_in_whole_fen(fine, rate, floor, width):
    rule = RewardRule(rate_percent=rate, floor_yuan=floor, cap_yuan=floor + width)

    amount = rule.amount_for(fine=fine, is_major=False)

    assert floor <= amount <= floor + width
    assert amount == round(amount, 2)


@pytest.mark.parametrize("fine, reward", [(10_000, 3000), (100_000, 15_000), (3_000_000, 300_000)])
def test_amount_comes_from_the_penalties_of_the_hazard_and_keeps_its_rule(case, fine, reward):
    row = propose_reward(case.fined(fine), by=case.office, grounds="True")
    confirm_facts(row, by=case.office)

    row = compute_amount(row, by=case.office)

    assert (row.amount_yuan, row.fine_yuan, row.rule) == (reward, fine, RewardRule.objects.get())


def test_fine_is_what_firm_and_person_pay_together_in_all_decisions(case):
    hazard = case.fined(50_000)
    PenaltyFactory(hazard=hazard, firm_yuan=0, person_yuan=10_000, person_post="Head")

    assert fine_of(hazard) == 60_000


def test_warning_without_a_fine_counts_as_no_fine(case):
    hazard = case.fined(0)

    assert fine_of(hazard) is None


def test_rule_is_the_one_in_force_on_the_day_of_the_report(case):
    newer = RewardRule.objects.get()
    newer.pk, newer.valid_from, newer.micro_yuan = None, "2026-06-09", 500
    newer.save()
    row = propose_reward(case.reported(), by=case.office, grounds="True")
    confirm_facts(row, by=case.office)

    assert compute_amount(row, by=case.office).amount_yuan == 300


def test_later_version_of_the_rule_leaves_a_computed_amount_alone(case):
    row = propose_reward(case.reported(), by=case.office, grounds="True")
    confirm_facts(row, by=case.office)
    row = compute_amount(row, by=case.office)
    RewardRule.objects.update(micro_yuan=900)

    assert approve_reward(row, by=case.second).amount_yuan == 300
