"""Entering a hazard: who from which source, sent twice, odd input, fields that nobody asked for."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from activities.tests.photo_files import upload
from inspections.models import Hazard
from inspections.tests.photo_rows import stored_photo
from units.tests.factories import UnitFactory

ADDRESS = "/campaigns/2026/hazards/new/"


def typed(**changes):
    today = timezone.localdate().isoformat()
    facts = {"once_key": str(uuid.uuid4()), "description": "Blocked exit", "place": "Hall 2", "reported_on": today}
    return facts | changes


@pytest.fixture
def enter(signed_in):
    """Sends the form as this person; gives the answer."""

    def post(person, query="", **changes):
        return signed_in(person).post(f"{ADDRESS}{query}", typed(**changes))

    return post


def test_office_enters_a_call(case, enter):
    answer = enter(case.office, source="hotline", unit=case.unit.pk, supervising=case.unit.pk)

    hazard = Hazard.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, hazard.get_absolute_url())
    assert (hazard.source.code, hazard.state, hazard.unit, hazard.found_by) == (
        "hotline",
        "reported",
        case.unit,
        case.office,
    )
    assert (hazard.unit_sees, hazard.serial) == (False, 1)


def test_source_of_the_address_is_chosen_already(case, signed_in):
    form = signed_in(case.office).get(f"{ADDRESS}?source=media").context["form"]

    assert form["source"].value() == "media"


def test_office_may_enter_and_go_on_with_the_next(case, enter):
    answer = enter(case.office, "?source=alarm", source="alarm", act="next")

    assert (answer["Location"], Hazard.objects.get().source.code) == (f"{ADDRESS}?source=alarm", "alarm")


def test_liaison_enters_the_own_check_and_sees_it_at_once(case, enter):
    enter(case.liaison, unit=case.unit.pk, photos=upload(1))

    hazard = Hazard.objects.get()
    assert (hazard.source.code, hazard.unit, hazard.unit_sees) == ("self_check", case.unit, True)
    assert [photo.for_unit for photo in hazard.photos.all()] == [True]


def test_liaison_enters_nothing_for_another_unit(case, enter):
    answer = enter(case.liaison, unit=UnitFactory(parent=case.campaign.area).pk)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["unit"])
    assert Hazard.objects.count() == 0


def test_inspector_enters_at_another_unit(case, enter, inspector):
    enter(inspector, unit=case.unit.pk, violation="operation")

    hazard = Hazard.objects.get()
    assert (hazard.source.code, hazard.violation, hazard.found_by) == ("inspection", "operation", inspector)


def test_inspector_enters_nothing_at_the_own_unit(case, enter, inspector):
    answer = enter(inspector, unit=inspector.unit.pk)

    assert (list(answer.context["form"].errors), Hazard.objects.count()) == (["unit"], 0)


@pytest.mark.parametrize("role", ["leader", "admin"])
def test_others_enter_nothing(case, enter, role):
    answer = enter(UserFactory(role=role, unit=case.unit), unit=case.unit.pk)

    assert (answer.status_code, Hazard.objects.count()) == (403, 0)


def test_archived_campaign_takes_no_hazards(case, enter):
    type(case.campaign).objects.update(state="archived")

    assert enter(case.office, source="hotline").status_code == 403


def test_form_sent_twice_is_one_hazard_with_its_photo_once_f6(case, signed_in):
    form = typed(source="hotline")
    answers = [signed_in(case.office).post(ADDRESS, form | {"photos": upload(1)}) for _ in range(2)]

    hazard = Hazard.objects.get()
    assert [answer["Location"] for answer in answers] == [hazard.get_absolute_url()] * 2
    assert hazard.photos.count() == 1


def test_photo_that_went_ahead_joins_the_hazard(case, enter):
    waiting = stored_photo(by=case.liaison)

    enter(case.liaison, unit=case.unit.pk, photo=waiting.pk)

    assert list(Hazard.objects.get().photos.all()) == [waiting]


def test_photo_too_many_costs_no_words(case, enter):
    ahead = [stored_photo(by=case.liaison, number=number).pk for number in range(13)]

    answer = enter(case.liaison, unit=case.unit.pk, photo=ahead)

    assert (answer.status_code, Hazard.objects.get().photos.count()) == (302, 0)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("description", " ", "This field is required."),
        ("place", "", "This field is required."),
        ("reported_on", "2026-02-30", "Enter a valid date."),
        ("reported_on", (timezone.localdate() + timedelta(days=2)).isoformat(), "This day is still to come."),
        ("unit", "no such", "Select a valid choice. That choice is not one of the available choices."),
        ("violation", "arson", "Select a valid choice. arson is not one of the available choices."),
        ("source", "public", "Select a valid choice. That choice is not one of the available choices."),
        ("description", "x" * 5001, "Ensure this value has at most 5000 characters (it has 5001)."),
    ],
)
def test_bad_input_is_told_at_its_field_and_the_rest_kept(case, enter, field, value, words):
    answer = enter(case.office, **({"source": "hotline"} | {field: value}))

    form = answer.context["form"]
    assert (answer.status_code, form.errors[field]) == (200, [words])
    assert (form["part"].value(), Hazard.objects.count()) == (None, 0)


def test_fields_nobody_asked_for_change_nothing_t13(case, enter):
    extra = {
        "state": "fixed",
        "unit_sees": "",
        "grade": "major",
        "serial": 77,
        "version": 9,
        "found_by": case.office.pk,
    }
    extra |= {"source": "hotline", "supervising": case.unit.pk, "accepted_by": case.office.pk, "closed_by": 1}

    enter(case.liaison, unit=case.unit.pk, **extra)

    hazard = Hazard.objects.get()
    assert (hazard.state, hazard.unit_sees, hazard.grade, hazard.serial) == ("reported", True, "", 1)
    assert (hazard.version, hazard.found_by, hazard.source.code) == (1, case.liaison, "self_check")
    assert (hazard.supervising, hazard.accepted_by, hazard.closed_by) == (None, None, None)


ACTS = {
    "hazard_accept": ("reported", "office", {"description": "Blocked exit"}, "accepted"),
    "hazard_reject": ("reported", "office", {"why": "No"}, "rejected"),
    "hazard_grade": ("accepted", "office", {"grade": "ordinary", "checked_on": "2026-06-10"}, "graded"),
    "hazard_plan": ("graded", "liaison", {"version": 1, "responsible": "Li"}, "graded"),
    "hazard_order": ("graded", "office", {"responsible": "Li", "due_on": "2026-07-01"}, "rectifying"),
    "hazard_reinspect": ("rectified", "office", {"passed": "yes"}, "fixed"),
    "hazard_give_up": ("rectifying", "office", {"why": "Gone"}, "unfixed"),
    "hazard_reopen": ("fixed", "office", {"why": "Again"}, "rectifying"),
}


@pytest.mark.parametrize("act", ACTS)
def test_acts_set_only_what_their_form_asks_t13(case, hazard_of, signed_in, act):
    state, who, form, expected = ACTS[act]
    hazard = hazard_of(state)
    extra = {"state": "withdrawn", "serial": 7, "year": 1999, "found_by": case.second.pk, "times_reopened": 5}
    extra |= {"notice_no": "", "reported_on": "1999-01-01", "first_due_on": "1999-01-01", "unit_sees": "x"}

    answer = signed_in(getattr(case, who)).post(
        reverse(f"inspections:{act}", args=[hazard.pk]), {"unit": case.unit.pk} | extra | form
    )

    row = Hazard.objects.get(pk=hazard.pk)
    assert (answer.status_code, row.state, row.serial, row.year) == (302, expected, hazard.serial, 2026)
    assert (row.found_by, row.reported_on, row.times_reopened) == (None, hazard.reported_on, act == "hazard_reopen")
