"""What is told at once: to the unit and its head, its superior, the office and the leaders, by every channel."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Post
from accounts.tests.factories import PostFactory, UserFactory
from inspections.models import Hazard
from inspections.services.answers import Finding, open_finding
from inspections.services.filing import HazardFacts, file_hazard
from inspections.services.listings import list_hazard
from inspections.services.sweeping import tell_of_reporters
from inspections.services.working import Plan, grade_hazard, plan_rectification
from inspections.tests.factories import HazardFactory
from inspections.tests.visit_factories import VisitFactory
from notifications.models import Delivery, Notification
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def around(case):
    """Everybody an alarm at the unit reaches beside its liaison, and an officer, who has an e-mail address."""
    area = case.campaign.area
    above = UnitFactory(parent=area)
    unit = UnitFactory(parent=above)
    people = {
        "liaison": UserFactory(role="liaison", unit=unit, email="liaison@unit.example"),
        "head": UserFactory(),
        "superior": UserFactory(role="liaison", unit=above),
        "office": case.second,
        "leader": UserFactory(role="leader", unit=case.office.unit),
    }
    PostFactory(person=people["head"], role="liaison", unit=unit, is_head=True)
    UserFactory(role="liaison", unit=UnitFactory(parent=area))
    return unit, people


def told(hazard, occasion):
    rows = Notification.objects.filter(key__startswith=f"hazard-{hazard.pk}-{occasion}-")
    assert all(row.is_urgent and row.subject == f"hazard-{hazard.pk}" for row in rows)
    return {row.post.person for row in rows}


def test_a_major_hazard_is_told_at_once_to_all_but_who_graded_it(case, around):
    unit, people = around
    hazard = HazardFactory(state="accepted", campaign=case.campaign, unit=unit)

    grade_hazard(hazard, by=case.office, grade="major", unit=unit, clause="Clause 3")

    assert told(hazard, "major") == set(people.values())
    assert [row.person for row in Delivery.objects.filter(is_urgent=True)] == [people["liaison"]]
    assert Notification.objects.first().text == f"Graded as a major hazard: {hazard} ({unit})"


def test_an_ordinary_hazard_waits_for_its_order(case, around):
    hazard = HazardFactory(state="accepted", campaign=case.campaign, unit=around[0])

    grade_hazard(hazard, by=case.office, grade="ordinary", unit=around[0])

    assert not Notification.objects.exists()


def test_a_listing_is_told_at_once(case, around):
    unit, people = around
    hazard = HazardFactory(state="graded", grade="major", campaign=case.campaign, unit=unit)

    list_hazard(hazard, by=case.office, listed_by_unit=case.office.unit, listed_on=timezone.localdate())

    assert told(hazard, "listed") == set(people.values())


def test_stopped_production_is_told_at_once_and_only_when_it_stops(case, around):
    unit, people = around
    hazard = HazardFactory(state="graded", campaign=case.campaign, unit=unit)

    plan_rectification(hazard, Plan(responsible="Manager", production_stopped=True), by=people["liaison"])
    plan_rectification(hazard, Plan(responsible="Director", production_stopped=True), by=people["liaison"])

    assert told(hazard, "stopped") == set(people.values()) - {people["liaison"]} | {case.office}
    assert Notification.objects.count() == 5


def test_the_alarm_of_a_device_is_told_at_once_and_shown_to_the_unit(case, around):
    unit, people = around
    facts, key = HazardFacts("Gas above the limit", unit=unit), uuid.uuid4()

    hazard = file_hazard(case.campaign, facts, source="alarm", by=case.office, key=key)
    again = file_hazard(case.campaign, facts, source="alarm", by=case.office, key=key)

    assert told(hazard, "alarm") == set(people.values())
    assert hazard in Hazard.objects.visible_to(people["liaison"])
    assert (again, Notification.objects.count()) == (hazard, 5)


def test_an_alarm_without_a_unit_is_for_office_and_leaders(case, around):
    facts = HazardFacts("Gas above the limit")

    hazard = file_hazard(case.campaign, facts, source="alarm", by=case.office, key=uuid.uuid4())

    assert told(hazard, "alarm") == {around[1]["office"], around[1]["leader"]}


def test_a_major_hazard_found_at_a_visit_is_told_at_once(case, around, inspector):
    unit, people = around
    visit = VisitFactory(campaign=case.campaign, unit=unit, made_by=inspector)

    finding = Finding(HazardFacts("Locked exit", unit=unit), grade="major", clause="Clause 3")
    hazard = open_finding(visit, finding, by=inspector, key=uuid.uuid4())

    assert told(hazard, "major") == set(people.values()) | {case.office}
    assert hazard.graded_on == timezone.localdate()


def test_what_the_public_reports_is_told_to_nobody_at_the_minute(case, around):
    report = case.reported(state="reported", unit=around[0]).report

    tell_of_reporters()

    assert not Notification.objects.filter(is_urgent=True).exists()
    assert not Notification.objects.filter(subject=f"hazard-{report.hazard_id}").exists()


def test_a_liaison_who_may_not_grade_raises_no_alarm(case, around):
    unit, people = around
    hazard = HazardFactory(state="accepted", campaign=case.campaign, unit=unit)

    with pytest.raises(PermissionDenied):
        grade_hazard(hazard, by=people["liaison"], grade="major", unit=unit, clause="Clause 3")

    hazard.refresh_from_db()
    assert (hazard.state, Notification.objects.count()) == ("accepted", 0)


def test_who_left_is_not_told(case, around):
    unit, people = around
    Post.objects.filter(person=people["leader"]).update(valid_from=date(2020, 1, 1), valid_until=date(2020, 12, 31))
    hazard = HazardFactory(state="accepted", campaign=case.campaign, unit=unit)

    grade_hazard(hazard, by=case.office, grade="major", unit=unit, clause="Clause 3")

    assert people["leader"] not in told(hazard, "major")
