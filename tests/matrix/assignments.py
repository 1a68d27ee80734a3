from campaigns.tests.factories import AssignmentFactory, UnitAssignmentFactory
from tests.world import Row


def rows(world):
    draft = AssignmentFactory(campaign=world.campaign, state="draft")
    sent = AssignmentFactory(campaign=world.campaign, answer="sentence")
    share = UnitAssignmentFactory(assignment=sent, unit=world.unit)
    here, there, own = ("2026", draft.pk), ("2026", sent.pk), ("2026", share.pk)
    seen = {"office": 200, "leader": 200, "liaison": 200, "inspector": 200, "admin": 200, "*": 404}
    straight = {"office": 200, "leader": 200, "liaison": 302, "inspector": 302, "admin": 302, "*": 404}
    office_only = {"office": 200, "*": 404}
    may_not = {"office": 200, "foreign_office": 404, "other_liaison": 404, "*": 403}
    return [
        Row("campaigns:assignments", ("2026",), {"foreign_office": 404, "*": 200}),
        Row("campaigns:assignments_export", ("2026",), {"office": 200, "leader": 200, "*": 404}),
        Row("campaigns:assignment_new", ("2026",), {"office": 200, "foreign_office": 404, "*": 403}),
        Row("campaigns:assignment", here, office_only),
        Row("campaigns:assignment", there, straight),
        Row("campaigns:assignment_edit", here, office_only),
        Row("campaigns:assignment_edit", there, may_not),
        Row("campaigns:assignment_delete", there, may_not | {"office": 302}, "post"),
        Row("campaigns:assignment_send", there, may_not | {"office": 302}, "post"),
        Row("campaigns:assignment_withdraw", there, may_not),
        Row("campaigns:assignment_units", there, may_not),
        Row("campaigns:assignment_units_remove", there, may_not | {"office": 302}, "post"),
        Row("campaigns:assignment_urge", there, may_not | {"office": 302}, "post"),
        Row("campaigns:shares_export", there, seen),
        Row("campaigns:unit_assignment", own, seen),
        Row("campaigns:share_answer", own, may_not | {"office": 403, "liaison": 200}, "post"),
        Row("campaigns:share_accept", own, may_not),
        Row("campaigns:share_return", own, may_not),
        Row("campaigns:share_waive", own, may_not),
        Row("campaigns:share_take_back", own, may_not),
        Row("activities:assignment_cost", there, may_not),
    ]
