from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.models import Meeting, TimelineEntry
from campaigns.selectors.duties import campaign_dates, meetings
from campaigns.services.timeline import mark_happened
from campaigns.tests.factories import CampaignFactory
from campaigns.tests.moments import days_from_now, on
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def meet(campaign, *units, days=3, **facts):
    facts = {"title": "Start", "held_at": days_from_now(days), "created_at": on(6, 2)} | facts
    row = Meeting.objects.create(campaign=campaign, **facts)
    row.units_present.set(units)
    return row


def step(campaign, **facts):
    planned = timezone.localdate() + timedelta(days=3)
    facts = {"kind": "task", "title": "Publish the plan", "planned_on": planned, "created_at": on(6, 2)} | facts
    return TimelineEntry.objects.create(campaign=campaign, **facts)


def whose(source, **narrowed):
    return [(duty.subject, duty.unit_id) for duty in source(**narrowed)]


def test_meeting_is_told_to_each_unit_that_is_to_be_present(campaign, unit):
    other = UnitFactory(parent=campaign.area)
    row = meet(campaign, unit, other)

    assert set(whose(meetings)) == {(f"meeting-{row.pk}", unit.pk), (f"meeting-{row.pk}", other.pk)}
    assert len({duty.item for duty in meetings()}) == 2


def test_meeting_that_names_no_unit_is_the_offices(campaign):
    row = meet(campaign, place="Hall 2")

    (duty,) = meetings()

    at = timezone.localtime(row.held_at)
    assert (duty.item, duty.is_of_office, duty.area_path) == (f"meeting-{row.pk}", True, campaign.area.path)
    assert (duty.due_on, duty.due_at, duty.name) == (at.date(), row.held_at, "Start")
    assert (str(duty.reason), duty.url) == (f"begins at {at:%H:%M}, Hall 2", row.get_absolute_url())


def test_entering_a_meeting_tells_nobody_so_it_may_be_told_the_same_day(campaign):
    meet(campaign)

    assert [duty.since for duty in meetings()] == [on(6, 1).date()]


def test_meeting_without_a_place_says_when_it_begins(campaign, unit):
    row = meet(campaign, unit)

    assert [str(duty.reason) for duty in meetings()] == [f"begins at {timezone.localtime(row.held_at):%H:%M}"]


def test_meeting_that_began_is_no_duty(campaign, unit):
    meet(campaign, unit, held_at=timezone.now() - timedelta(minutes=1))
    meet(campaign, held_at=timezone.now() - timedelta(minutes=1))

    assert whose(meetings) == []


@pytest.mark.parametrize(("state", "count"), [("draft", 0), ("running", 2), ("closing", 2), ("archived", 0)])
def test_only_running_and_closing_campaigns_have_dates(state, count):
    campaign = CampaignFactory(state=state)
    meet(campaign)
    step(campaign)

    assert len(whose(meetings) + whose(campaign_dates)) == count


def test_merged_unit_is_not_told_of_a_meeting(campaign, unit):
    Unit.objects.filter(pk=unit.pk).update(merged_into=UnitFactory())
    meet(campaign, unit)

    assert whose(meetings) == []


def test_meetings_are_narrowed_by_day_item_and_path(campaign, unit):
    first, second = meet(campaign, unit), meet(campaign, days=5)
    (place,) = meetings(below=unit.path)

    assert place.subject == f"meeting-{first.pk}"
    assert whose(meetings, until=timezone.localdate() + timedelta(days=3)) == [(f"meeting-{first.pk}", unit.pk)]
    assert whose(meetings, items={place.item}) == [(f"meeting-{first.pk}", unit.pk)]
    assert whose(meetings, items={f"meeting-{second.pk}"}) == [(f"meeting-{second.pk}", None)]
    assert whose(meetings, below=campaign.area.path) == [
        (f"meeting-{first.pk}", unit.pk),
        (f"meeting-{second.pk}", None),
    ]


@pytest.mark.parametrize("number", [1, 20])
def test_meetings_take_two_queries_for_any_number_of_rows(campaign, unit, number, django_assert_num_queries):
    for _each in range(number):
        meet(campaign, unit)
        meet(campaign)

    with django_assert_num_queries(2):
        assert len([str(duty.reason) for duty in meetings()]) == 2 * number


def test_planned_step_is_the_offices_until_it_happened(campaign, office):
    row = step(campaign, document_number="安委办〔2026〕3号")

    (duty,) = campaign_dates()
    assert (duty.kind, duty.subject, duty.item) == ("campaign-date", f"timeline-{row.pk}", f"timeline-{row.pk}")
    assert (duty.due_on, duty.is_of_office, duty.since) == (row.planned_on, True, on(6, 1).date())
    assert (duty.name, duty.number) == ("Publish the plan", "安委办〔2026〕3号")
    assert (str(duty.reason), duty.url) == ("not marked as done yet", f"/campaigns/{campaign.slug}/timeline/")

    mark_happened(row, by=office, on=timezone.localdate())
    assert whose(campaign_dates) == []


def test_late_step_is_owed_still(campaign):
    row = step(campaign, planned_on=on(3, 1).date())

    assert whose(campaign_dates) == [(f"timeline-{row.pk}", None)]


def test_step_without_a_planned_day_is_never_due(campaign):
    step(campaign, planned_on=None, actual_on=on(6, 1).date())

    assert whose(campaign_dates) == []


def test_steps_are_narrowed_by_day_item_and_the_very_area(campaign, unit):
    row = step(campaign)
    later = step(campaign, planned_on=row.planned_on + timedelta(days=1))

    assert whose(campaign_dates, until=row.planned_on) == [(f"timeline-{row.pk}", None)]
    assert whose(campaign_dates, items={f"timeline-{later.pk}"}) == [(f"timeline-{later.pk}", None)]
    assert len(whose(campaign_dates, below=campaign.area.path)) == 2
    assert whose(campaign_dates, below=unit.path) == []


@pytest.mark.parametrize("number", [1, 20])
def test_steps_take_one_query_for_any_number_of_rows(campaign, number, django_assert_num_queries):
    for _each in range(number):
        step(campaign)

    with django_assert_num_queries(1):
        assert len([str(duty.reason) for duty in campaign_dates()]) == number
