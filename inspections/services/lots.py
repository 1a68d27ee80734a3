"""Draws by lot: the objects of a round out of a pool, and the team that takes each object."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.draws import dealt, drawn_order, new_seed
from core.errors import DomainError
from core.history import because
from inspections.models import Draw, Round, RoundObject
from inspections.selectors.teams import barred_teams, paths_of
from inspections.services.objects import add_objects
from inspections.services.rounds import lock_round
from units.models import Industry, Unit


@transaction.atomic
def draw_objects(
    round: Round, pool: Iterable[Unit], *, by: User, count: int, of_each_industry: bool = False, seed: str = ""
) -> list[Draw]:
    """So many out of the pool, or of each industry in it; each draw keeps its pool and seed and can't be repeated away.

    Where an industry has fewer, all of it is drawn.
    """
    row = lock_round(round, by=by)
    known = set(row.objects_of_round.values_list("unit", flat=True))
    units = {unit.pk: unit for unit in pool if unit.pk not in known}
    if not units:
        raise DomainError(_("There is nothing to draw from: no unit fits, or all of them are in the round."))
    fields: dict[Industry | None, list[int]] = {}
    for unit in units.values():
        fields.setdefault(unit.industry if of_each_industry else None, []).append(unit.pk)
    made = []
    for industry, keys in fields.items():
        draw = Draw(campaign=row.campaign, round=row, industry=industry, purpose=Draw.Purpose.OBJECTS, drawn_by=by)
        draw.seed, draw.pool = seed or new_seed(), sorted(keys)
        draw.picked = drawn_order(draw.seed, draw.pool)[:count]
        draw.save()
        add_objects(row, [units[pk] for pk in draw.picked], by=by, draw=draw)
        made.append(draw)
    return made


@transaction.atomic
def draw_teams(round: Round, *, by: User, seed: str = "") -> Draw:
    """A team for each object that has none; what a team has already counts as its load."""
    row = lock_round(round, by=by)
    if row.state == Round.State.FINISHED:
        raise DomainError(_("This round is over: it can be read, not changed."))
    teams = list(row.teams.filter(retired=False).order_by("pk"))
    objects = list(row.objects_of_round.filter(team=None).select_related("unit").order_by("unit"))
    if not teams or not objects:
        raise DomainError(_("There is nothing to draw: the round has no team, or each object has one."))
    held = list(row.objects_of_round.exclude(team=None).values_list("team", flat=True))
    loads = {team.pk: held.count(team.pk) for team in teams}
    paths = paths_of(teams, timezone.localdate())
    barred = barred_teams([each.unit for each in objects], paths, row.campaign.area)
    seed = seed or new_seed()
    found = dealt(seed, [each.unit_id for each in objects], loads, barred)
    draw = Draw(campaign=row.campaign, round=row, purpose=Draw.Purpose.TEAMS, seed=seed, drawn_by=by)
    draw.pool = team_pool([each.unit_id for each in objects], loads, barred)
    draw.picked = [[unit, team] for unit, team in sorted(found.items()) if team]
    draw.save()
    with because(by=by):
        _hand_out(objects, found, draw)
    return draw


def team_pool(units: list[int], loads: dict[int, int], barred: dict[int, list[int]]) -> dict[str, list]:
    """As a draw keeps it: JSON has no numbers for keys, so pairs in order."""
    pairs = [[unit, team] for unit in sorted(barred) for team in sorted(barred[unit])]
    return {"objects": sorted(units), "teams": sorted([team, load] for team, load in loads.items()), "barred": pairs}


def _hand_out(objects: list[RoundObject], found: dict[int, int | None], draw: Draw) -> None:
    for each in objects:
        if team := found[each.unit_id]:
            each.team_id, each.draw = team, each.draw or draw
            each.save(update_fields=["team", "draw"])
