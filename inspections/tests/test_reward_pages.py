from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from inspections.models import FundEntry, Reward
from inspections.services import payouts
from inspections.tests.factories import ExposureFactory, RewardFactory

LIST = reverse("inspections:rewards", args=["2026"])
PAY, FUND, MONEY = (reverse(f"inspections:{name}") for name in ("pay", "fund", "fund_money"))


def at(case, state, **facts):
    return RewardFactory(hazard=case.reported(), state=state, **facts)


def fill(case, yuan):
    day = timezone.localdate()
    facts = {"year": day.year, "amount_yuan": yuan, "on": day, "note": "Budget"}
    return payouts.add_money(case.campaign.area, by=case.office, **facts)


def test_reward_is_proposed_on_the_hazard_and_the_amount_cannot_be_typed(case, signed_in):
    hazard = case.reported()
    typed = {"grounds": "True", "joint_reporters": "2", "amount_yuan": "9999", "state": "paid"}

    answer = signed_in(case.office).post(reverse("inspections:reward_propose", args=[hazard.pk]), typed)

    row = Reward.objects.get()
    assert answer.headers["Location"] == row.get_absolute_url()
    assert (row.state, row.amount_yuan, row.joint_reporters) == ("proposed", None, 2)


def test_refused_proposal_keeps_what_was_typed_and_says_why(case, signed_in):
    row = at(case, "proposed")
    address = reverse("inspections:reward_propose", args=[row.hazard.pk])

    answer = signed_in(case.office).post(address, {"grounds": "Once more", "joint_reporters": "1"})

    assert answer.context["form"].non_field_errors() == ["This case has a reward already: one case, one reward."]
    assert "Once more" in answer.content.decode()


@pytest.mark.parametrize(
    "step, before, after",
    [("confirm", "proposed", "confirmed"), ("compute", "confirmed", "computed"), ("tell", "approved", "told")],
)
def test_button_takes_its_step(case, signed_in, step, before, after):
    row = at(case, before)

    signed_in(case.office).post(reverse(f"inspections:reward_{step}", args=[row.pk]))

    assert Reward.objects.get().state == after


@pytest.mark.parametrize(
    "step, before, after",
    [
        ("back", "computed", "confirmed"),
        ("refuse", "confirmed", "refused"),
        ("again", "refused", "proposed"),
        ("papers", "told", "claimed"),
    ],
)
def test_step_with_a_reason_asks_for_it(case, signed_in, step, before, after):
    row = at(case, before)
    address, office = reverse(f"inspections:reward_{step}", args=[row.pk]), signed_in(case.office)

    assert office.post(address, {"why": ""}).context["form"].errors["why"] == ["This field is required."]
    office.post(address, {"why": "Because"})
    assert Reward.objects.get().state == after


def test_second_person_is_asked_for_where_the_first_looks(case, signed_in):
    row = at(case, "computed", computed_by=case.office)
    approve = reverse("inspections:reward_approve", args=[row.pk])

    first = signed_in(case.office).get(row.get_absolute_url()).content.decode()
    second = signed_in(case.second).get(row.get_absolute_url()).content.decode()

    assert (approve in first, "A second person has to approve it" in first, approve in second) == (False, True, True)


def test_list_says_what_waits_for_whom_and_opens_it(case, signed_in):
    for state in ("proposed", "proposed", "claimed", "paid"):
        at(case, state)

    page = signed_in(case.office).get(LIST)
    claimed = signed_in(case.office).get(f"{LIST}?state=claimed")

    assert [step.number for step in page.context["waiting"]] == [2, 0, 0, 0, 1]
    assert [row.state for row in claimed.context["page_obj"]] == ["claimed"]


def test_reward_is_found_by_token_and_by_the_number_of_its_hazard(case, signed_in):
    row = at(case, "told")
    at(case, "told")
    office = signed_in(case.office)

    for text in (row.token.lower(), row.hazard.number, str(row.hazard.serial), "²"):
        found = [each.pk for each in office.get(LIST, {"q": text}).context["page_obj"]]
        assert found == ([] if text == "²" else [row.pk])


def test_cashier_sees_token_and_amount_and_nothing_of_the_case(case, signed_in):
    fill(case, 1000)
    row = at(case, "claimed")

    page = signed_in(case.second).post(PAY, {"token": row.token}).content.decode()

    assert (row.token in page, "300" in page) == (True, True)
    assert (row.hazard.number in page, row.hazard.description in page, row.grounds in page) == (False, False, False)


def test_cashier_pays_what_was_looked_up(case, signed_in):
    fill(case, 1000)
    row = at(case, "claimed")

    answer = signed_in(case.second).post(PAY, {"token": row.token, "pay": "yes"})

    assert (answer.headers["Location"], Reward.objects.get().state) == (PAY, "paid")
    assert FundEntry.objects.get(reward=row).amount_yuan == -300


def test_refused_payment_is_a_sentence_at_the_token(case, signed_in):
    fill(case, 100)
    row = at(case, "claimed")

    answer = signed_in(case.office).post(PAY, {"token": row.token, "pay": "yes"})

    assert answer.context["form"].errors["token"] == ["The fund holds only 100.00 yuan."]


@pytest.mark.parametrize("token", ["", "x" * 21, "nobody"])
def test_odd_token_is_a_sentence_at_the_field(case, signed_in, token):
    answer = signed_in(case.office).post(PAY, {"token": token})

    assert (answer.status_code, len(answer.context["form"].errors["token"])) == (200, 1)


def test_money_goes_in_by_the_form_of_the_fund(case, signed_in):
    day = timezone.localdate()
    typed = {"direction": "in", "amount_yuan": "5000.50", "on": f"{day}", "note": "Budget"}
    office = signed_in(case.office)

    answer = office.post(MONEY, typed)
    office.post(MONEY, typed | {"direction": "out", "amount_yuan": "0.50", "note": "Bank"})

    assert answer.headers["Location"] == f"{FUND}?year={day.year}"
    assert office.get(FUND).context["balance"] == Decimal("5000.00")


@pytest.mark.parametrize("amount", ["0", "-5", "1e9", "NaN", "five", "12345678901234"])
def test_odd_amount_is_a_sentence_at_the_field(case, signed_in, amount):
    typed = {"direction": "in", "amount_yuan": amount, "on": f"{timezone.localdate()}", "note": "Budget"}

    answer = signed_in(case.office).post(MONEY, typed)

    if amount == "1e9":
        assert answer.status_code == 302
    else:
        assert len(answer.context["form"].errors["amount_yuan"]) == 1
        assert FundEntry.objects.count() == 0


def test_leader_reads_the_fund_and_enters_nothing(case, signed_in):
    fill(case, 10)
    case.liaison.posts.update(role="leader")
    leader = signed_in(type(case.liaison).objects.get(pk=case.liaison.pk))

    assert (leader.get(FUND).context["may_keep"], leader.get(MONEY).status_code) == (False, 403)


@pytest.mark.parametrize("name", ["rewards", "rewards_export", "exposures", "exposures_export"])
def test_lists_take_as_many_queries_for_one_row_as_for_twenty(case, signed_in, django_assert_max_num_queries, name):
    address, office = reverse(f"inspections:{name}", args=["2026"]), signed_in(case.office)

    def add():
        ExposureFactory(campaign=case.campaign, by_unit=case.unit, hazard=at(case, "told").hazard, unit=case.unit)

    add()
    office.get(address)
    with django_assert_max_num_queries(40) as once:
        office.get(address)
    for _ in range(19):
        add()

    with django_assert_max_num_queries(len(once)):
        b"".join(office.get(address))


@pytest.mark.parametrize("address", [FUND, reverse("inspections:fund_export")])
def test_fund_takes_as_many_queries_for_one_entry_as_for_twenty(
    case, signed_in, django_assert_max_num_queries, address
):
    office = signed_in(case.office)
    fill(case, 1)
    office.get(address)
    with django_assert_max_num_queries(40) as once:
        office.get(address)
    for _ in range(19):
        fill(case, 1)

    with django_assert_max_num_queries(len(once)):
        b"".join(office.get(address))


@pytest.mark.parametrize(("state", "is_offered"), [("accepted", True), ("transferred", False), ("rejected", False)])
def test_reward_is_offered_only_for_what_is_on_the_ledger(case, signed_in, state, is_offered):
    hazard = case.reported(state=state)

    page = signed_in(case.office).get(hazard.get_absolute_url()).content.decode()

    assert (reverse("inspections:reward_propose", args=[hazard.pk]) in page) is is_offered
