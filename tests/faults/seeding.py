"""A made-up county in which each unit owes one thing today: `python -m tests.faults.seeding UNITS [ACTIVITIES]`."""

import sys
from datetime import datetime, time, timedelta

import django
from django.utils import timezone

WORD = "faults-of-nobody"


def seed(units, activities=0):
    """One liaison and one address of mail for each unit; today is a working day without quiet hours."""
    from accounts.models import User
    from campaigns.models import Assignment, UnitAssignment
    from safetymonth.synthesis.copying import SLUG, analyze, synthesize

    synthesize(units=units, activities=activities)
    office = User.objects.get(username=SLUG)
    office.set_password(WORD)
    office.save()
    owed = Assignment.objects.earliest("pk")
    UnitAssignment.objects.exclude(assignment=owed).delete()
    keys = list(UnitAssignment.objects.values_list("unit", flat=True))
    owe_today(owed)
    hire(keys)
    open_the_day()
    analyze()


def owe_today(assignment):
    from campaigns.models import UnitAssignment

    end = timezone.make_aware(datetime.combine(timezone.localdate(), time(23, 59)))
    assignment.due_at, assignment.sent_at = end, end - timedelta(days=9)
    assignment.save()
    UnitAssignment.objects.update(state="open", done_at=None, started_at=None)


def hire(units):
    from accounts.models import Post, User

    names = [f"liaison-{unit}" for unit in units]
    people = User.objects.bulk_create(
        User(username=name, name=name, email=f"{name}@county.example", password="!") for name in names
    )
    Post.objects.bulk_create(
        Post(person=person, role="liaison", unit_id=unit, valid_from="2026-01-01")
        for person, unit in zip(people, units, strict=True)
    )


def open_the_day():
    """Whenever the run is started, reminders are due from the day's first minute to its last but one."""
    from core.models import SATURDAY, CalendarDay
    from notifications.models import SendingHours

    today = timezone.localdate()
    CalendarDay.objects.filter(day=today).delete()
    if today.isoweekday() >= SATURDAY:
        CalendarDay.objects.create(day=today, is_workday=True)
    hours = SendingHours.load()
    hours.daily_at, hours.quiet_until, hours.quiet_from = time(0), time(0), time(23, 59)
    hours.save()


if __name__ == "__main__":
    django.setup()
    seed(*map(int, sys.argv[1:]))
