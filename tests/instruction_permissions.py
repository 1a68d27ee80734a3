"""Who sees leaders' instructions: whoever sees the assignment that each of them is."""

from accounts.models import Post
from campaigns.models import Instruction
from campaigns.tests.factories import AssignmentFactory, UnitAssignmentFactory
from tests.seeing import OF_UNIT


def instruction(place):
    share = UnitAssignmentFactory(assignment=AssignmentFactory(campaign=place.campaign), unit=place.unit)
    about, post = f"campaign-{place.campaign.pk}", Post.objects.get(person=place.person)
    return Instruction.objects.create(assignment=share.assignment, subject=about, post=post)


INSTRUCTIONS = {"campaigns.Instruction": (instruction, OF_UNIT)}
