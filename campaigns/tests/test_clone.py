from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.tests.factories import UserFactory
from campaigns.models import Campaign, CommitteeSeat, PlanItem, TimelineEntry
from campaigns.selectors.clone import rows_to_clone, suggested_facts
from campaigns.services.clone import clone_campaign
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    CampaignFactory,
    EntrySetFactory,
    IndicatorFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from core.dates import shift
from core.history import history_of
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return CampaignFactory(
        slug="2026",
        area=CountyFactory(),
        name="2026年安全生产月",
        state="archived",
        local_edition=33,
        local_first_year=1994,
    )


@pytest.fixture
def office(source):
    return UserFactory(role="office", unit=UnitFactory(parent=source.area), name="马安")


def facts(**changes):
    return {
        "slug": "2027",
        "name": "2027年安全生产月",
        "year": 2027,
        "starts_on": date(2027, 6, 1),
        "ends_on": date(2027, 6, 30),
        "entry_set": EntrySetFactory(),
    } | changes


def clone(source, office, **take):
    return clone_campaign(source, by=office, take=take, **facts())


def test_every_row_is_shown_with_its_old_and_new_day(source):
    PlanItemFactory(campaign=source, title="咨询", number=1, due_on=date(2026, 6, 10))
    TimelineEntry.objects.create(campaign=source, kind="notice", title="印发方案", actual_on=date(2026, 5, 18))
    CommitteeSeat.objects.create(campaign=source, kind="head", post="副县长")

    rows = rows_to_clone(source, parts=["plan", "seats", "timeline"], starts_on=date(2027, 6, 1))

    assert [(row.part, row.was, row.becomes) for row in rows] == [
        ("plan", date(2026, 6, 10), date(2027, 6, 9)),
        ("seats", None, None),
        ("timeline", date(2026, 5, 18), date(2027, 5, 17)),
    ]


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_a_moved_day_keeps_its_weekday(day, new_start):
    assert shift(day, date(2026, 6, 1), new_start).weekday() == day.weekday()


def test_editions_of_the_new_year_are_suggested(source):
    suggested = suggested_facts(source, starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 30))

    assert [suggested[name] for name in ("slug", "name", "national_edition", "local_edition")] == [
        "2027",
        "2027年安全生产月",
        26,
        34,
    ]


def test_clone_is_a_draft_that_names_its_pattern(source, office):
    campaign = clone(source, office)

    assert (campaign.state, campaign.cloned_from) == ("draft", source)
    assert {(entry.by, entry.why) for entry in history_of(campaign)} == {("马安", "Cloned from “2026年安全生产月”")}


def test_items_of_a_left_out_parent_move_up(source, office):
    top = PlanItemFactory(campaign=source, title="top")
    middle = PlanItemFactory(campaign=source, title="middle", parent=top)
    low = PlanItemFactory(campaign=source, title="low", parent=middle)

    campaign = clone(source, office, plan={top.pk: None, low.pk: date(2027, 6, 9)})

    copies = PlanItem.objects.filter(campaign=campaign).values_list("title", "parent__title", "due_on")
    assert list(copies) == [("top", None, None), ("low", "top", date(2027, 6, 9))]


def test_an_assignment_keeps_its_local_hour_units_and_quotas(source, office):
    item, gone = PlanItemFactory(campaign=source), UnitFactory(active_until=date(2026, 12, 31))
    due_at = timezone.make_aware(datetime(2026, 6, 25, 18, 30))
    old = AssignmentFactory(campaign=source, plan_item=item, due_at=due_at)
    AssignmentQuotaFactory(assignment=old, indicator=IndicatorFactory(), at_least=2)
    stays = UnitAssignmentFactory(assignment=old, state="done", done_at=due_at).unit
    UnitAssignmentFactory(assignment=old, unit=gone)

    campaign = clone(source, office, plan={item.pk: None}, assignments={old.pk: date(2027, 6, 24)})

    copy = campaign.assignments.get()
    assert (copy.state, timezone.localtime(copy.due_at)) == (
        "draft",
        timezone.make_aware(datetime(2027, 6, 24, 18, 30)),
    )
    assert [(row.unit, row.state) for row in copy.units.all()] == [(stays, "open")]
    assert [(quota.indicator.code, quota.at_least) for quota in copy.quotas.all()] == [("materials", 2)]
    assert copy.plan_item == campaign.plan_items.get()


def test_a_merged_unit_is_followed_to_the_one_that_stays(source, office):
    keeper = UnitFactory()
    item = PlanItemFactory(campaign=source, lead=UnitFactory(merged_into=keeper))

    campaign = clone(source, office, plan={item.pk: None})

    assert campaign.plan_items.get().lead == keeper


def test_seats_come_by_post_without_person_and_days(source, office):
    seat = CommitteeSeat.objects.create(campaign=source, kind="head", post="副县长", person="某某")

    campaign = clone(source, office, seats={seat.pk: None})

    copy = campaign.seats.get()
    assert (copy.kind, copy.post, copy.person, copy.valid_from) == ("head", "副县长", "", None)


def test_nothing_is_saved_when_one_row_fails(source, office):
    old = AssignmentFactory(campaign=source)

    with pytest.raises(AssertionError):
        clone(source, office, assignments={old.pk: None})

    assert Campaign.objects.count() == 1


def test_clone_is_refused_to_the_office_of_another_county(source):
    with pytest.raises(PermissionDenied):
        clone(source, UserFactory(role="office"))

    assert Campaign.objects.count() == 1


def page(source):
    parts = "&".join(f"parts={part}" for part in ("plan", "seats", "timeline", "assignments"))
    return f"{reverse('campaigns:campaign_clone', args=[source.slug])}?starts_on=2027-06-01&ends_on=2027-06-30&{parts}"


def typed(**changes):
    plain = {"slug": "2027", "name": "Month 2027", "year": "2027", "season": "month", "national_edition": "26"}
    days = {"starts_on": "2027-06-01", "ends_on": "2027-06-30"}
    return plain | days | {"entry_set": EntrySetFactory().pk} | changes


def test_the_page_saves_the_days_as_corrected_and_leaves_out_what_is_not_ticked(client, source, office):
    client.force_login(office)
    kept = TimelineEntry.objects.create(campaign=source, kind="task", title="kept", planned_on=date(2026, 6, 10))
    TimelineEntry.objects.create(campaign=source, kind="task", title="left", planned_on=date(2026, 6, 12))

    client.post(page(source), typed(**{f"take_timeline_{kept.pk}": "on", f"on_timeline_{kept.pk}": "2027-06-16"}))

    entries = TimelineEntry.objects.filter(campaign__slug="2027").values_list("title", "planned_on")
    assert list(entries) == [("kept", date(2027, 6, 16))]


def test_the_page_asks_for_a_day_that_was_emptied(client, source, office):
    client.force_login(office)
    entry = TimelineEntry.objects.create(campaign=source, kind="task", title="step", planned_on=date(2026, 6, 10))

    answer = client.post(page(source), typed(**{f"take_timeline_{entry.pk}": "on", f"on_timeline_{entry.pk}": ""}))

    assert "Give the new day, or take the tick away." in answer.text
    assert Campaign.objects.count() == 1
