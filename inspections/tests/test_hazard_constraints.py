"""Each rule of the row itself, broken once past all services."""

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.factories import UserFactory
from inspections.models import Hazard, HazardPhoto, Reinspection
from inspections.tests.factories import HazardFactory

MAJOR = {"grade": "major"}
BROKEN = {
    "hazard_accepted_means_who_and_when": ("accepted", {}, {"accepted_by": None}),
    "hazard_worked_on_means_graded": ("graded", {}, {"grade": ""}),
    "hazard_rectifying_means_who_and_until_when": ("rectifying", {}, {"responsible": ""}),
    "hazard_major_means_five_implementations": ("rectifying", MAJOR, {"contingency": ""}),
    "hazard_rectified_means_who_and_when": ("rectified", {}, {"rectified_on": None}),
    "hazard_fixed_means_reinspected": ("fixed", {}, {"reinspected_by": None}),
    "hazard_closed_means_who_and_when": ("fixed", {}, {"closed_on": None}),
    "hazard_refused_means_why": ("rejected", {}, {"why": ""}),
    "hazard_transferred_means_where_to": ("transferred", {}, {"transferred_to": ""}),
    "hazard_place_has_both_numbers": ("reported", {}, {"latitude": "36.1"}),
    "hazard_money_not_negative": ("reported", {}, {"cost_yuan": -1}),
}


def broken(act):
    """The name of the constraint that refused."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    return error.value.__cause__.diag.constraint_name


@pytest.mark.parametrize(("name", "state", "made", "change"), [(name, *facts) for name, facts in BROKEN.items()])
def test_constraint_of_a_hazard_refuses(db, name, state, made, change):
    row = Hazard.objects.filter(pk=HazardFactory(state=state, **made).pk)

    assert broken(lambda: row.update(**change)) == name


@pytest.mark.parametrize("column", ["responsible", "measures", "funds_source", "contingency", "funds_yuan", "due_on"])
def test_major_hazard_is_not_worked_on_without_each_implementation(db, column):
    row = Hazard.objects.filter(pk=HazardFactory(state="rectifying", **MAJOR).pk)
    nothing = None if column in ("funds_yuan", "due_on") else ""

    assert broken(lambda: row.update(**{column: nothing})).startswith("hazard_")


@pytest.mark.parametrize("other", ["rectified_by", "accepted_by"])
def test_reinspected_by_another(db, other):
    hazard = HazardFactory(state="fixed")

    found = broken(lambda: Hazard.objects.filter(pk=hazard.pk).update(reinspected_by=getattr(hazard, other)))

    assert found == "hazard_reinspected_by_another"


def test_serial_is_given_once(db):
    first = HazardFactory()

    assert broken(lambda: HazardFactory(campaign=first.campaign, serial=first.serial)) == "hazard_serial_once"


@pytest.mark.parametrize("of", ["itself", "nothing"])
def test_duplicate_is_of_another(db, of):
    hazard = HazardFactory()
    target = hazard if of == "itself" else None

    found = broken(lambda: Hazard.objects.filter(pk=hazard.pk).update(state="duplicate", duplicate_of=target))

    assert found == "hazard_duplicate_of_another"


def test_failed_reinspection_has_a_note(db):
    facts = {"hazard": HazardFactory(state="rectified"), "done_by": UserFactory()}

    assert broken(lambda: Reinspection.objects.create(passed=False, **facts)) == "reinspection_failed_means_why"


def test_photo_without_a_hazard_waits_under_a_key(db):
    facts = {"width": 1, "height": 1, "pixels": "0", "likeness": 0, "added_on": "2026-06-08"}

    assert broken(lambda: HazardPhoto.objects.create(**facts)) == "hazard_photo_waits_under_a_key"
