from datetime import date

import pytest
from django.utils import timezone

from core.errors import DomainError
from inspections.models import Fund, FundEntry, LookBack, Reward
from inspections.services import exposures, payouts, rewards
from inspections.tests.factories import ExposureFactory, RewardFactory
from inspections.tests.rewarding import build_case
from tests.concurrency.threads import all_at_once

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def case(committed):
    return build_case()


def at(case, state, **facts):
    return RewardFactory(hazard=case.reported(), state=state, **facts)


def fill(case, yuan):
    day = timezone.localdate()
    facts = {"year": day.year, "amount_yuan": yuan, "on": day, "note": "Budget"}
    return payouts.add_money(case.campaign.area, by=case.office, **facts).fund


def refused(answers):
    return sum(isinstance(answer, DomainError) for answer in answers)


def test_two_proposals_at_once_make_one_reward(case):
    hazard = case.reported()

    answers = all_at_once(
        *[lambda by=by: rewards.propose_reward(hazard, by=by, grounds="True") for by in (case.office, case.second)]
    )

    assert (refused(answers), Reward.objects.count()) == (1, 1)


def test_two_approvals_at_once_approve_once(case):
    row = at(case, "computed")

    answers = all_at_once(*[lambda by=by: rewards.approve_reward(row, by=by) for by in (case.office, case.second)])

    row.refresh_from_db()
    assert (refused(answers), row.state, row.version) == (1, "approved", 2)


def test_approval_against_refusal_ends_in_one_of_them(case):
    row = at(case, "computed")

    answers = all_at_once(
        lambda: rewards.approve_reward(row, by=case.office),
        lambda: rewards.refuse_reward(row, by=case.second, why="Known"),
    )

    row.refresh_from_db()
    assert (refused(answers), row.state in ("approved", "refused")) == (1, True)


def test_one_token_paid_twice_at_once_is_paid_once(case):
    fill(case, 1000)
    row = at(case, "claimed")

    answers = all_at_once(*[lambda by=by: payouts.pay_reward(row.token, by=by) for by in (case.office, case.second)])

    assert (refused(answers), FundEntry.objects.filter(reward=row).count()) == (1, 1)


def test_payments_at_once_never_overdraw_the_fund(case):
    fund = fill(case, 700)
    rows = [at(case, "claimed") for _ in range(4)]

    answers = all_at_once(*[lambda row=row: payouts.pay_reward(row.token, by=case.office) for row in rows])

    assert refused(answers) == 2
    assert sum(entry.amount_yuan for entry in Fund.objects.get(pk=fund.pk).entries.all()) == 100


def test_claim_against_the_nightly_lapse_ends_in_one_of_them(case):
    day = timezone.localdate()
    row = at(case, "told", claim_until=day)

    all_at_once(
        lambda: payouts.claim_reward(row.hazard.report, "plum tree"),
        lambda: payouts.lapse_rewards(date(day.year + 1, 1, 1)),
    )

    row.refresh_from_db()
    assert (row.state, row.claimed_on is not None) in (("claimed", True), ("lapsed", False))


def test_two_publications_of_one_hazard_at_once_make_one_look_back(case):
    hazard = case.reported()
    drafts = [ExposureFactory(campaign=case.campaign, hazard=hazard, by_unit=case.unit) for _ in range(2)]
    facts = {"outlet": "County TV", "tier": None, "published_on": date(2026, 6, 12)}

    answers = all_at_once(*[lambda row=row: exposures.publish_exposure(row, by=case.office, **facts) for row in drafts])

    assert (refused(answers), LookBack.objects.filter(hazard=hazard).count()) == (0, 1)
