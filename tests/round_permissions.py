"""Rounds, their objects and draws by state: an unannounced round is seen by its office and its teams only."""

from tests.inspection_records import draw, object_of_round, round_to, team
from tests.seeing import OF_ACTIVITY, OF_AREA, OF_TEAM

ROUNDS = {
    "inspections.Team": (team, OF_TEAM),
    "inspections.Round": (round_to, OF_ACTIVITY),
    "inspections.RoundObject": (object_of_round, OF_ACTIVITY),
    "inspections.Draw": (draw, OF_ACTIVITY),
}

ROUNDS_BY_STATE = {
    ("inspections.Round", "draft"): (lambda place: round_to(place, state="draft"), OF_AREA),
    ("inspections.Round", "unannounced"): (lambda place: round_to(place, is_announced=False), OF_AREA),
    ("inspections.Round", "unannounced, of the own team"): (
        lambda place: round_to(place, is_announced=False, teams=[team(place)]),
        OF_TEAM,
    ),
    ("inspections.Round", "unannounced and over"): (
        lambda place: round_to(place, is_announced=False, state="finished"),
        OF_AREA,
    ),
    ("inspections.RoundObject", "draft"): (lambda place: object_of_round(place, state="draft"), OF_AREA),
    ("inspections.RoundObject", "unannounced"): (lambda place: object_of_round(place, is_announced=False), OF_AREA),
    ("inspections.RoundObject", "unannounced, of the own team"): (
        lambda place: object_of_round(place, is_announced=False, teams=[team(place)]),
        OF_TEAM,
    ),
    ("inspections.Draw", "draft"): (lambda place: draw(place, state="draft"), OF_AREA),
    ("inspections.Draw", "unannounced, of the own team"): (
        lambda place: draw(place, is_announced=False, teams=[team(place)]),
        OF_AREA,
    ),
    ("inspections.Draw", "unannounced and over, of the own team"): (
        lambda place: draw(place, is_announced=False, state="finished", teams=[team(place)]),
        OF_TEAM,
    ),
}
