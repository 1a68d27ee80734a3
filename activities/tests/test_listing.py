"""Lists of activities by what totals know: for every reader as long as its rows, with the same turns, pages and foot."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from django.http import QueryDict

from accounts.tests.factories import UserFactory
from activities.models import Activity, IndicatorValue, Site, Stand
from activities.selectors.adding import figure_of
from activities.selectors.filtering import EVERYTHING
from activities.selectors.foot import foot_of
from activities.selectors.listing import filtered, in_order, listed, turn_of
from activities.tests.factories import ActivityFactory
from campaigns.models import ActivityKind, Indicator, Linkage
from campaigns.tests.factories import CampaignFactory
from core.figures import Qualifier
from core.long_lists import long_page_of
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
READERS = {"office": "area", "leader": "area", "liaison": "town", "inspector": "town", "head of a village": "village"}
STATES = Activity.State.values
SUM, DISTINCT = "posts", "units_present"


@pytest.fixture(params=[0, 100], ids=["all read for many", "all read for few"])
def county(request, monkeypatch):
    """What a town, a village in it and another town do in every state: alone, together, with a stand at another's."""
    monkeypatch.setattr("units.models.FEW", request.param)
    campaign = CampaignFactory()
    town, other = (UnitFactory(name=name, parent=campaign.area) for name in ("town", "other"))
    village = UnitFactory(name="village", parent=town)
    for place, state in enumerate(STATES):
        for unit, guests, asked in (
            *((unit, [], None) for unit in (town, village, other)),
            *((other, [village], None), (village, [other], village), (other, [], village)),
        ):
            _log(campaign, place, unit, guests, asked, state)
    return campaign


def _log(campaign, place, unit, guests, asked, state):
    number = Activity.objects.count()
    kind = ActivityKind.objects.get(code=("drill", "lecture")[number % 2])
    day = date(2026, 6, 1 + number % 4)
    row = ActivityFactory(
        campaign=campaign, unit=unit, state=state, kind=kind, starts_on=day, title=f"{unit} {place} {number}"
    )
    row.co_organisers.set(guests)
    row.linkages.set(Linkage.objects.all()[: number % 3])
    figures = {SUM: number % 3 or None}
    for code, value in figures.items():
        IndicatorValue.objects.create(activity=row, indicator=Indicator.objects.get(code=code), value=value)
    if asked:
        Stand.objects.create(activity=row, site=Site.objects.create(activity=row, name="Square"), unit=asked)


def people(campaign):
    return [_person(campaign, role) for role in READERS]


def _person(campaign, role):
    unit = {"area": campaign.area, **{unit.name: unit for unit in Unit.objects.all()}}[READERS[role]]
    return UserFactory(role=role if role in ("office", "leader", "inspector") else "liaison", unit=unit)


def asked():
    town = Unit.objects.get(name="town")
    village = Unit.objects.get(name="village")
    drill, linkage = ActivityKind.objects.get(code="drill"), Linkage.objects.all()[0]
    alone = [
        *({}, {"unit": town}, {"unit": village}, {"unit": town, "unit_itself": True}, {"kinds": (drill,)}),
        *({"linkages": (linkage,)}, {"states": ("submitted", "draft")}, {"states": ("returned",)}, {"text": "vill"}),
        *({"day_from": date(2026, 6, 2)}, {"has_photos": False}),
    ]
    pairs = [
        {"unit": town, "kinds": (drill,)},
        {"kinds": (drill,), "linkages": (linkage,)},
        {"unit": town, "text": "town"},
    ]
    return [EVERYTHING.with_(**each) for each in (*alone, *pairs)]


def paged(campaign, user, filters, sort="-day", address=""):
    return long_page_of(listed(campaign, user, filters, sort), QueryDict(address), per_page=4)


def test_list_is_as_long_as_its_rows(county):
    for user, filters in product(people(county), asked()):
        rows, page = filtered(county, user, filters), paged(county, user, filters, address="page=2")
        shown = list(in_order(rows, "-day").values_list("pk", flat=True))
        assert (page.paginator.known, page.paginator.count) == (len(shown), len(shown)), filters
        assert [line[0] for line in page] == (shown[4:8] or shown), filters
        turn = turn_of(user, filters)
        assert page.paginator.turns == (rows.filter(state=turn).count() if turn else 0), filters


@pytest.mark.parametrize("code", [SUM, DISTINCT])
def test_foot_is_the_figure_of_all_rows(county, code):
    indicator = Indicator.objects.get(code=code)

    for user, each in product(people(county), asked()[::2]):
        filters = replace(each, indicator=indicator)
        foot = foot_of(county, user, filters, indicator, paged(county, user, filters).paginator).figure
        assert foot == figure_of(filtered(county, user, filters), indicator), filters


def test_beyond_the_cap_lists_say_more_than(county, monkeypatch):
    monkeypatch.setattr("activities.selectors.listing.CAP", 6)
    monkeypatch.setattr("activities.selectors.listing.SHORT_CAP", 3)
    monkeypatch.setattr("activities.selectors.foot.CAP", 3)
    indicator = Indicator.objects.get(code=SUM)

    for user, filters in product(people(county)[::2], asked()[::2]):
        rows, paginator = filtered(county, user, filters), paged(county, user, filters).paginator
        number = rows.count()
        assert paginator.known in (number, None), filters
        assert paginator.is_capped == (number > paginator.cap), filters
        shown = replace(filters, indicator=indicator)
        whole = figure_of(filtered(county, user, shown), indicator)
        foot, is_cut = foot_of(county, user, shown, indicator, paged(county, user, shown).paginator)
        if is_cut:
            assert foot.qualifier == Qualifier.OVER and foot.value <= whole.value, filters
        else:
            assert foot == whole, filters
