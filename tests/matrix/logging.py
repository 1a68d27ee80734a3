from activities.models import Activity
from activities.tests.factories import ActivityFactory
from tests.world import Row

OWN = {"liaison": 200, "office": 403, "leader": 403, "inspector": 403, "*": 404}


def rows(world):
    def make(state):
        return ActivityFactory(campaign=world.campaign, unit=world.unit, state=state)

    seen = make(Activity.State.SUBMITTED)
    draft, gone = make(Activity.State.DRAFT), make(Activity.State.WITHDRAWN)
    log = {"office": 200, "liaison": 200, "other_liaison": 200, "*": 403, "foreign_office": 404}
    reader = {"office": 200, "liaison": 200, "leader": 200, "inspector": 200, "*": 404}
    return [
        Row("activities:log", ("2026",), log),
        Row("activities:log", ("2026",), log, "post", {"starts_on": "never"}),
        Row("activities:partners", ("2026",), log),
        Row("activities:activity", (seen.pk,), reader),
        Row("activities:activity", (draft.pk,), {"liaison": 200, "inspector": 200, "*": 404}),
        Row("activities:activity", (gone.pk,), reader),
        Row("activities:activity_in_campaign", ("2026", seen.pk), {role: 302 for role in reader} | {"*": 404}),
        Row("activities:activity_edit", (seen.pk,), OWN | {"office": 200}),
        Row("activities:activity_submit", (seen.pk,), OWN),
        Row("activities:activity_withdraw", (seen.pk,), OWN),
        Row("activities:activity_withdraw", (seen.pk,), OWN, "post", {"why": ""}),
        Row("activities:activity_resume", (seen.pk,), {role: 403 for role in reader} | {"*": 404}, "post"),
        Row("activities:activity_remark", (seen.pk,), reader, "post", {"text": ""}),
    ]
