from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.tests.factories import UserFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from inspections.models import Hazard
from inspections.selectors.implementations import five_implementations
from inspections.services.implementations import enter_implementation
from inspections.services.working import order_rectification
from inspections.tests.factories import HazardFactory

pytestmark = pytest.mark.django_db
NOTHING = {"responsible": "", "measures": "", "funds_yuan": None, "funds_source": "", "due_on": None, "contingency": ""}


def planned(case, **facts):
    known = {"campaign": case.campaign, "unit": case.unit, "grade": "major", "state": "graded", "unit_sees": True}
    return HazardFactory(**known | NOTHING | facts)


def marks(hazard, user):
    return [row.mark for row in five_implementations(hazard, user).rows]


def test_each_missing_one_is_named(case):
    panel = five_implementations(planned(case, measures="Fit closers", due_on=date(2027, 1, 1)), case.office)

    assert panel.done == 2
    assert [str(name) for name in panel.missing] == ["Responsibility", "Funds", "Contingency plan"]


def test_money_without_its_source_is_not_there(case):
    assert marks(planned(case, funds_yuan=18500), case.office)[2] == "missing"


def test_no_money_needed_is_said_with_zero(case):
    assert marks(planned(case, funds_yuan=0, funds_source="None needed"), case.office)[2] == "done"


def test_a_deadline_that_is_past_is_late(case):
    hazard = HazardFactory(campaign=case.campaign, unit=case.unit, grade="major", state="rectifying")

    assert marks(hazard, case.office) == ["done", "done", "done", "late", "done"]


def test_an_ordinary_hazard_has_no_panel(case):
    assert five_implementations(planned(case, grade="ordinary"), case.office) is None


def test_the_unit_enters_one_and_leaves_the_others(case):
    hazard = planned(case, measures="Fit closers")

    enter_implementation(hazard, "funds", by=case.liaison, version=1, funds_yuan=18500, funds_source="Own funds")

    hazard.refresh_from_db()
    assert (hazard.funds_yuan, hazard.funds_source, hazard.measures) == (18500, "Own funds", "Fit closers")
    assert history_of(hazard)[0].by == case.liaison.name


def test_the_order_waits_for_all_five(case):
    hazard = planned(case, responsible="Manager", measures="x", funds_yuan=0, funds_source="x", due_on=date(2027, 1, 1))

    with pytest.raises(DomainError, match="Still missing: contingency plan"):
        order_rectification(hazard, by=case.office)
    enter_implementation(hazard, "contingency", by=case.liaison, version=1, contingency="Guard it")

    assert order_rectification(hazard, by=case.office).state == "rectifying"


def test_two_who_enter_the_same_one_are_shown_both(case):
    hazard = planned(case)
    enter_implementation(hazard, "measures", by=case.liaison, version=1, measures="Fit closers")

    with pytest.raises(EditConflict):
        enter_implementation(hazard, "measures", by=case.office, version=1, measures="Paint lines")

    hazard.refresh_from_db()
    assert hazard.measures == "Fit closers"


def test_the_deadline_of_an_order_is_moved_by_an_extension_only(case):
    hazard = HazardFactory(campaign=case.campaign, unit=case.unit, grade="major", state="rectifying")

    with pytest.raises(DomainError, match="doesn't follow"):
        enter_implementation(hazard, "deadline", by=case.office, version=1, due_on=date(2027, 1, 1))

    assert Hazard.objects.get(pk=hazard.pk).due_on == date(2026, 6, 20)


@pytest.mark.parametrize("role", ["liaison", "inspector", "leader", "admin"])
def test_nobody_else_enters(case, role):
    hazard = planned(case)

    with pytest.raises(PermissionDenied):
        enter_implementation(hazard, "measures", by=UserFactory(role=role), version=1, measures="x")

    hazard.refresh_from_db()
    assert hazard.measures == ""


def test_funds_without_a_source_are_answered_at_the_field(case, signed_in):
    hazard = planned(case)
    address = reverse("inspections:implementation", args=[hazard.pk, "funds"])

    page = signed_in(case.liaison).post(address, {"funds_yuan": "100", "funds_source": "", "version": "1"})

    assert (list(page.context["form"].errors), page.context["form"]["funds_yuan"].value()) == (["funds_source"], "100")


def test_the_unit_enters_one_on_its_page(case, signed_in):
    hazard = planned(case)
    address = reverse("inspections:implementation", args=[hazard.pk, "deadline"])

    signed_in(case.liaison).post(address, {"due_on": "2027-01-04", "version": "1"})

    hazard.refresh_from_db()
    assert hazard.due_on == date(2027, 1, 4)
