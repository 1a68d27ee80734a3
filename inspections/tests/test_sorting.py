"""Sorting the inbox: each step, its history, who may not, and who comes too late."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.tests.factories import UserFactory
from core.errors import DomainError
from inspections.models import Hazard, HazardCategory
from inspections.services import sorting
from inspections.tests.factories import HazardFactory, ReportFactory
from inspections.tests.photo_rows import stored_photo
from inspections.tests.traces import last_entry, told
from units.tests.factories import UnitFactory

STEPS = {
    "accept": lambda hazard, by: sorting.accept_hazard(hazard, by=by),
    "reject": lambda hazard, by: sorting.reject_hazard(hazard, by=by, why="Nothing there"),
    "transfer": lambda hazard, by: sorting.transfer_hazard(hazard, by=by, to="Road bureau"),
    "duplicate": lambda hazard, by: sorting.mark_duplicate(hazard, of=HazardFactory(campaign=hazard.campaign), by=by),
    "take_back": lambda hazard, by: sorting.take_back(hazard, by=by, why="It was one after all"),
    "withdraw": lambda hazard, by: sorting.withdraw_hazard(hazard, by=by, why="Typed twice"),
}
OFFICE_STEPS = {name: step for name, step in STEPS.items() if name != "withdraw"}


def test_accept_hazard_records_who_and_when(case, hazard_of):
    hazard = sorting.accept_hazard(hazard_of(), by=case.office)

    hazard.refresh_from_db()
    assert (hazard.state, hazard.accepted_by, hazard.accepted_on is not None) == ("accepted", case.office, True)
    assert last_entry(hazard) == (case.office.name, "")


def test_accept_hazard_puts_right_what_is_known_better(case, hazard_of):
    market, fire = UnitFactory(parent=case.campaign.area), HazardCategory.objects.get(code="fire")
    facts = {"unit": market, "supervising": case.unit, "category": fire, "description": " Goods on the stairs "}

    hazard = sorting.accept_hazard(hazard_of(), by=case.office, **facts)

    hazard.refresh_from_db()
    assert (hazard.unit, hazard.supervising, hazard.category) == (market, case.unit, fire)
    assert hazard.description == "Goods on the stairs"


def test_accept_hazard_leaves_alone_what_is_not_named(case, hazard_of):
    hazard = sorting.accept_hazard(hazard_of(description="Open pit"), by=case.office)

    hazard.refresh_from_db()
    assert (hazard.unit, hazard.description) == (case.unit, "Open pit")


def test_accept_hazard_passes_on_exactly_the_chosen_photos(case, hazard_of):
    hazard = hazard_of()
    report = ReportFactory(hazard=hazard)
    chosen, kept = (stored_photo(hazard, number=number, report=report, for_unit=False) for number in (1, 2))
    once_passed = stored_photo(hazard, number=3, report=report, for_unit=True)

    sorting.accept_hazard(hazard, by=case.office, photos_for_unit=[chosen.pk])

    passed_on = hazard.photos.filter(for_unit=True)
    assert (list(passed_on), kept.pk, once_passed.pk) == ([chosen], kept.pk, once_passed.pk)


def test_accept_hazard_cannot_pass_on_photos_of_another_hazard(case, hazard_of):
    other = hazard_of()
    theirs = stored_photo(other, report=ReportFactory(hazard=other), for_unit=False)

    sorting.accept_hazard(hazard_of(), by=case.office, photos_for_unit=[theirs.pk])

    theirs.refresh_from_db()
    assert theirs.for_unit is False


def test_reject_hazard_keeps_the_reason_and_tells_who_found_it(case, hazard_of):
    hazard = hazard_of(found_by=case.liaison, description="Loose tile")

    sorting.reject_hazard(hazard, by=case.office, why=" Nothing there ")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.why) == ("rejected", "Nothing there")
    assert last_entry(hazard) == (case.office.name, "Nothing there")
    assert told(case.liaison) == [f"Rejected: {hazard.number} Loose tile. Nothing there"]


def test_accepted_hazard_can_still_be_rejected(case, hazard_of):
    hazard = sorting.reject_hazard(hazard_of("accepted"), by=case.office, why="Checked: nothing there")

    assert hazard.state == "rejected"


@pytest.mark.parametrize("step", ["reject_hazard", "take_back"])
def test_step_against_the_other_side_needs_a_reason(case, hazard_of, step):
    hazard = hazard_of("reported" if step == "reject_hazard" else "rejected")

    with pytest.raises(DomainError, match="Give a reason"):
        getattr(sorting, step)(hazard, by=case.office, why="  ")


def test_transfer_hazard_names_the_department(case, hazard_of):
    hazard = sorting.transfer_hazard(hazard_of(), by=case.office, to=" Road bureau ", why="A road")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.transferred_to, hazard.why) == ("transferred", "Road bureau", "A road")
    assert last_entry(hazard) == (case.office.name, "A road")


def test_transfer_hazard_to_nobody_is_refused(case, hazard_of):
    with pytest.raises(DomainError, match="Name the department"):
        sorting.transfer_hazard(hazard_of(), by=case.office, to=" ")


def test_mark_duplicate_ties_both(case, hazard_of):
    first, second = hazard_of("rectifying"), hazard_of()

    sorting.mark_duplicate(second, of=first, by=case.office)

    second.refresh_from_db()
    assert (second.state, second.duplicate_of, list(first.duplicates.all())) == ("duplicate", first, [second])


def test_mark_duplicate_takes_along_what_was_tied_to_it(case, hazard_of):
    first, second = hazard_of("accepted"), hazard_of()
    third = hazard_of("duplicate", duplicate_of=second)

    sorting.mark_duplicate(second, of=first, by=case.office)

    third.refresh_from_db()
    assert third.duplicate_of == first


@pytest.mark.parametrize("wrong", ["itself", "refused", "of another ledger"])
def test_mark_duplicate_of_a_wrong_hazard_is_refused(case, hazard_of, wrong):
    hazard = hazard_of()
    others = {"itself": lambda: hazard, "refused": lambda: hazard_of("rejected"), "of another ledger": HazardFactory}

    with pytest.raises(DomainError, match="Choose another hazard"):
        sorting.mark_duplicate(hazard, of=others[wrong](), by=case.office)

    hazard.refresh_from_db()
    assert (hazard.state, hazard.duplicate_of) == ("reported", None)


@pytest.mark.parametrize("state", ["rejected", "transferred", "duplicate", "withdrawn"])
def test_take_back_puts_it_into_the_inbox_as_if_new(case, hazard_of, state):
    first = hazard_of() if state == "duplicate" else None

    hazard = sorting.take_back(hazard_of(state, duplicate_of=first), by=case.office, why="It was one")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.duplicate_of, hazard.transferred_to) == ("reported", None, "")
    assert last_entry(hazard) == (case.office.name, "It was one")


def test_withdraw_hazard_is_for_who_entered_it(case, hazard_of):
    hazard = sorting.withdraw_hazard(hazard_of(found_by=case.liaison), by=case.liaison, why="Typed twice")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.why) == ("withdrawn", "Typed twice")


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector", "admin"])
@pytest.mark.parametrize("name", OFFICE_STEPS)
def test_steps_of_the_office_are_for_nobody_else(case, hazard_of, name, role):
    hazard = hazard_of("rejected" if name == "take_back" else "reported")
    person = case.liaison if role == "liaison" else UserFactory(role=role, unit=case.unit)

    with pytest.raises(PermissionDenied):
        OFFICE_STEPS[name](hazard, person)

    assert Hazard.objects.get(pk=hazard.pk).state == hazard.state


def test_office_of_another_county_sorts_nothing_here(hazard_of):
    with pytest.raises(PermissionDenied):
        sorting.accept_hazard(hazard_of(), by=UserFactory(role="office"))


def test_withdrawing_what_another_entered_is_forbidden(case, hazard_of):
    with pytest.raises(PermissionDenied):
        sorting.withdraw_hazard(hazard_of(found_by=case.liaison), by=case.office, why="No")


@pytest.mark.parametrize("name", STEPS)
def test_step_that_comes_too_late_is_refused_in_words(case, hazard_of, name):
    hazard = hazard_of("rectifying", found_by=case.office)

    with pytest.raises(DomainError, match="the hazard is “Rectifying” in the meantime"):
        STEPS[name](hazard, case.office)

    assert Hazard.objects.get(pk=hazard.pk).state == "rectifying"
