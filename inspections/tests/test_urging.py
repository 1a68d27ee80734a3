"""Urging by hand: who, whom, how often, and in which words."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation

from accounts.tests.factories import UserFactory
from core.errors import DomainError
from inspections.models import Hazard
from inspections.selectors.urging import urge_panel
from inspections.services.urging import urge_hazards
from inspections.tests.factories import HazardFactory
from notifications.models import Delivery, Notification, Urge
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
MORNING = datetime.fromisoformat("2026-06-22T09:12:00+08:00")
NOON = datetime.fromisoformat("2026-06-22T12:30:00+08:00")
EVENING = datetime.fromisoformat("2026-06-22T17:00:00+08:00")


def urge(case, *hazards, by=None):
    keys = [hazard.pk for hazard in hazards]
    return urge_hazards(case.campaign, Hazard.objects.filter(pk__in=keys), by=by or case.office)


def told():
    return [(row.post.person, row.subject, row.text) for row in Notification.objects.order_by("pk")]


@time_machine.travel(MORNING, tick=False)
def test_a_unit_is_urged_to_rectify_what_is_overdue(case, hazard_of):
    hazard = hazard_of("rectifying")

    urged = urge(case, hazard)

    words = f"Please rectify, overdue since 20 June: {hazard.number} {hazard.title} ({case.unit})"
    assert told() == [(case.liaison, f"hazard-{hazard.pk}", words)]
    assert urged.told == [case.unit]
    row = Urge.objects.get()
    assert (row.subject, row.item, row.unit, row.by, row.number) == (
        f"hazard-{hazard.pk}",
        f"hazard-{hazard.pk}-rectify",
        case.unit,
        case.office,
        1,
    )


@time_machine.travel(MORNING, tick=False)
def test_it_is_urged_before_its_deadline_and_for_its_plan_in_other_words(case, hazard_of):
    ahead = hazard_of("rectifying", due_on=date(2026, 6, 30))
    plan = hazard_of("graded", grade="major", contingency="")

    urge(case, ahead)
    urge(case, plan)

    assert [text.split(": ")[0] for _person, _subject, text in told()] == [
        "Please rectify by 30 June",
        "Please enter the five implementations",
    ]


def test_the_third_of_a_day_is_refused_and_names_who_urged_when(case, hazard_of):
    hazard = hazard_of("rectifying")
    for moment, person in ((MORNING, case.office), (NOON, case.second)):
        with time_machine.travel(moment, tick=False):
            urge(case, hazard, by=person)

    with time_machine.travel(EVENING, tick=False), pytest.raises(DomainError) as refused:
        urge(case, hazard)

    times = f"09:12 {case.office}, 12:30 {case.second}"
    assert str(refused.value) == f"Already urged twice today: {case.unit} ({times}). Twice a day is enough."
    assert (len(told()), Urge.objects.count()) == (2, 2)
    with time_machine.travel(datetime.fromisoformat("2026-06-23T08:00:00+08:00"), tick=False):
        assert urge(case, hazard).told == [case.unit]


def test_several_hazards_of_a_unit_are_one_message(case, hazard_of):
    first, second = hazard_of("rectifying"), hazard_of("rectifying")
    other = UserFactory(role="liaison", unit=UnitFactory(parent=case.campaign.area))
    third = hazard_of("rectifying", unit=other.unit)
    for left_out in ("reported", "accepted", "rectified", "fixed"):
        hazard_of(left_out)

    urged = urge(case, *Hazard.objects.all())

    words = f"Please act on 2 hazards of {case.unit}: {first.number}, {second.number}"
    assert [(person, subject) for person, subject, _text in told()] == [
        (case.liaison, ""),
        (other, f"hazard-{third.pk}"),
    ]
    assert told()[0][2] == words
    assert (urged.told, Urge.objects.count()) == ([case.unit, other.unit], 3)


def test_only_what_has_had_its_two_is_left_out(case, hazard_of):
    often, fresh = hazard_of("rectifying"), hazard_of("rectifying")
    for _time in range(2):
        urge(case, often)

    urged = urge(case, often, fresh)

    assert told()[-1][1] == f"hazard-{fresh.pk}"
    assert [each.unit for each in urged.refused] == [case.unit]


def test_a_unit_without_a_liaison_is_named_to_be_called(case, hazard_of):
    alone = UnitFactory(parent=case.campaign.area)

    assert urge(case, hazard_of("rectifying", unit=alone)).nobody_there == [alone]
    assert (told(), Urge.objects.count()) == ([], 0)


@pytest.mark.parametrize("state", ["reported", "rectified", "fixed"])
def test_nobody_is_urged_for_what_the_unit_does_not_owe(case, hazard_of, state):
    with pytest.raises(DomainError, match="Nobody is left to urge."):
        urge(case, hazard_of(state))


def test_a_complete_plan_waits_for_the_office(case, hazard_of):
    facts = {"responsible": "Manager", "due_on": date(2026, 6, 20)}
    hazard = hazard_of("graded", grade="major", **facts)

    with pytest.raises(DomainError, match="Nobody is left to urge."):
        urge(case, hazard)
    assert urge_panel(hazard, case.office) is None


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector", "admin"])
def test_others_than_the_office_urge_nobody(case, hazard_of, role):
    person = UserFactory(role=role, unit=case.unit)

    with pytest.raises(PermissionDenied):
        urge(case, hazard_of("rectifying"), by=person)
    assert (told(), Urge.objects.count()) == ([], 0)


def test_hazards_of_another_campaign_are_left_out(case):
    with pytest.raises(DomainError, match="Nobody is left to urge."):
        urge(case, HazardFactory(state="rectifying"))


def test_the_unit_reads_it_in_its_language(case, hazard_of):
    type(case.liaison).objects.filter(pk=case.liaison.pk).update(language="zh-hans")
    hazard = hazard_of("graded", grade="major", contingency="")

    urge(case, hazard)

    assert told()[0][2] == f"请尽快填报五落实：{hazard.number} {hazard.title}（{case.unit}）"


@time_machine.travel(MORNING, tick=False)
def test_the_page_says_who_urged_and_has_the_button_for_the_office(case, hazard_of, signed_in):
    hazard = hazard_of("rectifying")

    answer = signed_in(case.office).post(reverse("inspections:hazard_urge", args=[hazard.pk]), follow=True)

    page = answer.content.decode()
    assert f"1 unit urged: {case.unit}." in page
    assert f"by {case.office.name}" in page.split('id="urging"')[1]
    assert "Urge the unit" in page
    assert 'id="urging"' not in signed_in(case.liaison).get(hazard.get_absolute_url()).content.decode()


def test_the_overdue_of_the_ledger_are_urged_at_once(case, hazard_of, signed_in):
    late = hazard_of("rectifying")
    hazard_of("rectifying", due_on=date(2126, 1, 1))
    browser = signed_in(case.office)
    address = reverse("inspections:hazards_urge", args=["2026"])

    page = browser.get(reverse("inspections:hazards", args=["2026"]) + "?overdue=yes").content.decode()
    browser.post(f"{address}?overdue=yes")
    after = browser.get(reverse("inspections:hazards", args=["2026"]) + "?overdue=yes").content.decode()

    assert f'action="{address}?overdue=yes"' in page and "Urged today:" not in page
    assert f"{timezone.localtime(Urge.objects.get().at):%H:%M} {case.office.name}" in after.split("Urged today:")[1]
    assert list(Urge.objects.values_list("subject", flat=True)) == [f"hazard-{late.pk}"]
    assert address not in browser.get(reverse("inspections:hazards", args=["2026"])).content.decode()


def test_panel_is_for_office_and_leader(case, hazard_of):
    hazard, leader = hazard_of("rectifying"), UserFactory(role="leader", unit=case.office.unit)

    assert urge_panel(hazard, case.office).may_urge is True
    assert urge_panel(hazard, leader).may_urge is False
    assert urge_panel(hazard, case.liaison) is None


@pytest.mark.parametrize("number", [1, 20])
def test_twenty_take_the_queries_of_one(case, hazard_of, number, django_assert_max_num_queries):
    for _time in range(number):
        hazard_of("rectifying")

    with django_assert_max_num_queries(27), translation.override("en"):
        urge(case, *Hazard.objects.all())

    assert Urge.objects.filter(day=timezone.localdate()).count() == number


@time_machine.travel(MORNING, tick=False)
def test_urging_leaves_by_mail_without_waiting_for_the_next_morning(case, hazard_of):
    case.liaison.email = "liaison@example.org"
    case.liaison.save()

    urge(case, hazard_of("rectifying"))

    row = Delivery.objects.get()
    assert (row.person, row.channel, row.next_at, row.is_urgent) == (case.liaison, "email", MORNING, False)
