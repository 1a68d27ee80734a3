from datetime import UTC, datetime

import pytest

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from notifications.first_rules import load_reminder_rules
from notifications.models import Notification
from reports.models import Brief
from reports.services.briefs import write_briefs
from tests.concurrency.threads import all_at_once

pytestmark = pytest.mark.usefixtures("committed")
MORNING = datetime(2026, 6, 14, 23, 30, tzinfo=UTC)


def test_brief_that_two_workers_write_at_once_is_told_once(committed):
    load_reminder_rules()
    UserFactory(role="leader", unit=CampaignFactory().area)

    answers = all_at_once(*[lambda: write_briefs(MORNING)] * 3)

    assert sum(map(len, answers)) == 1
    assert (Brief.objects.count(), Notification.objects.count()) == (1, 1)
