from datetime import date

import pytest

from inspections.models import Hazard
from inspections.selectors.on_time import OnTime, on_time
from inspections.tests.factories import HazardFactory

pytestmark = pytest.mark.django_db
TODAY, DUE = date(2026, 6, 25), date(2026, 6, 20)


def rate():
    return on_time(Hazard.objects.all(), TODAY)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"state": "fixed", "rectified_on": DUE}, OnTime(1, 0)),
        ({"state": "fixed", "rectified_on": date(2026, 6, 21)}, OnTime(0, 1)),
        ({"state": "rectifying"}, OnTime(0, 1)),
        ({"state": "rectifying", "due_on": TODAY}, OnTime(0, 0)),
        ({"state": "rectified", "rectified_on": date(2026, 6, 21)}, OnTime(0, 1)),
        ({"state": "rectified", "rectified_on": DUE}, OnTime(0, 0)),
        ({"state": "unfixed", "due_on": DUE}, OnTime(0, 0)),
        ({"state": "accepted"}, OnTime(0, 0)),
    ],
)
def test_each_hazard_counts_once_or_not_yet(facts, found):
    HazardFactory(**facts)

    assert rate() == found


def test_a_granted_extension_counts():
    HazardFactory(state="fixed", due_on=date(2026, 6, 24), first_due_on=DUE, rectified_on=date(2026, 6, 23))

    assert rate() == OnTime(1, 0)


def test_open_and_overdue_lowers_the_rate():
    for _number in range(3):
        HazardFactory(state="fixed", rectified_on=DUE)
    HazardFactory(state="rectifying")

    assert rate().share == 0.75


def test_with_nothing_due_there_is_no_rate():
    assert rate().share is None
