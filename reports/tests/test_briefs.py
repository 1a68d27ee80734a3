"""The morning brief of office and leaders: counted by hand, told once, kept as it was said."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.tests.factories import UserFactory
from activities.tests.factories import ActivityFactory
from campaigns.models import Instruction
from campaigns.tests.factories import AssignmentFactory, CampaignFactory, UnitAssignmentFactory
from campaigns.tests.moments import on
from inspections.tests.factories import HazardFactory
from notifications.models import ChannelChoice, Delivery, Notification
from notifications.services import sending
from notifications.services.mailing import MailSender
from reports.models import Brief
from reports.selectors.briefs import words_for
from reports.services.briefs import write_briefs
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
# In the county's zone; a Monday.
MORNING = datetime(2026, 6, 14, 23, 30, tzinfo=UTC)
NEXT = datetime(2026, 6, 15, 23, 30, tzinfo=UTC)


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026")


@pytest.fixture
def leader(campaign):
    return UserFactory(role="leader", unit=campaign.area, email="leader@county.example", language="en")


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(parent=campaign.area), language="zh-hans")


def said(brief, person, code, language="en"):
    (part,) = (part for part in words_for(brief, person, language).parts if part.code == code)
    return [(line.text, line.detail) for line in part.lines]


def test_brief_says_what_changed_since_the_working_day_before(campaign, leader, office):
    unit = UnitFactory(parent=campaign.area, name="Town")
    for day in (10, 13, 14):
        ActivityFactory(campaign=campaign, unit=unit, starts_on=date(2026, 6, day))
    late = AssignmentFactory(campaign=campaign, answer="sentence", due_at=on(6, 13), sent_at=on(6, 1))
    UnitAssignmentFactory(assignment=late, unit=unit)
    today = AssignmentFactory(campaign=campaign, title="Reply", due_at=on(6, 15), sent_at=on(6, 13))
    answered = {"answer_text": "Done so.", "answered_at": on(6, 14), "answered_by": office}
    UnitAssignmentFactory(assignment=today, unit=unit, **answered)
    Instruction.objects.create(assignment=today, subject=f"unit-{unit.pk}", post=leader.post)
    HazardFactory(campaign=campaign, unit=unit, state="rectifying", due_on=date(2026, 6, 12))

    (brief,) = write_briefs(MORNING)

    assert (brief.day, brief.since) == (date(2026, 6, 15), date(2026, 6, 12))
    assert said(brief, leader, "due") == [("1 assignment is late now", ""), ("1 hazard is overdue now", "")]
    assert said(brief, leader, "instructions") == [("Town has answered: Done so.", "Reply")]
    assert said(brief, leader, "today") == [("1 assignment is due today", "")]
    assert said(brief, leader, "figures")[:2] == [
        ("Activities", "2 more than on 12 June"),
        ("Assignments done", ""),
    ]
    assert (
        next(part for part in words_for(brief, office, "zh-hans").parts if part.code == "figures").lines[0].value == "3"
    )


def test_next_brief_compares_with_what_the_last_one_said(campaign, leader, office):
    write_briefs(MORNING)
    ActivityFactory(campaign=campaign, unit=office.unit, starts_on=date(2026, 6, 2))

    (brief,) = write_briefs(NEXT)

    assert brief.since == date(2026, 6, 15)
    assert said(brief, leader, "figures")[0] == ("Activities", "1 more than on 15 June")


def test_brief_is_told_once_to_office_and_leaders_in_their_languages(campaign, leader, office):
    UserFactory(role="liaison", unit=UnitFactory(parent=campaign.area))
    write_briefs(MORNING)

    assert write_briefs(MORNING) == []

    told = {row.post.person: row for row in Notification.objects.select_related("post__person")}
    assert set(told) == {leader, office}
    assert told[leader].text == "Morning brief: 15 days left. Nothing waits for a decision."
    assert told[office].text.startswith("晨报：")
    assert told[leader].url == "/campaigns/2026/brief/2026-06-15/"


@pytest.mark.parametrize(
    "moment", [datetime(2026, 6, 14, 23, 29, tzinfo=UTC), datetime(2026, 6, 13, 23, 30, tzinfo=UTC)]
)
def test_no_brief_before_the_hour_or_on_a_day_off(campaign, leader, moment):
    assert write_briefs(moment) == []


@pytest.mark.parametrize("state", ["draft", "closing", "archived"])
def test_no_brief_unless_the_campaign_runs(campaign, leader, state):
    type(campaign).objects.update(state=state)

    assert write_briefs(MORNING) == []


def test_whoever_does_not_want_the_brief_finds_it_on_its_page(client, campaign, leader, office):
    ChannelChoice.objects.create(person=leader, wants_brief=False)
    write_briefs(MORNING)
    client.force_login(leader)

    assert [row.post.person for row in Notification.objects.all()] == [office]
    assert client.get(reverse("reports:brief", args=["2026", "2026-06-15"])).status_code == 200


def test_page_of_a_past_morning_shows_what_was_said(client, campaign, leader):
    ActivityFactory(campaign=campaign, unit=campaign.area)
    write_briefs(MORNING)
    ActivityFactory(campaign=campaign, unit=campaign.area)
    client.force_login(leader)

    words = client.get(reverse("reports:brief", args=["2026", "2026-06-15"])).context["words"]

    assert next(line.value for part in words.parts if part.code == "figures" for line in part.lines) == "1"
    assert client.get(reverse("reports:brief", args=["2026", "2026-06-16"])).status_code == 404
    assert client.get(reverse("reports:brief", args=["2026", "today"])).status_code == 404


def test_letter_of_the_brief_says_all_of_it(campaign, leader, mail_receiver):
    write_briefs(MORNING)
    Delivery.objects.update(next_at=MORNING)
    # Whatever the hour of the tests: in quiet hours a letter rests.
    with time_machine.travel(MORNING, tick=False):
        assert sending.sweep([MailSender()]) == 1

    (mail,) = mail_receiver.mails
    text = mail.message.get_body(("plain",)).get_content()
    assert "How far the campaign is" in text
    assert "* Activities: 0" in text


def test_brief_is_once_a_day_and_covers_days_before_it(campaign, leader):
    (brief,) = write_briefs(MORNING)
    facts = {"campaign": campaign, "made_at": MORNING, "content": {}}

    with pytest.raises(IntegrityError, match="brief_once_a_day"), transaction.atomic():
        Brief.objects.create(day=brief.day, since=brief.since, **facts)
    with pytest.raises(IntegrityError, match="brief_covers_days_before"), transaction.atomic():
        Brief.objects.create(day=date(2026, 6, 16), since=date(2026, 6, 16), **facts)
