from inspections.tests.factories import HazardFactory, ReportFactory, RewardFactory
from tests.world import Row

# Nobody but the office learns that somebody will be rewarded.
OFFICE_ONLY = {"office": 200, "*": 404}
OF_CAMPAIGN = {"office": 200, "foreign_office": 404, "*": 403}
# Each office has its own fund and pays out of it.
KEEPER = {"office": 200, "foreign_office": 200, "*": 403}
READER = KEEPER | {"leader": 200}


def rows(world):
    hazard = HazardFactory(campaign=world.campaign, unit=world.unit, state="fixed")
    ReportFactory(hazard=hazard)
    reward = RewardFactory(hazard=hazard)
    told, refused = (RewardFactory(hazard=_reported(world), state=state) for state in ("told", "refused"))
    on_hazard = {"office": 200, "liaison": 403, "leader": 403, "inspector": 403, "*": 404}
    acts = ["confirm", "compute", "tell"]
    return [
        Row("inspections:rewards", ("2026",), OF_CAMPAIGN),
        Row("inspections:rewards_export", ("2026",), OF_CAMPAIGN),
        Row("inspections:reward_propose", (hazard.pk,), on_hazard),
        Row("inspections:reward", (reward.pk,), OFFICE_ONLY),
        *(Row(f"inspections:reward_{act}", (reward.pk,), OFFICE_ONLY | {"office": 302}, "post") for act in acts),
        # The officer who had it computed is no second person.
        Row("inspections:reward_approve", (reward.pk,), OFFICE_ONLY | {"office": 403}, "post"),
        *(Row(f"inspections:reward_{act}", (reward.pk,), OFFICE_ONLY) for act in ("back", "refuse")),
        Row("inspections:reward_again", (refused.pk,), OFFICE_ONLY),
        Row("inspections:reward_papers", (told.pk,), OFFICE_ONLY),
        Row("inspections:fund", (), READER),
        Row("inspections:fund_export", (), READER),
        Row("inspections:fund_money", (), KEEPER),
        Row("inspections:pay", (), KEEPER),
    ]


def _reported(world):
    return ReportFactory(hazard=HazardFactory(campaign=world.campaign, unit=world.unit, state="fixed")).hazard
