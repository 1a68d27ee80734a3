"""Checking a draw: everything that its page shows and what comes out when it is drawn again."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.draws import dealt, drawn_order, lot_of
from inspections.models import Draw, Hazard, RoundObject, Team
from units.models import Unit


def drawn_again(draw: Draw) -> list:
    """What the stored pool and seed give, worked out anew; equals `draw.picked` unless somebody changed a row."""
    if draw.purpose != Draw.Purpose.TEAMS:
        return drawn_order(draw.seed, draw.pool)[: len(draw.picked)]
    barred: dict[int, list[int]] = {}
    for unit, team in draw.pool["barred"]:
        barred.setdefault(unit, []).append(team)
    found = dealt(draw.seed, draw.pool["objects"], dict(draw.pool["teams"]), barred)
    return [[unit, team] for unit, team in sorted(found.items()) if team]


def is_right(draw: Draw) -> bool:
    return drawn_again(draw) == draw.picked


@dataclass(frozen=True)
class Lot:
    """One line of the pool in drawn order; `now` is the team that goes there today, where that is another."""

    key: int
    unit: Unit | None
    lot: str
    is_drawn: bool
    barred: list[str]
    team: str = ""
    now: str | None = None
    hazard: Hazard | None = None
    is_seen: bool = False


def lots_of(draw: Draw, user: User) -> list[Lot]:
    """The pool in the order it was drawn in; at most four queries."""
    if draw.purpose == Draw.Purpose.TEAMS:
        return _lots_of_teams(draw)
    if draw.purpose == Draw.Purpose.LOOK_BACK:
        return _lots_of_hazards(draw, user)
    units = Unit.objects.in_bulk(draw.pool)
    picked = set(draw.picked)
    order = drawn_order(draw.seed, draw.pool)
    return [Lot(key, units.get(key), lot_of(draw.seed, key), key in picked, []) for key in order]


def _lots_of_hazards(draw: Draw, user: User) -> list[Lot]:
    """Anyone reads the numbers, which are all that the draw goes by; whose hazard it is, who may see that."""
    rows = Hazard.objects.select_related("unit").in_bulk(draw.pool)
    seen = set(Hazard.objects.visible_to(user).filter(pk__in=draw.pool).values_list("pk", flat=True))
    picked = set(draw.picked)
    return [
        Lot(key, None, lot_of(draw.seed, key), key in picked, [], hazard=rows.get(key), is_seen=key in seen)
        for key in drawn_order(draw.seed, draw.pool)
    ]


def _lots_of_teams(draw: Draw) -> list[Lot]:
    units = Unit.objects.in_bulk(draw.pool["objects"])
    names = {hand.key: hand.name for hand in teams_of_draw(draw)}
    drawn = dict(draw.picked)
    barred: dict[int, list[str]] = {}
    for unit, team in draw.pool["barred"]:
        barred.setdefault(unit, []).append(names.get(team, str(team)))
    rows = RoundObject.objects.filter(round=draw.round_id, unit__in=draw.pool["objects"])
    now = dict(rows.values_list("unit", "team__name"))
    order = sorted(drawn_order(draw.seed, draw.pool["objects"]), key=lambda key: -len(barred.get(key, ())))
    return [
        Lot(
            key,
            units.get(key),
            lot_of(draw.seed, key),
            key in drawn,
            barred.get(key, []),
            team := names.get(drawn.get(key, 0), ""),
            _changed(now, key, team),
        )
        for key in order
    ]


def _changed(now: dict[int, Any], key: int, team: str) -> str | None:
    """The team of today where it differs; "" where the object has none or is gone."""
    today = now.get(key) or ""
    return None if today == team else today


@dataclass(frozen=True)
class Hand:
    """A team of a draw; `load` is how many objects it had before."""

    key: int
    name: str
    load: int


def teams_of_draw(draw: Draw) -> list[Hand]:
    """In the order of their lots, in which ties are broken."""
    loads = dict(draw.pool["teams"])
    names = dict(Team.objects.filter(pk__in=loads).values_list("pk", "name"))
    return [Hand(key, names.get(key, str(key)), loads[key]) for key in drawn_order(draw.seed, loads)]
