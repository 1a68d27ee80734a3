"""Totals of hazards: kept by triggers, and added up as the ledger is counted for each reader."""

from datetime import date, timedelta

import pytest

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from core.totals.keeping import drifts, fold, stale_records
from inspections.models import Hazard
from inspections.models.totals import HAZARDS
from inspections.selectors.filtering import EVERYTHING, HazardFilters
from inspections.selectors.listing import filtered, standing_of
from inspections.selectors.totals import number_under, numbers_seen, totals_of
from inspections.tests.factories import HazardFactory
from units.services.moving import set_parent
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 21)


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def town(county):
    return UnitFactory(parent=county)


@pytest.fixture
def firm(town):
    return UnitFactory(parent=town)


@pytest.fixture
def campaign(county):
    return CampaignFactory(area=county)


def numbers(campaign, unit=None, reader=None, **days):
    return totals_of(campaign, reader, unit, **days).numbers(TODAY)


def is_true():
    return drifts(HAZARDS) == [] and stale_records(HAZARDS) == 0


def test_a_hazard_without_a_unit_stands_in_the_campaign_alone(campaign, county, town, firm):
    HazardFactory(campaign=campaign, unit=None)
    HazardFactory(campaign=campaign, unit=firm)

    found = [numbers(campaign, unit) for unit in (None, county, town)]

    assert found == [{("reported", ""): (2, 0)}, {("reported", ""): (1, 0)}, {("reported", ""): (1, 0)}]
    assert totals_of(campaign, None, firm) is None
    assert is_true()


def test_overdue_follows_state_deadline_and_today(campaign, town):
    late = HazardFactory(campaign=campaign, unit=town, state="rectifying", due_on=TODAY - timedelta(1))
    HazardFactory(campaign=campaign, unit=town, state="rectifying", due_on=TODAY)
    HazardFactory(campaign=campaign, unit=town, state="rectified", due_on=TODAY - timedelta(9))
    before = numbers(campaign)[("rectifying", "ordinary")]

    Hazard.objects.filter(pk=late.pk).update(due_on=TODAY + timedelta(5))

    assert (before, numbers(campaign)[("rectifying", "ordinary")]) == ((2, 1), (2, 0))
    assert is_true()


def test_days_are_those_of_the_report_for_the_overdue_too(campaign, town):
    for day in (1, 8, 15):
        HazardFactory(
            campaign=campaign,
            unit=town,
            state="rectifying",
            grade="major",
            reported_on=date(2026, 6, day),
            due_on=TODAY - timedelta(1),
        )

    found = numbers(campaign, day_from=date(2026, 6, 8), day_to=date(2026, 6, 14))

    assert found == {("rectifying", "major"): (1, 1)}
    assert numbers(campaign, day_from=date(2026, 6, 2)) == {("rectifying", "major"): (2, 2)}


def test_a_unit_reads_what_it_is_shown(campaign, county, town, firm):
    HazardFactory(campaign=campaign, unit=firm, state="graded")
    HazardFactory(campaign=campaign, unit=firm)
    liaison = UserFactory(role="liaison", unit=town)
    office = UserFactory(role="office", unit=UnitFactory(parent=county))

    assert numbers(campaign, town, reader=liaison) == {("graded", "ordinary"): (1, 0)}
    assert numbers(campaign, town, reader=office) == {("graded", "ordinary"): (1, 0), ("reported", ""): (1, 0)}


@pytest.mark.parametrize("role", ["liaison", "inspector", "admin"])
def test_totals_say_nothing_of_what_only_some_may_see(campaign, county, town, firm, role):
    """A department sees what it supervises too, an inspector what the team found, the administrator nothing."""
    reader = UserFactory(role=role, unit=town)

    assert totals_of(campaign, reader) is None
    assert role == "liaison" or totals_of(campaign, reader, town) is None


def test_totals_of_a_draft_are_for_its_office_alone(campaign, county):
    leader = UserFactory(role="leader", unit=UnitFactory(parent=county))
    assert totals_of(campaign, leader) is not None

    campaign.state = "draft"

    assert totals_of(campaign, leader) is None


def test_a_firm_that_moves_takes_its_hazards_along(campaign, county, town, firm):
    other = UnitFactory(parent=county)
    UnitFactory(parent=other)
    hazard = HazardFactory(campaign=campaign, unit=firm)

    set_parent(firm, other)

    assert [numbers(campaign, unit) for unit in (county, other)] == [{("reported", ""): (1, 0)}] * 2
    assert is_true()
    hazard.delete()
    assert numbers(campaign, other) == {}
    assert is_true()


def standing(campaign, office):
    whole, _part = numbers_seen(campaign, office, EVERYTHING, today=TODAY)
    return standing_of(campaign, office, whole, today=TODAY)


def test_folding_changes_no_number_and_the_list_says_the_same(campaign, county, town):
    office = UserFactory(role="office", unit=UnitFactory(parent=county))
    for state in ("reported", "rectifying", "rectified", "fixed", "rejected"):
        HazardFactory(campaign=campaign, unit=town, state=state, grade="" if state == "reported" else "major")
    HazardFactory(campaign=campaign, unit=None)
    before = standing(campaign, office)

    assert fold(HAZARDS) > 0

    assert standing(campaign, office) == before
    assert (before.open, before.overdue, before.major, before.to_sort, before.waiting) == (4, 1, 2, 2, 1)


def test_a_list_is_as_long_as_its_totals_say(campaign, county, town):
    office = UserFactory(role="office", unit=UnitFactory(parent=county))
    UnitFactory(parent=town)
    for number, state in enumerate(("reported", "rectifying", "rectified", "fixed", "rejected", "rectifying")):
        facts = {"grade": "" if state == "reported" else ("major", "ordinary")[number % 2]}
        facts |= {"due_on": TODAY + timedelta(days=number - 4)} if state == "rectifying" else {}
        HazardFactory(campaign=campaign, unit=(town, None)[state == "reported"], state=state, **facts)
    narrowed = {"states": Hazard.OPEN_STATES}, {"grades": ("major",)}, {"overdue": True}, {"waiting": True}, {}
    narrowed += ({"overdue": True, "grades": ("ordinary",)}, {"waiting": True, "states": ("rectifying",)})

    for where in ({}, {"unit": town}, {"day_from": date(2020, 1, 1)}, {"day_to": date(2020, 1, 1)}):
        for more in narrowed:
            filters = HazardFilters(**where, **more)
            _whole, part = numbers_seen(campaign, office, filters, today=TODAY)
            assert number_under(part, filters) == filtered(campaign, office, filters, today=TODAY).count(), filters
    exposed = numbers_seen(campaign, office, HazardFilters(exposed=True), today=TODAY)
    assert (sum(number for number, _late in exposed[0].values()), exposed[1]) == (6, None)
