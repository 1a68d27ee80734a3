from campaigns.models import Instruction
from campaigns.tests.factories import AssignmentFactory, UnitAssignmentFactory
from tests.world import Row


def rows(world):
    """The leader of the matrix wrote this one, so may follow it up as the office may."""
    leader = world.people["leader"]
    sent = AssignmentFactory(campaign=world.campaign, answer="sentence", created_by=leader)
    own = ("2026", UnitAssignmentFactory(assignment=sent, unit=world.unit).pk)
    Instruction.objects.create(assignment=sent, subject=f"campaign-{world.campaign.pk}", post=leader.post)
    readers = {"office": 200, "leader": 200, "*": 404}
    follow_up = {"office": 200, "leader": 200, "foreign_office": 404, "other_liaison": 404, "*": 403}
    return [
        Row("campaigns:instructions", ("2026",), readers),
        Row("campaigns:instructions_export", ("2026",), readers),
        Row("campaigns:instruction_new", ("2026",), {"leader": 200, "foreign_office": 404, "*": 403}),
        Row("campaigns:assignment_withdraw", ("2026", sent.pk), follow_up),
        Row("campaigns:share_return", own, follow_up),
        Row("campaigns:share_waive", own, follow_up),
    ]
