"""A county whose units all have a liaison and owe something by tomorrow, for the measurements of messages."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import Post, Role, User
from campaigns.models import Assignment, Campaign, Notice, Receipt
from core.workdays import Calendar
from inspections.models import Hazard, HazardSource
from safetymonth.synthesis.copying import SLUG, analyze, synthesize
from safetymonth.synthesis.pouring import unrecorded
from units.models import Unit

# One unit in ten is two working days late with its hazard, so that its superior is told as well.
LATE_EVERY = 10
FAR_OFF = timedelta(days=90)
AT_ONCE = 5_000


def owing_county(*, units: int, lines: int) -> date:
    """Each unit owes `lines` things: a signature, a rectification, and answers. Returns the day of the run.

    That is the first working day from today: what is owed is due the day after it, at the stage "1 day before".
    """
    with unrecorded(User, Post, Receipt, Hazard):
        campaign = synthesize(units=units, activities=0)
        member_units = list(Unit.objects.exclude(pk=campaign.area_id).order_by("pk"))
        day = Calendar.load().next_workday(timezone.localdate())
        office = User.objects.get(username=SLUG)
        _give_people(member_units)
        _move_assignments(lines - 2, day + timedelta(days=1))
        _send_notice(campaign, member_units, office, day + timedelta(days=1))
        _find_hazards(campaign, member_units, office, day)
    User.objects.filter(pk=office.pk).update(email="office@county.example")
    analyze()
    return day


def _give_people(units: list[Unit]) -> None:
    """A liaison for each, half of them reading English; a head for one unit in ten."""
    people = [
        User(
            username=f"unit-{unit.pk}",
            name=f"Liaison {unit.pk}",
            email=f"unit-{unit.pk}@county.example",
            language="en" if unit.pk % 2 else "zh-hans",
            password="!",
        )
        for unit in units
    ]
    User.objects.bulk_create(people, AT_ONCE)
    since = timezone.localdate() - FAR_OFF
    Post.objects.bulk_create(
        [
            Post(person=person, unit=unit, role=Role.LIAISON, valid_from=since)
            for person, unit in zip(people, units, strict=True)
        ],
        AT_ONCE,
    )


def _move_assignments(number: int, day: date) -> None:
    """Of the made-up assignments each unit has every other one still to answer: so many of those by the day."""
    every = list(Assignment.objects.order_by("pk"))
    Assignment.objects.update(due_at=_at(day + FAR_OFF))
    Assignment.objects.filter(pk__in=[row.pk for row in every[: 2 * number]]).update(due_at=_at(day))


def _send_notice(campaign: Campaign, units: list[Unit], office: User, day: date) -> None:
    notice = Notice.objects.create(
        campaign=campaign,
        mark="County letter",
        year=day.year,
        serial=1,
        title="Checks before the holiday",
        text="Text",
        sign_by=_at(day),
        state=Notice.State.ISSUED,
        issued_at=_at(day - FAR_OFF),
        issued_by=office,
    )
    Receipt.objects.bulk_create([Receipt(notice=notice, unit=unit, reason="hand") for unit in units], AT_ONCE)


def _find_hazards(campaign: Campaign, units: list[Unit], office: User, day: date) -> None:
    source = HazardSource.objects.get(code="inspection")
    late = Calendar.load().add_workdays(day, -2)
    Hazard.objects.bulk_create(
        [
            Hazard(
                campaign=campaign,
                year=day.year,
                serial=number,
                source=source,
                description=f"Blocked exit {number}",
                unit=unit,
                unit_sees=True,
                reported_on=day - FAR_OFF,
                state=Hazard.State.RECTIFYING,
                accepted_on=day - FAR_OFF,
                accepted_by=office,
                grade="ordinary",
                responsible="Manager",
                due_on=(due := late if number % LATE_EVERY == 0 else day + timedelta(days=1)),
                first_due_on=due,
            )
            for number, unit in enumerate(units, 1)
        ],
        AT_ONCE,
    )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(18)))
