"""Rounds of inspection, their teams, objects and draws, and the units that are due."""

from inspections.models import Draw
from inspections.tests.factories import RoundFactory, TeamFactory
from tests.world import Row
from units.tests.factories import UnitFactory

OFFICE = {"*": 403, "office": 200, "foreign_office": 404}
ACT = OFFICE | {"office": 302}
# The team's inspector sees the round, no unit does: it is unannounced.
SECRET = {"*": 404, "office": 200, "leader": 200, "inspector": 200}
CHANGED = {"*": 404, "office": 200, "leader": 403, "inspector": 403}
DONE = CHANGED | {"office": 302}


def rows(world):
    firm = UnitFactory(parent=world.other_unit)
    team = TeamFactory(campaign=world.campaign, people=[world.people["inspector"]])
    secret = RoundFactory(campaign=world.campaign, is_announced=False, teams=[team], units=[firm])
    told = RoundFactory(campaign=world.campaign, teams=[team], units=[firm])
    draft = RoundFactory(campaign=world.campaign, teams=[team], units=[firm], state="draft")
    draw = Draw.objects.create(
        campaign=world.campaign,
        round=secret,
        purpose="objects",
        seed="1",
        pool=[firm.pk],
        picked=[firm.pk],
        drawn_by=world.people["office"],
    )
    return [*_section(), *_teams(team), *_rounds(secret, told, draft, team), *_objects(secret, draw)]


def _section():
    slug = ("2026",)
    return [
        Row("inspections:inspections", slug, {"*": 200, "foreign_office": 404}),
        Row("inspections:rounds_export", slug, {"*": 200, "foreign_office": 404}),
        Row("inspections:round_new", slug, OFFICE),
        Row("inspections:round_new", slug, OFFICE, method="post", data={"name": ""}),
        Row("inspections:due_units", slug, OFFICE | {"leader": 200}),
        Row("inspections:due_export", slug, OFFICE | {"leader": 200}),
        Row("inspections:due_to_round", slug, ACT, method="post", data={"round": "new"}),
    ]


def _teams(team):
    return [
        Row("inspections:teams", ("2026",), {"*": 200, "foreign_office": 404}),
        Row("inspections:team_new", ("2026",), OFFICE),
        Row("inspections:team_new", ("2026",), OFFICE, method="post", data={"name": ""}),
        Row("inspections:teams_take_over", ("2026",), OFFICE | {"office": 404}, method="post"),
        Row("inspections:team", (team.pk,), SECRET),
        Row("inspections:team_edit", (team.pk,), CHANGED),
        Row("inspections:team_edit", (team.pk,), CHANGED, method="post", data={"name": ""}),
        Row("inspections:team_retire", (team.pk,), CHANGED),
        Row("inspections:team_retire", (team.pk,), CHANGED, method="post", data={"why": ""}),
        Row("inspections:team_recall", (team.pk,), DONE, method="post"),
    ]


def _rounds(secret, told, draft, team):
    seen = {"*": 200, "liaison": 404, "admin": 404, "foreign_office": 404}
    being_planned = {"*": 404, "office": 200, "leader": 200}
    return [
        Row("inspections:round", (secret.pk,), SECRET),
        Row("inspections:round", (told.pk,), seen),
        Row("inspections:round", (draft.pk,), being_planned),
        Row("inspections:progress_export", (secret.pk,), SECRET),
        Row("inspections:round_edit", (secret.pk,), CHANGED),
        Row("inspections:round_edit", (secret.pk,), CHANGED, method="post", data={"name": ""}),
        Row("inspections:round_state", (secret.pk, "finished"), CHANGED),
        Row("inspections:round_state", (secret.pk, "running"), CHANGED | {"office": 404}),
        Row("inspections:round_state", (secret.pk, "finished"), CHANGED, method="post", data={"why": ""}),
        Row("inspections:round_delete", (draft.pk,), CHANGED | {"inspector": 404}),
    ]


def _objects(secret, draw):
    one = (secret.pk,)
    return [
        Row("inspections:objects", one, SECRET),
        Row("inspections:objects_export", one, SECRET),
        Row("inspections:objects_add", one, CHANGED),
        Row("inspections:objects_put", one, DONE, method="post"),
        Row("inspections:objects_remove", one, DONE, method="post"),
        Row("inspections:objects_assign", one, DONE, method="post"),
        Row("inspections:objects_draw", one, DONE, method="post"),
        Row("inspections:teams_draw", one, DONE, method="post"),
        Row("inspections:draw", (draw.pk,), SECRET | {"inspector": 404}),
    ]
