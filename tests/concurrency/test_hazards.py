from datetime import date

import pytest

from accounts.tests.factories import UserFactory
from activities.tests.photo_files import photo
from core.errors import DomainError
from inspections.models import Hazard
from inspections.services import photos, sorting, working
from inspections.services.filing import HazardFacts, file_hazard
from inspections.tests.factories import HazardFactory
from inspections.tests.rewarding import build_case
from tests.concurrency.threads import all_at_once


@pytest.fixture
def case(committed):
    return build_case()


def hazard(case, state, **facts):
    return HazardFactory(campaign=case.campaign, unit=case.unit, state=state, **facts)


def refusals(answers):
    return sum(isinstance(answer, DomainError) for answer in answers)


def test_two_officers_accepting_at_once_accept_once_f7(case):
    row = hazard(case, "reported")

    answers = all_at_once(
        lambda: sorting.accept_hazard(row, by=case.office),
        lambda: sorting.accept_hazard(row, by=case.second),
    )

    row.refresh_from_db()
    [accepted] = [answer for answer in answers if isinstance(answer, Hazard)]
    assert (refusals(answers), row.accepted_by, row.version) == (1, accepted.accepted_by, 2)


def test_accepting_against_rejecting_makes_one_decision_f7(case):
    """An accepted one may still be rejected; a rejected one is not accepted any more."""
    row = hazard(case, "reported")

    answers = all_at_once(
        lambda: sorting.accept_hazard(row, by=case.office),
        lambda: sorting.reject_hazard(row, by=case.second, why="Nothing there"),
    )

    row.refresh_from_db()
    assert (row.state, row.version) == ("rejected", 3 - refusals(answers))


def test_closing_against_reopening_leaves_one_of_two_whole_states_f7(case):
    row = hazard(case, "unfixed", first_due_on=date(2026, 6, 20), due_on=date(2026, 6, 30), grade="ordinary")
    Hazard.objects.filter(pk=row.pk).update(responsible="Li")

    answers = all_at_once(
        lambda: working.reopen_hazard(row, by=case.office, why="Still there"),
        lambda: working.give_up(row, by=case.second, why="Demolished"),
    )

    row.refresh_from_db()
    came_first = refusals(answers) == 0
    assert (row.state, row.closed_by) == (("unfixed", case.second) if came_first else ("rectifying", None))
    assert (row.due_on, row.times_reopened) == (date(2026, 6, 20), 1)


def test_two_reinspections_at_once_sign_off_once(case):
    row = hazard(case, "rectified")

    answers = all_at_once(
        lambda: working.reinspect(row, by=case.office, passed=True),
        lambda: working.reinspect(row, by=case.second, passed=False, note="Still loose"),
    )

    row.refresh_from_db()
    assert (refusals(answers), row.reinspections.count(), row.state in ("fixed", "rectifying")) == (1, 1, True)


def test_completion_sent_twice_at_once_is_filed_once_f6(case):
    row = hazard(case, "rectifying")

    answers = all_at_once(
        *[lambda: working.file_completion(row, by=case.liaison, done="Cleared", new_photos=[photo()])] * 4
    )

    assert (refusals(answers), row.rectifications.count(), row.photos.count()) == (3, 1, 1)


def test_two_hazards_tied_to_each_other_at_once_never_close_a_circle(case):
    first, second = hazard(case, "reported"), hazard(case, "reported")

    answers = all_at_once(
        lambda: sorting.mark_duplicate(first, of=second, by=case.office),
        lambda: sorting.mark_duplicate(second, of=first, by=case.second),
    )

    assert (refusals(answers), Hazard.objects.filter(state="duplicate").count()) == (1, 1)


def test_form_sent_twenty_times_at_once_is_one_hazard_f6(case):
    key = "5f3a0f0c-9d0b-4d0e-8f59-6a3b8f6d2c11"
    facts = HazardFacts(description="Blocked exit", unit=case.unit)

    answers = all_at_once(*[lambda: file_hazard(case.campaign, facts, source="hotline", by=case.office, key=key)] * 20)

    assert len({answer.pk for answer in answers}) == Hazard.objects.count() == 1


def test_hazards_filed_at_once_get_numbers_without_gaps(case):
    facts = HazardFacts(description="Blocked exit", unit=case.unit)
    keys = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(8)]

    all_at_once(
        *[lambda key=key: file_hazard(case.campaign, facts, source="alarm", by=case.office, key=key) for key in keys]
    )

    assert sorted(Hazard.objects.values_list("serial", flat=True)) == list(range(1, 9))


def test_photo_sent_ahead_four_times_at_once_waits_once(case, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    person = UserFactory(role="inspector", unit=case.unit)

    all_at_once(*[lambda: photos.add_waiting_photos([photo()], by=person)] * 4)

    assert len(list(tmp_path.rglob("*.jpg"))) == 2
