"""Who sees leaders' instructions: whoever sees the assignment that each of them is; and the morning briefs."""

from datetime import date, timedelta

from accounts.models import Post
from campaigns.models import Instruction
from campaigns.tests.factories import AssignmentFactory, UnitAssignmentFactory
from reports.models import Brief
from tests.seeing import OF_AREA, OF_UNIT


def instruction(place):
    share = UnitAssignmentFactory(assignment=AssignmentFactory(campaign=place.campaign), unit=place.unit)
    about, post = f"campaign-{place.campaign.pk}", Post.objects.get(person=place.person)
    return Instruction.objects.create(assignment=share.assignment, subject=about, post=post)


def brief(place):
    """One a day at most, so that each place has a day of its own."""
    since = date(2026, 6, 12)
    facts = {"made_at": "2026-06-15T07:30+08:00", "content": {}}
    return Brief.objects.create(
        campaign=place.campaign, day=since + timedelta(days=place.unit.pk), since=since, **facts
    )


INSTRUCTIONS = {"campaigns.Instruction": (instruction, OF_UNIT), "reports.Brief": (brief, OF_AREA)}
