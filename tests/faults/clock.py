"""What is told as the clock jumps, as JSON: `python -m tests.faults.clock`, in the zone that TZ names."""

import json
from datetime import UTC, date, datetime, time

import django
import time_machine
from django.db import transaction
from django.utils import timezone

# Each with what is expected: stage, late, day of the message. The duty is due on Monday, 1 June.
WALK = [
    ("2026-05-31T15:59:59+00:00", [[-1, False, "2026-05-31"]]),
    ("2026-05-31T16:00:00+00:00", [[0, False, "2026-06-01"]]),
    ("2026-05-31T16:00:10+00:00", []),
    # Back by an hour, into the day before.
    ("2026-05-31T15:00:00+00:00", []),
    # On by a day.
    ("2026-06-01T16:00:10+00:00", [[1, False, "2026-06-02"]]),
    ("2026-06-01T15:00:10+00:00", []),
    # On by six: two stages were missed, the last of them is told.
    ("2026-06-07T16:00:00+00:00", [[4, True, "2026-06-08"]]),
    ("2026-06-08T15:59:59+00:00", []),
    ("2026-06-08T16:00:00+00:00", []),
    # The eighth working day is for those above him.
    ("2026-06-10T16:00:00+00:00", []),
]


@transaction.atomic
def walk():
    from notifications.models import Reminder
    from notifications.services.reminding import remind

    liaison, found = prepare(), []
    for moment, _expected in WALK:
        known = set(Reminder.objects.values_list("pk", flat=True))
        with time_machine.travel(datetime.fromisoformat(moment), tick=False):
            remind(timezone.now())
        fresh = Reminder.objects.exclude(pk__in=known).filter(post__person=liaison)
        rows = fresh.values_list("offset", "is_late", "notification__day")
        found.append([[offset, is_late, str(day)] for offset, is_late, day in rows])
    transaction.set_rollback(True)
    return found


def prepare():
    """One unit owes one thing; reminders go out from midnight on, on a Sunday that is worked, too."""
    from accounts.tests.factories import UserFactory
    from campaigns.tests.factories import AssignmentFactory, CampaignFactory, UnitAssignmentFactory
    from core.models import CalendarDay
    from notifications.models import SendingHours
    from units.tests.factories import CountyFactory, UnitFactory

    county = CountyFactory()
    unit, campaign = UnitFactory(parent=county), CampaignFactory(slug="clock", area=county, state="running")
    liaison = UserFactory(role="liaison", unit=unit, email="liaison@county.example")
    UserFactory(role="office", unit=county)
    UserFactory(role="liaison", unit=county)
    due = timezone.make_aware(datetime.combine(date(2026, 6, 1), time(23, 59)))
    sent = datetime(2026, 5, 20, 4, tzinfo=UTC)
    assignment = AssignmentFactory(campaign=campaign, state="sent", sent_at=sent, due_at=due)
    UnitAssignmentFactory(assignment=assignment, unit=unit)
    CalendarDay.objects.create(day=date(2026, 5, 31), is_workday=True)
    SendingHours.objects.update(daily_at=time(0), quiet_until=time(0), quiet_from=time(23, 59, 59))
    return liaison


if __name__ == "__main__":
    django.setup()
    print(json.dumps(walk()))
