from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.tests.factories import UserFactory
from activities.tests.photo_files import photo
from core.draws import drawn_order
from core.errors import DomainError
from core.history import history_of
from inspections.models import Draw, Hazard, LookBack
from inspections.selectors.draws import is_right
from inspections.services.lookbacks import ask_look_back, draw_look_backs, ensure_look_back, share_of
from inspections.services.relapses import record_look_back
from inspections.services.working import file_completion, reinspect, reopen_hazard
from inspections.tests.factories import ExposureFactory, HazardFactory
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
JUNE = {"closed_from": date(2026, 6, 1), "closed_to": date(2026, 6, 30)}


@pytest.fixture(autouse=True)
def july():
    with time_machine.travel("2026-07-01T09:00+08:00", tick=False):
        yield


def fixed(case, **facts):
    return HazardFactory(**{"campaign": case.campaign, "unit": case.unit, "state": "fixed"} | facts)


def waiting(case, **facts):
    return ensure_look_back(fixed(case, **facts), reason="major")


def sign_off(case, **facts):
    hazard = fixed(case, **facts | {"state": "rectified", "accepted_by": case.second})
    return reinspect(hazard, by=case.office, passed=True)


def test_a_major_hazard_is_looked_at_again_thirty_days_after_closing(case):
    row = sign_off(case, grade="major").look_backs.get()

    # Thirty days after July 1 is Friday, July 31.
    assert (row.reason, row.due_on, row.result) == ("major", date(2026, 7, 31), "")


def test_an_exposed_hazard_is_looked_at_again(case):
    hazard = fixed(case, state="rectified", accepted_by=case.second)
    ExposureFactory(hazard=hazard, campaign=case.campaign, unit=case.unit, state="published")

    assert reinspect(hazard, by=case.office, passed=True).look_backs.get().reason == "exposed"


def test_an_ordinary_hazard_waits_for_the_lot(case):
    assert not sign_off(case).look_backs.exists()


def test_due_on_a_day_off_it_moves_to_the_next_working_day(case):
    with time_machine.travel("2026-09-01T09:00+08:00"):
        row = sign_off(case, grade="major").look_backs.get()

    # October 1 begins the holiday; Thursday 8 is worked.
    assert row.due_on == date(2026, 10, 8)


def test_a_second_reason_makes_no_second_look_back(case):
    row = waiting(case)

    assert ensure_look_back(row.hazard, reason="exposed") == row


def test_fixed_again_what_waited_waits_from_the_new_closing(case):
    row = waiting(case, grade="major")
    hazard = reopen_hazard(row.hazard, by=case.office, why="It leaks")
    file_completion(hazard, by=case.liaison, done="Again", new_photos=[photo(1)])
    Hazard.objects.filter(pk=hazard.pk).update(accepted_by=case.second)

    with time_machine.travel("2026-08-03T09:00+08:00"):
        reinspect(hazard, by=case.office, passed=True)

    assert [each.due_on for each in hazard.look_backs.all()] == [date(2026, 9, 2)]


def test_a_fix_that_holds_stays_closed(case):
    row = waiting(case)

    record_look_back(row, by=case.office, result="holds", new_photos=[photo(1)])

    row.refresh_from_db()
    hazard = Hazard.objects.get(pk=row.hazard_id)
    assert (row.result, row.done_by, row.done_on, hazard.state) == ("holds", case.office, date(2026, 7, 1), "fixed")
    assert [each.stage for each in hazard.photos.all()] == ["later"]


def test_a_relapse_reopens_with_the_first_deadline(case):
    row = waiting(case, due_on=date(2026, 6, 30), first_due_on=date(2026, 6, 20))

    record_look_back(row, by=case.office, result="relapsed", note="Blocked again")

    hazard = Hazard.objects.get(pk=row.hazard_id)
    assert (hazard.state, hazard.due_on, hazard.times_reopened, hazard.why) == (
        "rectifying",
        date(2026, 6, 20),
        1,
        "Blocked again",
    )
    assert (history_of(hazard)[0].by, history_of(hazard)[0].why) == (case.office.name, "Blocked again")


def test_a_relapse_says_what_was_seen(case):
    row = waiting(case)

    with pytest.raises(DomainError, match="Give a reason"):
        record_look_back(row, by=case.office, result="relapsed", note=" ")

    assert Hazard.objects.get(pk=row.hazard_id).state == "fixed"


def test_who_rectified_does_not_look_back(case):
    row = waiting(case, rectified_by=case.office)

    with pytest.raises(DomainError, match="another person"):
        record_look_back(row, by=case.office, result="holds")

    row.refresh_from_db()
    assert row.result == ""


def test_an_inspector_of_another_unit_looks_back(case):
    inspector = UserFactory(role="inspector", unit=UnitFactory(parent=case.campaign.area))

    assert record_look_back(waiting(case), by=inspector, result="holds").done_by == inspector


@pytest.mark.parametrize("role", ["inspector", "liaison", "leader"])
def test_nobody_looks_back_at_the_own_unit(case, role):
    row = waiting(case)

    with pytest.raises(PermissionDenied):
        record_look_back(row, by=UserFactory(role=role, unit=case.unit), result="holds")

    row.refresh_from_db()
    assert row.result == ""


def test_a_look_back_is_recorded_once(case):
    row = waiting(case)
    record_look_back(row, by=case.office, result="holds")

    with pytest.raises(DomainError, match="recorded in the meantime"):
        record_look_back(row, by=case.second, result="relapsed", note="No")


def test_the_office_asks_for_one(case):
    row = ask_look_back(fixed(case), by=case.office, due_on=date(2026, 7, 20))

    assert (row.reason, row.due_on) == ("office", date(2026, 7, 20))


def test_the_unit_asks_for_none(case):
    with pytest.raises(PermissionDenied):
        ask_look_back(fixed(case), by=case.liaison, due_on=date(2026, 7, 20))


def test_the_lot_takes_the_share_out_of_what_is_not_looked_at_anyway(case):
    waiting(case)
    pool = [fixed(case).pk for _number in range(11)]
    fixed(case, closed_on=date(2026, 5, 31))

    draw = draw_look_backs(case.campaign, by=case.office, percent=Decimal(20), seed="5eed", **JUNE)

    assert draw.pool == sorted(pool)
    assert draw.picked == drawn_order("5eed", pool)[:3]
    assert set(LookBack.objects.filter(draw=draw, reason="lot").values_list("hazard", flat=True)) == set(draw.picked)
    assert is_right(draw)


def test_drawn_again_what_was_drawn_is_not_in_the_hat(case):
    for _number in range(4):
        fixed(case)
    first = draw_look_backs(case.campaign, by=case.office, percent=Decimal(50), **JUNE)

    second = draw_look_backs(case.campaign, by=case.office, percent=Decimal(100), **JUNE)

    assert set(second.pool).isdisjoint(first.picked)
    assert len(second.pool) == 2


def test_an_empty_hat_is_refused_in_words(case):
    with pytest.raises(DomainError, match="nothing to draw from"):
        draw_look_backs(case.campaign, by=case.office, percent=Decimal(10), **JUNE)

    assert not Draw.objects.exists()


def test_the_unit_draws_nothing(case):
    fixed(case)

    with pytest.raises(PermissionDenied):
        draw_look_backs(case.campaign, by=case.liaison, percent=Decimal(100), **JUNE)

    assert not Draw.objects.exists()


@given(number=st.integers(1, 5000), percent=st.decimals(1, 100, places=2))
def test_a_share_is_rounded_up_and_never_more_than_all(number, percent):
    share = share_of(number, percent)

    assert 1 <= share <= number
    assert share - 1 < number * percent / 100 <= share


def test_the_table_refuses_a_lot_without_a_draw(case):
    with pytest.raises(IntegrityError, match="look_back_lot_means_draw"), transaction.atomic():
        LookBack.objects.create(hazard=fixed(case), reason="lot", due_on=date(2026, 8, 1))


def test_the_table_refuses_two_that_wait(case):
    row = waiting(case)

    with pytest.raises(IntegrityError, match="look_back_one_open_per_hazard"), transaction.atomic():
        LookBack.objects.create(hazard=row.hazard, reason="office", due_on=date(2026, 8, 1))


def test_the_table_refuses_a_result_without_a_person(case):
    with pytest.raises(IntegrityError, match="look_back_done_means_who_and_when"), transaction.atomic():
        LookBack.objects.filter(pk=waiting(case).pk).update(result="holds")


def test_a_liaison_checks_the_draw_by_numbers_alone(case, signed_in):
    other = fixed(case, unit=UnitFactory(name="Secret mill", parent=case.campaign.area))
    draw = draw_look_backs(case.campaign, by=case.office, percent=Decimal(100), **JUNE)

    text = signed_in(case.liaison).get(draw.get_absolute_url(), {"check": "1"}).content.decode()

    assert (other.number in text, "Secret mill" in text, "the result is the same" in text) == (True, False, True)


def test_the_office_records_a_relapse_on_its_page(case, signed_in):
    row = waiting(case)
    typed = {"result": "relapsed", "note": "Blocked again"}

    signed_in(case.office).post(reverse("inspections:look_back", args=[row.pk]), typed)
    assert Hazard.objects.get(pk=row.hazard_id).state == "rectifying"


def test_the_list_counts_what_is_overdue(case, signed_in):
    row = waiting(case)
    LookBack.objects.filter(pk=row.pk).update(due_on=date(2026, 6, 30))

    page = signed_in(case.office).get(reverse("inspections:look_backs", args=["2026"]))

    assert (page.context["late"], page.context["waiting"]) == (1, [(row, True)])
