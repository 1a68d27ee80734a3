"""Two at once: an extension decided, asked for, a look-back recorded, a lot drawn."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from core.errors import DomainError
from inspections.models import Draw, Extension, Hazard
from inspections.services.extensions import ask_extension, decide_extension
from inspections.services.lookbacks import draw_look_backs, ensure_look_back
from inspections.services.relapses import record_look_back
from inspections.tests.factories import HazardFactory
from inspections.tests.rewarding import build_case
from tests.concurrency.threads import all_at_once

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def case(committed):
    return build_case()


@pytest.fixture
def hazard(case):
    due_on = timezone.localdate() + timedelta(days=90)
    return HazardFactory(campaign=case.campaign, unit=case.unit, state="rectifying", due_on=due_on)


def fixed(case):
    return HazardFactory(campaign=case.campaign, unit=case.unit, state="fixed")


def refused(answers):
    return sum(isinstance(answer, DomainError) for answer in answers)


def test_two_who_decide_an_extension_at_once_make_one_decision(case, hazard):
    later = hazard.due_on + timedelta(days=30)
    asked = ask_extension(hazard, by=case.liaison, new_due_on=later, why="Parts")

    answers = all_at_once(
        lambda: decide_extension(asked, by=case.office, granted=True),
        lambda: decide_extension(asked, by=case.second, granted=False, decision="No"),
    )

    asked.refresh_from_db()
    hazard.refresh_from_db()
    assert (refused(answers), hazard.due_on == later) == (1, asked.granted)


def test_two_requests_at_once_are_one(case, hazard):
    later = hazard.due_on + timedelta(days=30)

    answers = all_at_once(
        *[lambda: ask_extension(hazard, by=case.liaison, new_due_on=later, why="Parts") for _number in range(4)]
    )

    assert (refused(answers), Extension.objects.count()) == (3, 1)


def test_two_who_look_back_at_once_record_one(case):
    row = ensure_look_back(fixed(case), reason="major")

    answers = all_at_once(
        lambda: record_look_back(row, by=case.office, result="holds"),
        lambda: record_look_back(row, by=case.second, result="relapsed", note="Blocked again"),
    )

    row.refresh_from_db()
    state = Hazard.objects.get(pk=row.hazard_id).state
    assert refused(answers) == 1
    assert state == ("fixed" if row.result == "holds" else "rectifying")


def test_two_draws_at_once_put_no_hazard_into_the_hat_twice(case):
    for _number in range(6):
        fixed(case)
    period = {"closed_from": date(2026, 6, 1), "closed_to": date(2026, 6, 30), "percent": Decimal(50)}

    all_at_once(*[lambda by=by: draw_look_backs(case.campaign, by=by, **period) for by in (case.office, case.second)])

    first, second = Draw.objects.order_by("pk")
    assert (len(first.picked), len(second.picked)) == (3, 2)
    assert set(first.picked).isdisjoint(second.pool)
