"""The ledger by what totals know: for every reader as long as its rows, with the same pages and the same standing."""

from datetime import date
from itertools import product

import pytest
from django.http import QueryDict

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from core.long_lists import long_page_of
from inspections.models import Hazard, HazardSource
from inspections.selectors.filtering import EVERYTHING
from inspections.selectors.listing import Standing, filtered, in_order, listed, open_major, standing_of
from inspections.selectors.seen import seen_by
from inspections.tests.factories import HazardFactory, TeamFactory
from inspections.tests.visit_factories import VisitFactory
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 21)
STATES = ("reported", "graded", "rectifying", "rectified", "fixed", "rejected")
READERS = {"office": "area", "leader": "area", "liaison": "town", "inspector": "town", "head of a village": "village"}
SORTS = ("-day", "due", "unit")


@pytest.fixture(params=[(0, 1000), (0, 0), (100, 1000)], ids=["many units named", "many units not named", "few units"])
def ledger(request, monkeypatch):
    """Hazards in many states: of a town, a village in it, another town and nobody; given, supervised, found, to re-inspect."""
    few, named = request.param
    monkeypatch.setattr("units.models.FEW", few)
    monkeypatch.setattr("units.models.NAMED", named)
    campaign = CampaignFactory()
    town, other = (UnitFactory(name=name, parent=campaign.area) for name in ("town", "other"))
    village = UnitFactory(name="village", parent=town)
    inspector = UserFactory(role="inspector", unit=town, username="inspector")
    team = TeamFactory(campaign=campaign)
    team.members.create(person=inspector)
    visit = VisitFactory(campaign=campaign, team=team)
    here = [{"unit": town}, {"unit": village}, {"unit": other}, {"unit": village, "supervising": town, "visit": visit}]
    beside = [{"supervising": village}, {"found_by": inspector}, {"reinspector": inspector, "visit": visit}]
    for number, state in enumerate(STATES):
        for facts in (*here, *({"unit": other, **each} for each in beside)):
            _hazard(campaign, state, number, facts)
    _hazard(campaign, "reported", 7, {"unit": None, "found_by": inspector})
    return campaign


def _hazard(campaign, state, number, facts):
    days = {"reported_on": date(2026, 6, 1 + number % 3)}
    if state in ("rectifying", "rectified", "fixed"):
        facts = {"due_on": date(2026, 6, 20 + Hazard.objects.count() % 3), **facts}
    if state not in ("reported", "rejected") and Hazard.objects.count() % 3 == 0:
        facts = {"grade": "major", **facts}
    HazardFactory(campaign=campaign, state=state, **days, **facts)


def people(campaign):
    return [_person(campaign, role) for role in READERS]


def _person(campaign, role):
    if role == "inspector":
        return Hazard.objects.exclude(found_by=None)[0].found_by
    unit = {"area": campaign.area, **{unit.name: unit for unit in Unit.objects.all()}}[READERS[role]]
    return UserFactory(role=role if role in ("office", "leader") else "liaison", unit=unit)


def asked():
    town, village = Unit.objects.get(name="town"), Unit.objects.get(name="village")
    alone = [
        *({}, {"unit": town}, {"unit": village}, {"unit": village, "unit_itself": True}, {"supervising": town}),
        *({"states": Hazard.OPEN_STATES}, {"grades": ("major",)}, {"overdue": True}, {"waiting": True}),
        *({"day_from": date(2026, 6, 2)}, {"due_to": date(2026, 6, 21)}, {"text": "exit"}, {"text": "village exit"}),
        {"sources": (HazardSource.objects.get(code="inspection"),)},
    ]
    pairs = [{"unit": town, "states": ("graded",)}, {"due_from": date(2026, 6, 21), "unit": town}]
    return [EVERYTHING.with_(**each) for each in (*alone, *pairs)]


def test_ledger_is_as_long_as_its_rows(ledger):
    for place, (user, filters) in enumerate(product(people(ledger), asked())):
        sort, rows = SORTS[place % len(SORTS)], filtered(ledger, user, filters, today=TODAY)
        seen = seen_by(ledger, user, filters, today=TODAY)
        found = listed(ledger, user, filters, sort, seen, today=TODAY)
        page = long_page_of(found, QueryDict("page=2"), per_page=3)
        shown = list(in_order(rows, sort).values_list("pk", flat=True))
        assert (page.paginator.known, [line[0] for line in page]) == (len(shown), shown[3:6] or shown), filters


def test_ledger_stands_as_its_rows_do(ledger):
    for user in people(ledger):
        rows = filtered(ledger, user, EVERYTHING, today=TODAY)
        seen = seen_by(ledger, user, EVERYTHING, today=TODAY)
        assert standing_of(ledger, user, seen.open, today=TODAY) == Standing(
            open=rows.still_open().count(),
            overdue=rows.overdue(TODAY).count(),
            major=open_major().apply(rows).count(),
            to_sort=rows.filter(state="reported").count(),
            waiting=rows.filter(state="rectified").count(),
        )


def test_beyond_the_cap_the_ledger_says_more_than(ledger, monkeypatch):
    monkeypatch.setattr("inspections.selectors.seen.CAP", 6)
    monkeypatch.setattr("inspections.selectors.seen.SHORT_CAP", 3)

    for user, filters in product(people(ledger)[::2], asked()[::2]):
        number = filtered(ledger, user, filters, today=TODAY).count()
        seen = seen_by(ledger, user, filters, today=TODAY)
        paginator = long_page_of(listed(ledger, user, filters, "-day", seen, today=TODAY), QueryDict("")).paginator
        assert paginator.known in (number, None), filters
        assert paginator.is_capped == (number > paginator.cap), filters
