from datetime import UTC, datetime, timedelta

import pytest

from accounts.tests.factories import UserFactory
from notifications.models import Delivery
from notifications.selectors import health

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)


@pytest.fixture
def person():
    return UserFactory(role="liaison")


def delivery(person, **facts):
    number = Delivery.objects.count()
    return Delivery.objects.create(
        **{"key": f"k{number}", "channel": "email", "person": person, "unit": person.unit, "day": "2026-06-10", **facts}
    )


def test_oldest_unsent_is_the_one_that_should_have_gone_first(person):
    for minutes in (4, 25, 11):
        delivery(person, next_at=NOW - timedelta(minutes=minutes))

    assert health.oldest_unsent(NOW) == NOW - timedelta(minutes=25)


@pytest.mark.parametrize(
    "facts",
    [
        {"next_at": NOW + timedelta(seconds=1)},
        {"state": "sending", "claimed_at": NOW},
        {"state": "sent", "sent_at": NOW},
        {"state": "failed"},
        {"state": "unclear"},
        {"state": "dropped"},
    ],
)
def test_message_that_rests_or_has_left_does_not_wait(person, facts):
    delivery(person, **{"next_at": NOW - timedelta(hours=1), **facts})

    assert health.oldest_unsent(NOW) is None


def test_unclear_messages_are_counted(person):
    for state in ("unclear", "queued", "unclear", "failed"):
        delivery(person, state=state)

    assert health.unclear_count() == 2
