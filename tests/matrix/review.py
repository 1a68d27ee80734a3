from activities.tests.factories import ActivityFactory
from tests.world import Row


def rows(world):
    seen = ActivityFactory(campaign=world.campaign, unit=world.unit, state="submitted")
    back = ActivityFactory(campaign=world.campaign, unit=world.unit, state="returned")
    office = {"office": 200, "foreign_office": 404, "*": 403}
    act = {"office": 200, "liaison": 403, "leader": 403, "inspector": 403, "*": 404}
    return [
        Row("activities:review", ("2026",), office),
        Row("activities:review", ("2026",), office, "post", {"act": "approve"}),
        Row("activities:review_one", ("2026",), office),
        Row("activities:activity_return", (seen.pk,), act),
        Row("activities:activity_return", (seen.pk,), act, "post", {"why": ""}),
        Row("activities:activity_reopen", (seen.pk,), act),
        Row("activities:activity_reopen", (seen.pk,), act, "post", {"why": ""}),
        Row("activities:activity_approve", (seen.pk,), {"*": 405}),
        Row("activities:activity_approve", (seen.pk,), act | {"office": 302}, "post"),
        Row("activities:activity_urge", (back.pk,), {"*": 405}),
        Row("activities:activity_urge", (back.pk,), act | {"office": 302}, "post"),
        Row("activities:urge_listed", ("2026",), {"*": 405}),
        Row("activities:urge_listed", ("2026",), office | {"office": 302}, "post"),
    ]
