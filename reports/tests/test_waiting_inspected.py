"""What of hazards and inspections stands on the homes: of a unit, of an inspector, of the office."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.models import Extension, LookBack, Report
from inspections.tests.factories import HazardFactory, ReportFactory, RewardFactory, RoundFactory, TeamFactory
from inspections.tests.visit_factories import VisitFactory
from reports.selectors.decisions_inspected import ledger_decisions
from reports.selectors.todo import to_do
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026")


@pytest.fixture
def town(campaign):
    return UnitFactory(name="柳湾镇", parent=campaign.area)


@pytest.fixture
def liaison(town):
    return UserFactory(role="liaison", unit=town)


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(parent=campaign.area))


@pytest.fixture
def inspector(campaign):
    return UserFactory(role="inspector", unit=UnitFactory(parent=campaign.area))


def titles(user, campaign):
    return [item.title for item in to_do(user, campaign, now=timezone.now()).items]


def test_liaison_rectifies_what_is_overdue_first(campaign, town, liaison):
    village = UnitFactory(name="上村", parent=town)
    for days, words, unit in ((9, "Third", town), (-3, "First", village), (2, "Second", town)):
        due = TODAY + timedelta(days=days)
        HazardFactory(campaign=campaign, unit=unit, state="rectifying", description=words, due_on=due)
    HazardFactory(campaign=campaign, unit=town, state="graded", grade="major", description="Plan")
    HazardFactory(campaign=campaign, unit=town, state="rectified")
    HazardFactory(campaign=campaign, state="rectifying")

    items = to_do(liaison, campaign, now=timezone.now()).items

    assert [item.title for item in items] == [
        "Rectify: First",
        "Rectify: Second",
        "Rectify: Third",
        "Plan the rectification: Plan",
    ]
    assert [(item.is_late, item.detail) for item in items[:2]] == [(True, "上村"), (False, "")]


def test_liaison_with_many_hazards_reads_how_many_more(campaign, town, liaison):
    for _time in range(11):
        HazardFactory(campaign=campaign, unit=town, state="rectifying")

    items = to_do(liaison, campaign, now=timezone.now()).items

    assert (len(items), items[-1].title) == (9, "3 more")
    assert items[-1].url == f"/campaigns/2026/hazards/?unit={town.pk}&state=graded&state=rectifying&sort=due"


def test_inspector_finishes_reinspects_and_visits(campaign, inspector):
    shops = [UnitFactory(name=name, parent=campaign.area) for name in ("Shop A", "Shop B", "Shop C")]
    drive = RoundFactory(campaign=campaign, teams=[TeamFactory(campaign=campaign, people=[inspector])], units=shops)
    VisitFactory(campaign=campaign, round=drive, unit=shops[0], made_by=inspector)
    VisitFactory(campaign=campaign, round=drive, unit=shops[1], made_by=inspector, state="finished")
    HazardFactory(campaign=campaign, state="rectified", reinspector=inspector, description="Stairs")
    HazardFactory(campaign=campaign, state="rectified", description="Of somebody else")

    assert titles(inspector, campaign) == ["Finish the visit: Shop A", "Re-inspect: Stairs", "Visit: Shop C"]


def test_reinspection_is_late_after_its_term(campaign, inspector):
    for words, days in (("Stairs", 30), ("Exit", 1)):
        done = TODAY - timedelta(days=days)
        HazardFactory(campaign=campaign, state="rectified", reinspector=inspector, description=words, rectified_on=done)

    items = to_do(inspector, campaign, now=timezone.now()).items

    assert [(item.title, item.is_late) for item in items] == [("Re-inspect: Stairs", True), ("Re-inspect: Exit", False)]
    assert all(item.due_on for item in items)


def test_nobody_without_a_team_is_sent_out(campaign, liaison):
    RoundFactory(campaign=campaign, teams=[TeamFactory(campaign=campaign)], units=[UnitFactory(parent=campaign.area)])

    assert titles(liaison, campaign) == []


def found(campaign, user):
    return [(case.title, case.url.removeprefix("/campaigns/2026/")) for case in ledger_decisions(campaign, user, TODAY)]


def test_office_decides_on_the_ledger(campaign, office):
    for state in ("reported", "reported", "rectified"):
        HazardFactory(campaign=campaign, state=state)
    late = HazardFactory(campaign=campaign, state="rectifying", due_on=date(2026, 6, 20))
    Extension.objects.create(
        hazard=late,
        old_due_on=late.due_on,
        new_due_on=TODAY,
        why="Parts",
        asked_on=TODAY,
        asked_by=office,
        answer_due_on=TODAY,
    )

    assert found(campaign, office) == [
        ("1 hazard is overdue", "hazards/?overdue=yes"),
        ("2 reports wait to be sorted", "hazards/inbox/"),
        ("1 hazard waits for re-inspection", "hazards/reinspections/"),
        ("1 extension is asked for", "hazards/extensions/"),
    ]


def test_office_hears_what_reporters_say(campaign, office):
    closed = ReportFactory(hazard__campaign=campaign, hazard__state="fixed")
    Report.objects.filter(pk=closed.pk).update(fixed_answer="no", fixed_answer_on=TODAY)

    assert found(campaign, office) == [
        ("1 reporter says it isn't fixed", "hazards/reporters/?why=not_fixed"),
        ("1 reporter hasn't been told", "hazards/reporters/?why=not_told"),
    ]


def test_office_looks_back_and_goes_on_with_rewards(campaign, office):
    fixed = HazardFactory(campaign=campaign, state="fixed")
    LookBack.objects.create(hazard=fixed, reason="office", due_on=TODAY)
    RewardFactory(hazard=fixed, state="claimed")

    assert found(campaign, office) == [
        ("1 look-back is due", "hazards/look-backs/"),
        ("1 reward waits for its next step", "rewards/"),
    ]


def test_leader_reads_the_ledger_and_nothing_of_reporters(campaign):
    closed = ReportFactory(hazard__campaign=campaign, hazard__state="fixed")
    HazardFactory(campaign=campaign, state="reported")
    leader = UserFactory(role="leader", unit=campaign.area)

    assert closed.told_on is None
    assert found(campaign, leader) == [("1 report waits to be sorted", "hazards/?state=reported")]


def test_quiet_ledger_asks_nothing(campaign, office):
    HazardFactory(campaign=campaign, state="fixed")

    assert found(campaign, office) == []
