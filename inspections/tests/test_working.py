"""From the grade to the sign-off: each step, its history, who may not, and who comes too late."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.tests.factories import UserFactory
from activities.tests.photo_files import photo
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from inspections.models import Hazard
from inspections.services import working
from inspections.services.working import Plan
from inspections.tests.photo_rows import stored_photo
from inspections.tests.traces import last_entry, told
from units.tests.factories import UnitFactory

STEPS = {
    "grade": lambda hazard, by: working.grade_hazard(hazard, by=by, grade="ordinary", unit=hazard.unit),
    "plan": lambda hazard, by: working.plan_rectification(hazard, Plan(responsible="Li"), by=by),
    "order": lambda hazard, by: working.order_rectification(hazard, by=by, responsible="Li", due_on=date(2026, 7, 1)),
    "complete": lambda hazard, by: working.file_completion(hazard, by=by, done="Cleared", new_photos=[photo()]),
    "reinspect": lambda hazard, by: working.reinspect(hazard, by=by, passed=True),
    "give_up": lambda hazard, by: working.give_up(hazard, by=by, why="Demolished"),
    "reopen": lambda hazard, by: working.reopen_hazard(hazard, by=by, why="Again"),
}
BEFORE = {
    "grade": "accepted",
    "plan": "graded",
    "order": "graded",
    "complete": "rectifying",
    "reinspect": "rectified",
    "give_up": "rectifying",
    "reopen": "fixed",
}
TOO_LATE = {name: "fixed" for name in STEPS} | {"reopen": "rectifying"}


def test_grade_hazard_shows_it_to_its_unit(case, hazard_of):
    market = UnitFactory(parent=case.campaign.area)
    facts = {"grade": "ordinary", "unit": market, "checked_on": date(2026, 6, 10)}

    hazard = working.grade_hazard(hazard_of("accepted"), by=case.office, **facts)

    hazard.refresh_from_db()
    assert (hazard.state, hazard.grade, hazard.unit, hazard.unit_sees) == ("graded", "ordinary", market, True)
    assert (hazard.checked_on, hazard.graded_by) == (date(2026, 6, 10), case.office)
    assert last_entry(hazard) == (case.office.name, "")


def test_major_hazard_names_its_clause(case, hazard_of):
    hazard = hazard_of("accepted")

    with pytest.raises(DomainError, match="Name the clause"):
        working.grade_hazard(hazard, by=case.office, grade="major", unit=case.unit, clause=" ")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.grade) == ("accepted", "")


def test_plan_is_entered_by_the_unit(case, hazard_of):
    plan = Plan(responsible="Li", measures="Clear it", funds_yuan=Decimal(500), due_on=date(2026, 7, 1))

    hazard = working.plan_rectification(hazard_of("graded"), plan, by=case.liaison)

    hazard.refresh_from_db()
    assert (hazard.responsible, hazard.funds_yuan, hazard.due_on) == ("Li", Decimal(500), date(2026, 7, 1))
    assert last_entry(hazard) == (case.liaison.name, "")


def test_plan_onto_a_newer_version_is_a_conflict(case, hazard_of):
    hazard = hazard_of("graded")
    working.plan_rectification(hazard, Plan(responsible="Li"), by=case.office, version=1)

    with pytest.raises(EditConflict):
        working.plan_rectification(hazard, Plan(responsible="Wang"), by=case.liaison, version=1)

    hazard.refresh_from_db()
    assert hazard.responsible == "Li"


def test_plan_after_the_order_leaves_the_deadline(case, hazard_of):
    hazard = hazard_of("rectifying")

    working.plan_rectification(hazard, Plan(responsible="Wang", due_on=date(2027, 1, 1)), by=case.liaison)

    hazard.refresh_from_db()
    assert (hazard.responsible, hazard.due_on) == ("Wang", date(2026, 6, 20))


def test_order_of_a_major_hazard_names_each_missing_implementation(case, hazard_of):
    hazard = hazard_of("graded", grade="major", measures="", funds_yuan=None, funds_source="Own", contingency="")

    with pytest.raises(DomainError) as refusal:
        working.order_rectification(hazard, by=case.office)

    words = "Still missing: responsible person, measures, funds, deadline, contingency plan."
    assert (str(refusal.value), Hazard.objects.get(pk=hazard.pk).state) == (words, "graded")


def test_order_starts_the_clock_and_tells_the_unit(case, hazard_of, inspector):
    hazard = hazard_of("graded", description="Loose rail")
    facts = {"responsible": "Li", "due_on": date(2026, 7, 1), "notice_no": "No. 12", "reinspector": inspector}

    working.order_rectification(hazard, by=case.office, **facts)

    hazard.refresh_from_db()
    assert (hazard.state, hazard.due_on, hazard.first_due_on) == ("rectifying", date(2026, 7, 1), date(2026, 7, 1))
    assert (hazard.notice_no, hazard.reinspector) == ("No. 12", inspector)
    assert told(case.liaison) == [f"Rectify by 1 July 2026: {hazard.number} Loose rail ({case.unit})"]


def test_completion_without_a_photo_is_refused(case, hazard_of):
    hazard = hazard_of("rectifying")
    stored_photo(hazard, stage="before")

    with pytest.raises(DomainError, match="Add a photo of how it looks now"):
        working.file_completion(hazard, by=case.liaison, done="Cleared")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.rectifications.count()) == ("rectifying", 0)


def test_completion_is_filed_with_proof_and_cost(case, hazard_of, inspector):
    hazard = hazard_of("rectifying", reinspector=inspector, description="Loose rail")
    waiting = stored_photo(by=case.liaison, number=2)
    proof = {"new_photos": [photo(1)], "waiting_photos": [waiting.pk]}

    working.file_completion(hazard, by=case.liaison, done="Cleared", cost_yuan=Decimal(80), **proof)

    hazard.refresh_from_db()
    filed = hazard.rectifications.get()
    assert (hazard.state, hazard.rectified_by, hazard.cost_yuan) == ("rectified", case.liaison, Decimal(80))
    assert (filed.done, filed.filed_by, filed.photos.filter(stage="after").count()) == ("Cleared", case.liaison, 2)
    assert told(inspector) == [f"Waiting for your re-inspection: {hazard.number} Loose rail"]


def test_photos_of_a_failed_completion_prove_nothing_of_the_next(case, hazard_of):
    hazard = hazard_of("rectifying")
    working.file_completion(hazard, by=case.liaison, done="Cleared", new_photos=[photo(1)])
    working.reinspect(hazard, by=case.office, passed=False, note="Still loose")

    with pytest.raises(DomainError, match="Add a photo"):
        working.file_completion(hazard, by=case.liaison, done="Cleared again")

    working.file_completion(hazard, by=case.liaison, done="Cleared again", new_photos=[photo(1)])
    assert [filed.photos.count() for filed in hazard.rectifications.all()] == [1, 1]


def test_passed_reinspection_signs_off(case, hazard_of):
    hazard = hazard_of("rectified")

    working.reinspect(hazard, by=case.office, passed=True, note="Seen")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.reinspected_by, hazard.closed_by) == ("fixed", case.office, case.office)
    assert (hazard.reinspections.get().passed, last_entry(hazard)) == (True, (case.office.name, "Seen"))


def test_failed_reinspection_goes_back_and_the_clock_runs_on(case, hazard_of):
    hazard = hazard_of("rectified", description="Loose rail")

    working.reinspect(hazard, by=case.office, passed=False, note="Still loose")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.due_on, hazard.rectified_on) == ("rectifying", date(2026, 6, 20), None)
    assert told(case.liaison) == [f"Not yet mended: {hazard.number} Loose rail ({case.unit}). Still loose"]


def test_failed_reinspection_says_why(case, hazard_of):
    with pytest.raises(DomainError, match="Give a reason"):
        working.reinspect(hazard_of("rectified"), by=case.office, passed=False)


@pytest.mark.parametrize("field", ["rectified_by", "accepted_by"])
def test_reinspection_takes_another_person(case, hazard_of, field):
    hazard = hazard_of("rectified", **{field: case.office})

    with pytest.raises(DomainError, match="Re-inspection takes another person"):
        working.reinspect(hazard, by=case.office, passed=True)

    assert Hazard.objects.get(pk=hazard.pk).state == "rectified"


def test_called_inspector_reinspects(hazard_of, inspector):
    hazard = working.reinspect(hazard_of("rectified", reinspector=inspector), by=inspector, passed=True)

    assert hazard.state == "fixed"


def test_inspector_never_reinspects_at_the_own_unit(case, hazard_of):
    own = UserFactory(role="inspector", unit=case.unit)

    with pytest.raises(PermissionDenied):
        working.reinspect(hazard_of("rectified", reinspector=own), by=own, passed=True)


def test_closed_without_a_fix_keeps_its_reason(case, hazard_of):
    hazard = working.give_up(hazard_of("rectifying"), by=case.office, why="Demolished")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.why, hazard.closed_by) == ("unfixed", "Demolished", case.office)


def test_reopened_hazard_keeps_its_first_clock(case, hazard_of):
    hazard = hazard_of("fixed", due_on=date(2026, 7, 30), first_due_on=date(2026, 6, 20))

    working.reopen_hazard(hazard, by=case.office, why="Blocked again")

    hazard.refresh_from_db()
    assert (hazard.state, hazard.due_on, hazard.times_reopened) == ("rectifying", date(2026, 6, 20), 1)
    assert (hazard.closed_on, hazard.reinspected_by, last_entry(hazard)[1]) == (None, None, "Blocked again")


def test_hazard_given_up_before_its_order_is_reopened_for_grading(case, hazard_of):
    hazard = working.reopen_hazard(hazard_of("unfixed", first_due_on=None), by=case.office, why="Found after all")

    assert hazard.state == "accepted"


@pytest.mark.parametrize("role", ["leader", "inspector", "admin", "other_liaison"])
@pytest.mark.parametrize("name", STEPS)
def test_steps_are_for_nobody_else(case, hazard_of, name, role):
    hazard = hazard_of(BEFORE[name])
    place = UnitFactory(parent=case.campaign.area) if role == "other_liaison" else case.unit
    person = UserFactory(role=role.removeprefix("other_"), unit=place)

    with pytest.raises(PermissionDenied):
        STEPS[name](hazard, person)

    assert Hazard.objects.get(pk=hazard.pk).state == BEFORE[name]


@pytest.mark.parametrize("name", ["grade", "order", "reinspect", "give_up", "reopen"])
def test_steps_of_the_office_are_not_for_the_unit(case, hazard_of, name):
    with pytest.raises(PermissionDenied):
        STEPS[name](hazard_of(BEFORE[name]), case.liaison)


@pytest.mark.parametrize("name", STEPS)
def test_step_that_comes_too_late_is_refused_in_words(case, hazard_of, name):
    hazard = hazard_of(TOO_LATE[name])

    with pytest.raises(DomainError, match="This step doesn't follow"):
        STEPS[name](hazard, case.office)

    assert (Hazard.objects.get(pk=hazard.pk).version, len(history_of(hazard))) == (1, 0)
