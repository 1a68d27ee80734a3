"""Visits as rounds count them."""

from datetime import UTC, date, datetime

from accounts.tests.factories import UserFactory
from inspections.models import Round, Team, Visit
from units.models import Unit


def finished_visit(unit: Unit, *, round: Round, day: date = date(2026, 6, 10), team: Team | None = None, **facts):
    known = {"campaign": round.campaign, "state": "finished", "unsigned_why": "Refused"}
    return Visit.objects.create(
        unit=unit,
        round=round,
        team=team,
        visited_on=day,
        finished_at=datetime(2026, 6, 10, 8, tzinfo=UTC),
        made_by=UserFactory(),
        **known | facts,
    )
