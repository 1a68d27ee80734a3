"""The filters of the ledger: each narrows to what it says, and says itself in an address."""

from datetime import date
from urllib.parse import parse_qsl

import pytest

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.models import Exposure, Hazard, HazardCategory, HazardSource, Listing, Report
from inspections.selectors.filtering import EVERYTHING, ON_LEDGER, HazardFilters
from inspections.tests.factories import HazardFactory
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 21)


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026")


def found(filters):
    rows = filters.apply(Hazard.objects.all(), today=TODAY)
    return sorted(rows.values_list("description", flat=True))


def add(campaign, description, **facts):
    facts.setdefault("unit", None if facts.get("state", "reported") == "reported" else UnitFactory())
    return HazardFactory(campaign=campaign, description=description, **facts)


def test_no_filter_means_all_hazards(campaign):
    add(campaign, "a")
    add(campaign, "b", state="rejected")

    assert found(EVERYTHING) == ["a", "b"]
    assert EVERYTHING.query_string() == ""


def test_unit_takes_those_below_unless_itself_is_meant(campaign):
    town = UnitFactory(parent=campaign.area)
    add(campaign, "town", unit=town)
    add(campaign, "shop", unit=UnitFactory(parent=town))
    add(campaign, "elsewhere", unit=UnitFactory(parent=campaign.area))

    assert found(HazardFilters(unit=town)) == ["shop", "town"]
    assert found(HazardFilters(unit=town, unit_itself=True)) == ["town"]


def test_supervising_takes_departments_below(campaign):
    bureau = UnitFactory(parent=campaign.area)
    add(campaign, "a", supervising=bureau)
    add(campaign, "b", supervising=UnitFactory(parent=bureau))
    add(campaign, "c")

    assert found(HazardFilters(supervising=bureau)) == ["a", "b"]


def test_source_category_grade_and_state_take_any_of_several(campaign):
    sources = [HazardSource.objects.get(code=code) for code in ("media", "alarm")]
    fire = HazardCategory.objects.get(code="fire")
    add(campaign, "a", source=sources[0], category=fire, state="graded", grade="major")
    add(campaign, "b", source=sources[1], state="accepted")
    add(campaign, "c")

    assert found(HazardFilters(sources=tuple(sources))) == ["a", "b"]
    assert found(HazardFilters(categories=(fire,))) == ["a"]
    assert found(HazardFilters(grades=("major",))) == ["a"]
    assert found(HazardFilters(states=("accepted", "reported"))) == ["b", "c"]


def test_days_are_included_at_both_ends(campaign):
    for day in (1, 2, 3, 4):
        add(campaign, str(day), reported_on=date(2026, 6, day), state="rectifying", due_on=date(2026, 7, day))

    assert found(HazardFilters(day_from=date(2026, 6, 2), day_to=date(2026, 6, 3))) == ["2", "3"]
    assert found(HazardFilters(due_from=date(2026, 7, 3), due_to=date(2026, 7, 4))) == ["3", "4"]


def test_overdue_is_not_rectified_after_the_deadline(campaign):
    add(campaign, "late", state="rectifying", due_on=date(2026, 6, 20))
    add(campaign, "today", state="rectifying", due_on=TODAY)
    add(campaign, "handed in", state="rectified", due_on=date(2026, 6, 20))

    assert found(HazardFilters(overdue=True)) == ["late"]
    assert found(HazardFilters(waiting=True)) == ["handed in"]


def test_not_told_are_ended_cases_whose_reporter_waits(campaign):
    told, waits, open_ = (
        add(campaign, name, state=state)
        for name, state in (("told", "fixed"), ("waits", "rejected"), ("open", "accepted"))
    )
    for number, row in enumerate((told, waits, open_)):
        Report.objects.create(hazard=row, description="x", locator=f"L{number}", secret_hash="x", received_on=TODAY)
    Report.objects.filter(hazard=told).update(told_on=date(2026, 6, 26), told_by=UserFactory())

    assert found(HazardFilters(reporter_not_told=True)) == ["waits"]


def test_exposed_are_published_and_listed_not_yet_delisted(campaign):
    person, unit = UserFactory(), UnitFactory()
    exposed, draft, listed, delisted = (add(campaign, name) for name in ("exposed", "draft", "listed", "delisted"))
    case = {"campaign": campaign, "kind": "hazard", "by_unit": unit, "title": "t", "text": "t", "made_by": person}
    Exposure.objects.create(hazard=draft, **case)
    Exposure.objects.create(hazard=exposed, state="published", outlet="News", published_on=TODAY, **case)
    for row in (listed, delisted):
        Listing.objects.create(hazard=row, listed_by_unit=unit, listed_on=date(2026, 6, 1), by=person)
    Listing.objects.filter(hazard=delisted).update(delisted_on=TODAY, delisted_why="Mended")

    assert found(HazardFilters(exposed=True)) == ["exposed"]
    assert found(HazardFilters(listed=True)) == ["listed"]


def test_mine_are_those_entered_and_those_to_reinspect(campaign):
    person = UserFactory()
    add(campaign, "found", found_by=person)
    add(campaign, "called", reinspector=person)
    add(campaign, "other", found_by=UserFactory())

    assert found(HazardFilters(mine=person)) == ["called", "found"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2026-0007", ["Cable"]),
        ("7", ["Cable"]),
        ("2025-7", []),
        ("exit", ["Blocked exit"]),
        ("东街", ["Cable"]),
        ("二楼", ["Blocked exit"]),
        ("五金", ["Cable"]),
        (" ", ["Blocked exit", "Cable"]),
        ("100%", []),
    ],
)
def test_text_finds_number_words_place_part_and_unit(campaign, text, names):
    add(campaign, "Cable", serial=7, place="东街12号", unit=UnitFactory(name="张氏五金店"))
    add(campaign, "Blocked exit", serial=8, part="二楼")

    assert found(HazardFilters(text=text)) == names


def test_filters_say_themselves_in_an_address_in_a_fixed_order(campaign):
    unit, source = UnitFactory(), HazardSource.objects.get(code="public")
    filters = HazardFilters(unit=unit, unit_itself=True, sources=(source,), states=ON_LEDGER[:2], overdue=True)
    filters = filters.with_(day_from=date(2026, 6, 1), mine=UserFactory(), text="通道 A")

    assert parse_qsl(filters.query_string()) == [
        ("unit", str(unit.pk)),
        ("below", "no"),
        ("source", "public"),
        ("state", "reported"),
        ("state", "accepted"),
        ("from", "2026-06-01"),
        ("overdue", "yes"),
        ("mine", "yes"),
        ("q", "通道 A"),
    ]
