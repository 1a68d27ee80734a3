from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from accounts.tests.factories import UserFactory
from campaigns.models import TimelineEntry
from campaigns.selectors.timeline import timeline_of
from campaigns.services.timeline import (
    add_timeline_entry,
    delete_timeline_entry,
    mark_happened,
    update_timeline_entry,
)
from campaigns.tests.factories import CampaignFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026", area=CountyFactory())


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(parent=campaign.area), name="马安")


def entry(campaign, title="step", **facts):
    return TimelineEntry.objects.create(campaign=campaign, **{"kind": "task", "title": title} | facts)


@pytest.mark.parametrize(
    ("days", "colour", "days_late"),
    [
        ({"planned_on": date(2026, 6, 9)}, "red", 1),
        ({"planned_on": date(2026, 6, 10)}, "yellow", 0),
        ({"planned_on": date(2026, 6, 11)}, "blue", 0),
        ({"planned_on": date(2026, 6, 1), "actual_on": date(2026, 6, 4)}, "green", 3),
        ({"actual_on": date(2026, 6, 4)}, "green", 0),
    ],
)
def test_late_is_a_fact_of_the_planned_day(campaign, office, days, colour, days_late):
    entry(campaign, **days)

    [line] = timeline_of(campaign, user=office, today=TODAY)

    assert (line.colour, line.days_late) == (colour, days_late)


def test_what_was_never_planned_stands_at_the_day_it_happened(campaign, office):
    entry(campaign, "c", planned_on=date(2026, 6, 3))
    entry(campaign, "b", actual_on=date(2026, 6, 2))
    entry(campaign, "a", planned_on=date(2026, 6, 1))

    assert [line.entry.title for line in timeline_of(campaign, user=office, today=TODAY)] == ["a", "b", "c"]


def test_add_timeline_entry_wants_a_day(campaign, office):
    with pytest.raises(DomainError, match="planned or the actual day"):
        add_timeline_entry(campaign, by=office, kind="task", title="x")


def test_an_entry_without_any_day_breaks_a_constraint(campaign):
    with pytest.raises(IntegrityError):
        entry(campaign)


def test_history_shows_the_day_as_a_day_and_no_bookkeeping(campaign, office):
    row = entry(campaign, planned_on=TODAY)

    mark_happened(row, by=office, on=TODAY)

    assert [(change.old, change.new) for change in history_of(row)[0].changes] == [(None, TODAY)]


def test_mark_happened_sets_the_day_once(campaign, office):
    row = entry(campaign, planned_on=TODAY)
    mark_happened(row, by=office, on=TODAY)

    mark_happened(row, by=office, on=date(2026, 6, 12))

    row.refresh_from_db()
    assert (row.actual_on, row.version, next(item.by for item in history_of(row))) == (TODAY, 2, "马安")


def test_mark_happened_is_refused_to_a_leader(campaign):
    row, leader = entry(campaign, planned_on=TODAY), UserFactory(role="leader", unit=campaign.area)

    with pytest.raises(PermissionDenied):
        mark_happened(row, by=leader, on=TODAY)

    row.refresh_from_db()
    assert row.actual_on is None


def test_update_timeline_entry_is_refused_on_an_older_version(campaign, office):
    row = entry(campaign, planned_on=TODAY)
    update_timeline_entry(row, by=office, version=1, title="theirs")

    with pytest.raises(EditConflict):
        update_timeline_entry(row, by=office, version=1, title="mine")


def test_delete_timeline_entry_keeps_the_reason(campaign, office):
    row = entry(campaign, planned_on=TODAY)
    gone = TimelineEntry(pk=row.pk)

    delete_timeline_entry(row, by=office, why="Cancelled")

    assert [(item.label, item.why) for item in history_of(gone)][:1] == [("delete", "Cancelled")]


def test_the_page_filters_by_kind(client, campaign, office):
    client.force_login(office)
    entry(campaign, "a task", planned_on=TODAY)
    entry(campaign, "a meeting", kind="meeting", planned_on=TODAY)

    page = client.get(reverse("campaigns:timeline", args=["2026"]), {"kind": "meeting"})

    assert [line.entry.title for line in page.context["lines"]] == ["a meeting"]
