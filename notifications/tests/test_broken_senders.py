"""What becomes of a claimed row when sending it goes wrong in ways that no channel knows."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from accounts.tests.factories import UserFactory
from core.models import TaskFailure
from notifications.channels.outcomes import Outcome, Result
from notifications.models import Delivery
from notifications.services import sending, telling

pytestmark = pytest.mark.django_db


class Sender:
    """Breaks at the first row."""

    channel = "email"

    def __init__(self, error):
        self.error = error

    def send(self, row):
        error, self.error = self.error, None
        if error:
            raise error
        return Outcome(Result.SENT)

    def close(self):
        """Nothing is open."""


@pytest.fixture
def letters():
    people = [UserFactory(role="liaison", email=f"{name}@unit.example") for name in "abc"]
    telling.queue([person.post for person in people], key="alarm", text="Alarm", url="/", urgent=True)
    return Delivery.objects.filter(channel="email").order_by("pk")


def test_row_that_can_not_be_made_stops_no_other_F17(letters):
    assert sending.sweep([Sender(ValueError("odd"))]) == 2

    assert [row.state for row in letters] == ["queued", "sent", "sent"]
    assert letters[0].error == "ValueError"
    assert TaskFailure.objects.get().task == "notifications.tasks.sweep"
    assert letters[0].next_at > timezone.now() + settings.MESSAGE_LEASE - timedelta(minutes=1)


def test_lost_database_ends_the_sweep(letters):
    with pytest.raises(OperationalError):
        sending.sweep([Sender(OperationalError("gone"))])

    assert [row.state for row in letters] == ["sending", "queued", "queued"]
