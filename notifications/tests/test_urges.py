from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from notifications.models import Urge
from notifications.selectors.urges import UrgedAtOnce, UrgedToday, urged_among, urged_on_subject

pytestmark = pytest.mark.django_db
MORNING = timezone.make_aware(datetime(2026, 6, 10, 9, 12))
NOON = MORNING + timedelta(hours=3)
TODAY = MORNING.date()


def urge(item, by, at, number=1, subject="notice-3"):
    Urge.objects.create(subject=subject, item=item, number=number, at=at, day=timezone.localdate(at), by=by)


def test_urged_today_counts_each_press_and_what_is_used_up():
    first, second = UserFactory(name="甲"), UserFactory(name="乙")
    for number in range(3):
        urge(f"receipt-{number}", first, MORNING)
    urge("receipt-0", second, NOON, number=2)
    urge("receipt-7", second, NOON)
    urge("receipt-1", second, NOON - timedelta(days=1))
    urge("share-1", second, NOON, subject="assignment-1")

    assert urged_on_subject("notice-3", TODAY) == UrgedToday(
        (UrgedAtOnce(MORNING, "甲", 3), UrgedAtOnce(NOON, "乙", 2)), used_up=1
    )
    assert urged_among(["receipt-7", "share-1"], TODAY) == UrgedToday((UrgedAtOnce(NOON, "乙", 2),), used_up=0)


def test_nothing_urged_today_is_empty():
    assert urged_on_subject("notice-3", TODAY) == UrgedToday((), 0)


def test_urged_today_takes_one_query(django_assert_num_queries):
    by = UserFactory()
    for number in range(20):
        urge(f"receipt-{number}", by, MORNING)

    with django_assert_num_queries(1):
        urged_on_subject("notice-3", TODAY)
