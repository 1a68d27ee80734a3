"""Totals of units' shares: kept by triggers, and added up as the shares are counted."""

from datetime import UTC, datetime

import pytest

from accounts.tests.factories import UserFactory
from campaigns.models import Assignment, UnitAssignment
from campaigns.models.totals import SHARES
from campaigns.selectors.progress import Progress, share_totals, visible_share_totals
from campaigns.services.assignments import send_assignment, withdraw_assignment
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    CampaignFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from core.totals.keeping import drifts, fold, stale_records
from units.services.moving import set_parent
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
BEFORE, AFTER = datetime(2026, 6, 24, tzinfo=UTC), datetime(2026, 6, 26, tzinfo=UTC)


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def town(county):
    return UnitFactory(parent=county)


@pytest.fixture
def village(town):
    return UnitFactory(parent=town)


@pytest.fixture
def campaign(county):
    return CampaignFactory(area=county)


@pytest.fixture
def office(county):
    return UserFactory(role="office", unit=UnitFactory(parent=county))


def share(assignment, unit, state="open", **facts):
    if state == "done":
        facts["done_at"] = BEFORE
    if state == "waived":
        facts |= {"waived_by": assignment.created_by, "waived_why": "Closed"}
    return UnitAssignmentFactory(assignment=assignment, unit=unit, state=state, **facts)


def progress(campaign, unit=None, now=BEFORE):
    return share_totals(campaign, unit).progress(now)


def is_true():
    return drifts(SHARES) == [] and stale_records(SHARES) == 0


def test_shares_stand_by_stage_and_late_is_a_matter_of_the_hour(campaign, county, town, village):
    assignment = AssignmentFactory(campaign=campaign)
    share(assignment, county, "done")
    share(assignment, town, started_at=BEFORE)
    share(assignment, village)
    share(assignment, UnitFactory(parent=town), "waived")

    assert progress(campaign) == Progress(done=1, in_hand=1, not_started=1)
    assert progress(campaign, town, AFTER) == Progress(late=2)
    assert share_totals(campaign, village) is None
    assert is_true()


def test_what_is_sent_counts_and_what_is_withdrawn_does_not(campaign, office, town, village):
    draft = AssignmentFactory(campaign=campaign, state="draft", due_at=datetime(2099, 6, 25, tzinfo=UTC))
    AssignmentQuotaFactory(assignment=draft)
    share(draft, village)
    before = progress(campaign)

    send_assignment(draft, by=office)
    sent = progress(campaign)
    withdraw_assignment(draft, by=office, why="Rain")

    assert (before, sent, progress(campaign)) == (Progress(), Progress(not_started=1), Progress())
    assert is_true()


def test_each_change_of_a_share_moves_it(campaign, town, village):
    row = share(AssignmentFactory(campaign=campaign), village)
    rows = UnitAssignment.objects.filter(pk=row.pk)

    rows.update(started_at=BEFORE)
    begun = progress(campaign)
    rows.update(state="done", done_at=BEFORE)
    done = progress(campaign)
    row.delete()

    assert (begun, done, progress(campaign)) == (Progress(in_hand=1), Progress(done=1), Progress())
    assert is_true()


def test_a_changed_due_time_changes_what_is_late(campaign, town, village):
    assignment = AssignmentFactory(campaign=campaign)
    share(assignment, village)

    Assignment.objects.filter(pk=assignment.pk).update(due_at=datetime(2026, 6, 30, tzinfo=UTC))

    assert progress(campaign, now=AFTER) == Progress(not_started=1)


def test_progress_of_the_plan_counts_what_each_reader_may_see(campaign, county, town, village, office):
    item = PlanItemFactory(campaign=campaign)
    assignment = AssignmentFactory(campaign=campaign, plan_item=item)
    share(assignment, village, "done")
    share(assignment, UnitFactory(parent=UnitFactory(parent=county)))
    share(AssignmentFactory(campaign=campaign), village)
    liaison = UserFactory(role="liaison", unit=town)

    def seen(user, below=None):
        return visible_share_totals(campaign, user, below).progress_by_item(BEFORE)

    assert seen(office) == {item.pk: Progress(done=1, not_started=1)}
    assert seen(office, town) == seen(liaison) == seen(liaison, county) == {item.pk: Progress(done=1)}


def test_totals_say_nothing_of_shares_out_of_reach(campaign, county, town, village):
    elsewhere = UserFactory(role="office", unit=UnitFactory(parent=CountyFactory()))
    of_village = UserFactory(role="liaison", unit=village)

    assert visible_share_totals(campaign, elsewhere) is None
    assert visible_share_totals(campaign, of_village) is None
    assert visible_share_totals(campaign, UserFactory(role="liaison", unit=town), UnitFactory(parent=county)) is None


def test_a_unit_that_moves_takes_its_shares_along_and_folding_changes_nothing(campaign, county, town, village):
    other = UnitFactory(parent=county)
    UnitFactory(parent=other)
    share(AssignmentFactory(campaign=campaign), village)

    set_parent(village, other)
    moved = [progress(campaign, unit) for unit in (None, county, other)]
    assert fold(SHARES) > 0

    assert moved == [progress(campaign, unit) for unit in (None, county, other)] == [Progress(not_started=1)] * 3
    assert is_true()
