import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core.errors import DomainError
from core.history import history_of
from inspections.models import Penalty, Reward, RewardRule
from inspections.services import rewards as services
from inspections.tests.factories import HazardFactory, PenaltyFactory, ReportFactory, RewardFactory


def at(case, state, **facts):
    return RewardFactory(hazard=case.reported(), state=state, **facts)


def state_of(row):
    return Reward.objects.get(pk=row.pk).state


def test_proposed_reward_has_grounds_and_a_token_of_its_own(case):
    first, second = (
        services.propose_reward(case.reported(), by=case.office, grounds=" Blocked ", joint_reporters=3)
        for _ in range(2)
    )

    assert (first.state, first.grounds, first.joint_reporters, first.proposed_by) == (
        "proposed",
        "Blocked",
        3,
        case.office,
    )
    assert (len(first.token), first.token == second.token) == (8, False)


def test_case_has_one_reward(case):
    hazard = case.reported()
    services.propose_reward(hazard, by=case.office, grounds="True")

    with pytest.raises(DomainError, match="one case, one reward"):
        services.propose_reward(hazard, by=case.second, grounds="True")
    assert Reward.objects.count() == 1


def test_reporter_of_a_duplicate_is_refused_with_the_number_of_the_first(case):
    first = case.reported(serial=7)
    double = case.reported(state="duplicate", duplicate_of=first)

    with pytest.raises(DomainError) as refusal:
        services.propose_reward(double, by=case.office, grounds="True")

    assert str(refusal.value) == "2026-0007 was reported first; the reward belongs to that case."


@pytest.mark.parametrize("day, serial", [("2026-06-07", 99), ("2026-06-08", 6)])
def test_reporter_is_refused_while_a_duplicate_was_reported_before(case, day, serial):
    hazard = case.reported(serial=7)
    case.reported(state="duplicate", duplicate_of=hazard, reported_on=day, serial=serial)

    with pytest.raises(DomainError) as refusal:
        services.propose_reward(hazard, by=case.office, grounds="True")

    words = f"2026-{serial:04d} was reported first. Take it back from the duplicates and tie this one to it."
    assert str(refusal.value) == words


@pytest.mark.parametrize("state", ["rejected", "transferred", "withdrawn"])
def test_report_that_was_not_accepted_earns_nothing(case, state):
    with pytest.raises(DomainError, match="not accepted"):
        services.propose_reward(case.reported(state=state), by=case.office, grounds="True")


def test_hazard_that_nobody_reported_earns_nobody_anything(case):
    found = HazardFactory(campaign=case.campaign, unit=case.unit, state="fixed")

    with pytest.raises(DomainError, match="Nobody reported"):
        services.propose_reward(found, by=case.office, grounds="True")


def test_facts_are_confirmed_once_the_hazard_was_checked(case):
    row = at(case, "proposed")

    assert services.confirm_facts(row, by=case.second).confirmed_by == case.second


def test_facts_wait_for_the_check_on_site(case):
    row = RewardFactory(hazard=case.reported(state="accepted"))

    with pytest.raises(DomainError, match="checked on site"):
        services.confirm_facts(row, by=case.office)
    assert state_of(row) == "proposed"


def test_confirming_a_computed_reward_again_changes_nothing(case):
    row = at(case, "computed")

    with pytest.raises(DomainError, match="“Amount computed”"):
        services.confirm_facts(row, by=case.office)
    assert state_of(row) == "computed"


def test_amount_put_back_is_taken_off_with_its_reason(case):
    row = services.put_back(at(case, "computed"), by=case.office, why="Fine was cut")

    assert (row.state, row.amount_yuan, row.rule, row.computed_by) == ("confirmed", None, None, None)
    assert history_of(row)[0].why == "Fine was cut"


def test_proposal_is_not_confirmed_by_putting_it_back(case):
    row = at(case, "proposed")

    with pytest.raises(DomainError):
        services.put_back(row, by=case.office, why="Slip")
    assert state_of(row) == "proposed"


def test_reward_is_approved_by_a_second_person(case):
    row = services.approve_reward(at(case, "computed", proposed_by=case.office), by=case.second)

    entry = history_of(row)[0]
    assert (row.state, row.approved_by, entry.by) == ("approved", case.second, case.second.name)


@pytest.mark.parametrize("step", ["proposed_by", "computed_by"])
def test_who_proposed_or_computed_does_not_approve(case, step):
    row = at(case, "computed", **{step: case.office})

    with pytest.raises(PermissionDenied):
        services.approve_reward(row, by=case.office)
    assert state_of(row) == "computed"


def test_reward_is_not_approved_once_the_fine_has_changed(case):
    hazard = case.fined(100_000)
    row = services.propose_reward(hazard, by=case.office, grounds="True")
    services.confirm_facts(row, by=case.office)
    services.compute_amount(row, by=case.office)
    Penalty.objects.update(firm_yuan=50_000)

    with pytest.raises(DomainError, match="The fine has changed"):
        services.approve_reward(row, by=case.second)
    assert state_of(row) == "computed"


def test_rule_that_gives_nothing_for_a_small_case_says_so(case):
    RewardRule.objects.update(micro_yuan=0)
    row = at(case, "confirmed")

    with pytest.raises(DomainError, match="gives nothing"):
        services.compute_amount(row, by=case.office)


def test_report_from_before_any_rule_is_said_to_have_none(case):
    RewardRule.objects.update(valid_from="2026-06-09")
    row = at(case, "confirmed")

    with pytest.raises(DomainError, match="No reward rule was in force"):
        services.compute_amount(row, by=case.office)


@pytest.mark.parametrize("state", ["proposed", "confirmed", "computed"])
def test_reward_is_refused_with_a_reason_and_can_be_proposed_again(case, state):
    row = services.refuse_reward(at(case, state), by=case.office, why="Known before")
    again = services.propose_again(row, by=case.second, why="It was not known")

    assert (again.state, again.proposed_by, again.amount_yuan) == ("proposed", case.second, None)
    assert [entry.why for entry in history_of(again)[:2]] == ["It was not known", "Known before"]


def test_approved_reward_is_not_refused_any_more(case):
    row = at(case, "approved")

    with pytest.raises(DomainError, match="“Approved”"):
        services.refuse_reward(row, by=case.office, why="Too late")
    assert state_of(row) == "approved"


ACTS = {
    "confirm_facts": ("proposed", {}),
    "compute_amount": ("confirmed", {}),
    "put_back": ("computed", {"why": "Slip"}),
    "approve_reward": ("computed", {}),
    "refuse_reward": ("proposed", {"why": "Known"}),
    "propose_again": ("refused", {"why": "Unknown"}),
}


@pytest.mark.parametrize("act", ACTS)
def test_nobody_but_the_office_takes_a_step(case, act):
    state, facts = ACTS[act]
    row = at(case, state)

    with pytest.raises(PermissionDenied):
        getattr(services, act)(row, by=case.liaison, **facts)
    assert state_of(row) == state


def test_nobody_but_the_office_proposes(case):
    with pytest.raises(PermissionDenied):
        services.propose_reward(case.reported(), by=case.liaison, grounds="True")
    assert Reward.objects.count() == 0


@pytest.mark.parametrize("act", ["put_back", "refuse_reward", "propose_again"])
def test_step_that_takes_something_back_needs_a_reason(case, act):
    with pytest.raises(DomainError, match="reason"):
        getattr(services, act)(at(case, ACTS[act][0]), by=case.office, why=" ")


BROKEN = {
    "reward_approved_by_another": {"state": "approved", "approved_by": "proposed_by"},
    "reward_computed_means_amount_and_rule": {"state": "computed", "amount_yuan": None},
    "reward_approved_means_who": {"state": "approved", "approved_on": None},
    "reward_told_means_when_and_until_when": {"state": "told", "claim_until": None},
    "reward_claimed_means_when": {"state": "claimed", "claimed_on": None},
    "reward_paid_means_who_and_when": {"state": "paid", "paid_by": None},
    "reward_refused_means_why": {"state": "refused", "why": ""},
}


@pytest.mark.parametrize("constraint", BROKEN)
def test_database_refuses_a_reward_that_lacks_what_its_state_means(case, constraint):
    facts = dict(BROKEN[constraint])
    if facts.get("approved_by"):
        facts |= {"approved_by": case.office, "proposed_by": case.office}
    hazard = case.reported()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        RewardFactory(hazard=hazard, **facts)


def test_database_refuses_a_rule_whose_floor_lies_over_its_cap(case):
    with pytest.raises(IntegrityError, match="reward_rule_floor_under_cap"), transaction.atomic():
        RewardRule.objects.update(floor_yuan=400_000)


def test_penalty_of_another_case_changes_no_fine(case):
    hazard = case.fined(30_000)
    PenaltyFactory(hazard=ReportFactory(hazard__campaign=case.campaign).hazard, firm_yuan=1)

    assert services.fine_of(hazard) == 30_000
