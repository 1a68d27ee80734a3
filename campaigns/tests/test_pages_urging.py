"""What the office sees before it urges, and what it is told after."""

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.models import UnitAssignment
from campaigns.tests.factories import (
    AssignmentFactory,
    NoticeFactory,
    ReceiptFactory,
    UnitAssignmentFactory,
)
from notifications.models import Notification, Urge
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_office(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def share(campaign, unit, liaison):
    return UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=unit)


@pytest.fixture
def receipt(campaign, unit, liaison):
    return ReceiptFactory(notice=NoticeFactory(campaign=campaign, state="issued"), unit=unit)


def urge_address(record):
    name = record._meta.model_name
    return reverse(f"campaigns:{name}_urge", args=[record.campaign.slug, record.pk])


def words(answer):
    return [str(message) for message in answer.context["messages"]]


def time_of(urge):
    return f"{timezone.localtime(urge.at):%H:%M}"


def test_notice_shows_who_urged_today_at_the_button_and_in_the_row(at_office, receipt, office):
    answer = at_office.post(urge_address(receipt.notice), follow=True)
    at = time_of(Urge.objects.get())

    assert words(answer) == [f"1 unit urged: {receipt.unit}."]
    page = answer.content.decode()
    assert f"Urged today: {at} {office}" in page
    assert f"today {at}" in page


def test_third_urging_of_the_day_is_refused_on_the_page(at_office, receipt, office):
    for _number in range(2):
        at_office.post(urge_address(receipt.notice))
    first, second = (f"{time_of(row)} {office}" for row in Urge.objects.order_by("at"))

    answer = at_office.post(urge_address(receipt.notice), follow=True)

    assert f"Already urged twice today: {receipt.unit} ({first}, {second})." in answer.content.decode()
    assert Notification.objects.count() == 2


def test_second_urging_is_told_with_the_first(at_office, share, office):
    at_office.post(urge_address(share.assignment))
    at = time_of(Urge.objects.get())

    answer = at_office.post(urge_address(share.assignment), follow=True)

    assert words(answer)[-1] == f"For the second time today: {share.unit} ({at} {office})."


def test_units_whose_answer_waits_are_named_and_not_urged(at_office, share, liaison):
    waiting = UnitAssignmentFactory(
        assignment=share.assignment,
        unit=UnitFactory(parent=share.unit.parent),
        answered_at=timezone.now(),
        answered_by=liaison,
    )

    answer = at_office.post(urge_address(share.assignment), follow=True)

    assert words(answer) == [
        f"1 unit urged: {share.unit}.",
        f"Not urged, what they handed in waits for you: {waiting.unit}.",
    ]


def test_share_is_urged_on_its_own_page_until_both_are_used(at_office, share, office):
    button = urge_address(share.assignment)
    assert button in at_office.get(share.get_absolute_url()).content.decode()

    for _number in range(2):
        answer = at_office.post(button, {"share": share.pk, "then": share.get_absolute_url()}, follow=True)

    assert answer.redirect_chain[-1][0] == share.get_absolute_url()
    assert button not in answer.content.decode()
    assert "1 has had both urges of today" in answer.content.decode()


def test_share_that_is_handed_in_says_so_and_is_not_urged(at_office, share):
    UnitAssignment.objects.update(started_at=timezone.now(), enough_at=timezone.now())

    page = at_office.get(share.get_absolute_url()).content.decode()

    assert urge_address(share.assignment) not in page
    assert "All that was asked is handed in" in page


def test_share_page_tells_its_unit_nothing_of_urging(client, share, liaison, office):
    client.force_login(liaison)
    Urge.objects.create(
        subject="a", item=f"share-{share.pk}", day=timezone.localdate(), number=1, at=timezone.now(), by=office
    )

    page = client.get(share.get_absolute_url()).content.decode()

    assert "Urged today" not in page
    assert urge_address(share.assignment) not in page


def test_filter_of_waiting_units_finds_those_with_all_activities_handed_in(at_office, share, campaign):
    UnitAssignmentFactory(assignment=share.assignment, unit=UnitFactory(parent=campaign.area))
    UnitAssignment.objects.filter(pk=share.pk).update(enough_at=timezone.now())

    answer = at_office.get(f"{share.assignment.get_absolute_url()}?state=waiting")

    assert [line.share.pk for line in answer.context["page_obj"]] == [share.pk]
