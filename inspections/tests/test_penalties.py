from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from inspections.models import Penalty
from inspections.selectors.panels import panels_of
from inspections.selectors.penalties import penalties_of, totals_of
from inspections.services import penalties as services
from inspections.tests.factories import HazardFactory, PenaltyFactory, RewardFactory

LIST = reverse("inspections:penalties", args=["2026"])
EXPORT = reverse("inspections:penalties_export", args=["2026"])


def facts(case, **changes):
    known = {"unit": case.unit, "basis": "Article 99", "decided_on": date(2026, 6, 20), "firm_yuan": Decimal(20_000)}
    return known | changes


def test_one_case_punishes_firm_and_person(case):
    hazard = case.reported()

    row = services.create_penalty(
        case.campaign, by=case.office, **facts(case, hazard=hazard, person_post="Head", person_yuan=Decimal(5_000))
    )

    assert (row.is_double, row.hazard, row.by) == (True, hazard, case.office)
    assert history_of(row)[0].by == case.office.name


def test_penalty_without_fine_and_measure_is_none(case):
    with pytest.raises(DomainError, match="a fine or another measure"):
        services.create_penalty(case.campaign, by=case.office, **facts(case, firm_yuan=Decimal(0)))
    assert Penalty.objects.count() == 0


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"person_yuan": Decimal(1)}, "Name the post"),
        ({"firm_yuan": Decimal(-1)}, "less than nothing"),
        ({"executed_on": date(2026, 6, 19)}, "before it was decided"),
    ],
)
def test_impossible_penalty_is_refused_in_words(case, changes, words):
    with pytest.raises(DomainError, match=words):
        services.create_penalty(case.campaign, by=case.office, **facts(case, **changes))


@pytest.mark.parametrize(
    "changes, constraint",
    [
        ({"person_yuan": 1}, "penalty_of_person_means_which_post"),
        ({"firm_yuan": -1}, "penalty_not_negative"),
        ({"executed_on": date(2026, 6, 19)}, "penalty_executed_after_decision"),
    ],
)
def test_database_refuses_an_impossible_penalty(case, changes, constraint):
    hazard = case.reported()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PenaltyFactory(hazard=hazard, **changes)


def test_hazard_of_another_ledger_is_refused(case):
    with pytest.raises(DomainError, match="another campaign's ledger"):
        services.create_penalty(case.campaign, by=case.office, **facts(case, hazard=HazardFactory()))


def test_execution_is_entered_later_and_a_second_edit_is_told(case):
    row = PenaltyFactory(hazard=case.reported())
    services.update_penalty(row, by=case.office, version=1, executed_on=date(2026, 6, 30))

    with pytest.raises(EditConflict):
        services.update_penalty(row, by=case.second, version=1, executed_on=None)
    row.refresh_from_db()
    assert (row.executed_on, row.version) == (date(2026, 6, 30), 2)


def test_slip_is_deleted_with_its_reason(case):
    services.delete_penalty(PenaltyFactory(hazard=case.reported()), by=case.office, why="Twice")

    assert Penalty.objects.count() == 0


def test_fine_that_an_approved_reward_rests_on_stays(case):
    reward = RewardFactory(hazard=case.reported(), state="approved")
    row = PenaltyFactory(hazard=reward.hazard)

    with pytest.raises(DomainError, match="has to stay"):
        services.delete_penalty(row, by=case.office, why="Twice")
    assert Penalty.objects.count() == 1


def test_nobody_but_the_office_enters_changes_or_deletes(case):
    row = PenaltyFactory(hazard=case.reported())
    acts = [
        lambda: services.create_penalty(case.campaign, by=case.liaison, **facts(case)),
        lambda: services.update_penalty(row, by=case.liaison, version=1, firm_yuan=0),
        lambda: services.delete_penalty(row, by=case.liaison, why="Slip"),
    ]

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert list(Penalty.objects.values_list("firm_yuan", flat=True)) == [20_000]


def test_filters_and_totals_count_the_same_cases(case):
    double = PenaltyFactory(hazard=case.reported(), person_yuan=1, person_post="Head", executed_on="2026-06-30")
    PenaltyFactory(hazard=case.reported())
    chosen = [{"double": "yes"}, {"executed": "yes"}]

    assert [list(penalties_of(case.campaign, case.office, each)) for each in chosen] == [[double]] * 2
    assert totals_of(penalties_of(case.campaign, case.office, {})) == {
        "cases": 2,
        "double": 1,
        "firm": 40_000,
        "person": 1,
    }


def test_page_enters_a_penalty_of_the_hazard_it_came_from(case, signed_in):
    hazard = case.reported()
    address = f"{reverse('inspections:penalty_new', args=['2026'])}?hazard={hazard.pk}"
    office = signed_in(case.office)
    shown = office.get(address).context["form"].initial
    typed = {"basis": "Article 99", "decided_on": "2026-06-20", "firm_yuan": "20000", "person_yuan": "0"}

    answer = office.post(address, typed | {"hazard": hazard.pk, "unit": case.unit.pk, "by": case.liaison.pk})

    row = Penalty.objects.get()
    assert (shown["hazard"], shown["unit"], answer.status_code) == (hazard, case.unit, 302)
    assert (row.firm_yuan, row.hazard, row.by) == (20_000, hazard, case.office)


def test_clash_on_the_page_shows_both_versions(case, signed_in):
    row = PenaltyFactory(hazard=case.reported())
    services.update_penalty(row, by=case.second, version=1, basis="Article 100")
    typed = {"basis": "Article 101", "decided_on": "2026-06-20", "firm_yuan": "1", "person_yuan": "0", "version": "1"}

    answer = signed_in(case.office).post(
        reverse("inspections:penalty_edit", args=[row.pk]), typed | {"unit": case.unit.pk, "hazard": row.hazard_id}
    )

    assert (answer.status_code, answer.context["conflict"].differences[0].theirs) == (409, "Article 100")


@pytest.mark.parametrize("address", [LIST, EXPORT])
def test_list_takes_as_many_queries_for_one_row_as_for_twenty(case, signed_in, django_assert_max_num_queries, address):
    office = signed_in(case.office)
    PenaltyFactory(hazard=case.reported())
    office.get(address)
    with django_assert_max_num_queries(40) as once:
        office.get(address)
    for _ in range(19):
        PenaltyFactory(hazard=case.reported())

    with django_assert_max_num_queries(len(once)):
        b"".join(office.get(address))


def test_unit_reads_on_the_hazard_s_page_what_was_decided_and_nothing_of_a_reward(case):
    row = PenaltyFactory(hazard=case.reported())
    RewardFactory(hazard=row.hazard)

    of_unit, of_office = (panels_of(row.hazard, user) for user in (case.liaison, case.office))

    assert of_unit["penalties"] == {"rows": [row], "may_enter": False}
    assert (of_unit["reward"], of_office["reward"]["reward"]) == (None, row.hazard.reward)
