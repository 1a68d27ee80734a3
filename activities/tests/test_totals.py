"""Totals of activities: kept by triggers, whatever happens to a record, its parts and its unit."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from accounts.tests.factories import UserFactory
from activities.models import Activity, ActivityDelta, ActivityTotal, IndicatorValue, UnsaidValue
from activities.models.totals import ACTIVITIES
from activities.selectors.filtering import APPROVED, APPROVED_AND_WAITING, EVERYTHING, ActivityFilters
from activities.selectors.listing import filtered
from activities.selectors.totals import COUNTED_STATES, counts_seen, totals_of
from activities.tests.factories import ActivityFactory
from campaigns.models import ActivityKind, Entry, Indicator, Linkage
from campaigns.tests.factories import CampaignFactory, PlanItemFactory
from core.figures import Figure, Qualifier
from core.totals.installing import sum_days
from core.totals.keeping import drifts, fold, rebuild, stale_records, tail_length
from core.totals.models import NO_DAY
from units.models import Unit
from units.services.moving import set_parent
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 18)


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


def approved(campaign, unit, **figures):
    return ActivityFactory(campaign=campaign, unit=unit, state="approved", **figures)


def at(campaign, unit, **filters):
    return totals_of(campaign, ActivityFilters(unit=unit, states=APPROVED, **filters))


def is_true():
    return drifts(ACTIVITIES) == [] and stale_records(ACTIVITIES) == 0


def test_an_activity_counts_at_every_unit_above(campaign, county, town, village):
    approved(campaign, village)

    assert (at(campaign, None).count(), at(campaign, town).count()) == (1, 1)
    assert at(campaign, village) is None


def test_a_joint_activity_counts_once_where_its_units_meet(campaign, county, town, village):
    other = UnitFactory(parent=UnitFactory(parent=county))
    approved(campaign, village).co_organisers.add(other)

    counts = [at(campaign, unit).count() for unit in (county, town, other.parent)]
    assert counts == [1, 1, 1]
    assert at(campaign, county).units() == 2
    assert is_true()


def test_the_state_moves_a_record_from_one_sum_to_the_other(campaign, county, town):
    activity = ActivityFactory(campaign=campaign, unit=town, state="submitted")
    before = at(campaign, county).count()
    both = totals_of(campaign, ActivityFilters(states=APPROVED_AND_WAITING)).count()

    Activity.objects.filter(pk=activity.pk).update(
        state="approved", reviewed_by=activity.created_by, reviewed_at=activity.created_at
    )

    assert (before, both, at(campaign, county).count()) == (0, 1, 1)
    assert is_true()


def test_figures_keep_their_qualifier_and_unknown_is_not_zero(campaign, county, town):
    materials, banners = Indicator.objects.get(code="materials"), Indicator.objects.get(code="banners")
    for value, qualifier in ((40_000, "over"), (5, "exact"), (None, "exact")):
        activity = approved(campaign, town)
        IndicatorValue.objects.create(activity=activity, indicator=materials, value=value, qualifier=qualifier)

    known = at(campaign, county).known_figures([materials, banners])

    assert known == {"materials": (Figure(40_005, Qualifier.OVER), 2), "banners": (Figure(None), 0)}


def test_parts_added_changed_and_taken_away_are_followed(campaign, county, town):
    activity, linkage = approved(campaign, town), Linkage.objects.all()[0]
    materials = Indicator.objects.get(code="materials")
    value = IndicatorValue.objects.create(activity=activity, indicator=materials, value=7)
    activity.linkages.add(linkage)
    activity.entries.add(Entry.objects.all()[0])
    IndicatorValue.objects.filter(pk=value.pk).update(value=9)
    with_parts = at(campaign, county).counts("linkage"), at(campaign, county).known_figures([materials])

    activity.linkages.clear()
    value.delete()

    assert with_parts == ({linkage.pk: 1}, {"materials": (Figure(9), 1)})
    assert at(campaign, county).counts("linkage") == {0: 1}
    assert at(campaign, county).known_figures([materials]) == {"materials": (Figure(None), 0)}
    assert is_true()


def test_a_unit_that_moves_takes_its_records_along(campaign, county, town, village):
    approved(campaign, village)
    other = UnitFactory(parent=county)
    UnitFactory(parent=other)

    set_parent(village, other)

    assert [at(campaign, unit).count() for unit in (county, other)] == [1, 1]
    # Nothing lies below the town any more, so it is counted without totals.
    assert at(campaign, town) is None
    assert is_true()


def test_a_unit_gets_totals_with_the_first_unit_below_it(campaign, county, town):
    approved(campaign, town)
    before = at(campaign, town)

    UnitFactory(parent=town)

    # As the next request finds it.
    assert (before, at(campaign, Unit.objects.get(pk=town.pk)).count()) == (None, 1)
    assert is_true()


def test_a_deleted_record_is_counted_nowhere(campaign, county, town):
    activity = approved(campaign, town)
    activity.linkages.add(Linkage.objects.all()[0])

    activity.delete()

    assert (at(campaign, county).facts, at(campaign, county).units()) == ({}, 0)
    assert is_true()


def test_folding_changes_no_number(campaign, county, town):
    first, second = approved(campaign, town), approved(campaign, town)
    first.co_organisers.add(county)
    before = at(campaign, county).count()
    assert fold(ACTIVITIES) > 0

    second.delete()

    assert ActivityDelta.objects.exists()
    assert before == 2
    assert at(campaign, county).count() == 1
    assert fold(ACTIVITIES) > 0
    assert (tail_length(ACTIVITIES, most=10), at(campaign, county).count()) == (0, 1)


def test_a_wrong_total_is_found_and_mended(campaign, county, town):
    approved(campaign, town, starts_on=DAY)
    fold(ACTIVITIES)
    ActivityTotal.objects.filter(node=county.pk, facet="all").update(number=5)

    of_all_days, of_a_day = drifts(ACTIVITIES)
    rebuild(ACTIVITIES)

    assert (of_all_days.fact[-1], of_a_day.fact[-1]) == (NO_DAY, DAY)
    for found in (of_all_days, of_a_day):
        assert (found.node, found.fact[1], found.true, found.kept) == (county.pk, "all", (1, 0, 0), (5, 0, 0))
    assert is_true()


def test_sums_of_all_days_are_made_of_those_of_each_day(campaign, town):
    approved(campaign, town, starts_on=DAY)
    approved(campaign, town, starts_on=DAY + timedelta(days=1), figures={"materials": 7})
    fold(ACTIVITIES)
    ActivityTotal.objects.filter(day=NO_DAY).exclude(facet="unit").delete()
    assert not is_true()

    with connection.cursor() as cursor:
        cursor.execute(sum_days(ACTIVITIES))

    assert is_true()


@pytest.fixture
def of_all_kinds(campaign, town, village):
    """Two activities of each state, and what narrows a list to some of them."""
    item, kind = PlanItemFactory(campaign=campaign), ActivityKind.objects.get(code="drill")
    linkages, entries, indicator = Linkage.objects.all(), Entry.objects.all(), Indicator.objects.get(code="posts")
    for number, state in enumerate(Activity.State.values * 2):
        facts = {"kind": kind} if number % 2 else {"plan_item": item}
        row = ActivityFactory(campaign=campaign, unit=(town, village)[number % 2], state=state, **facts)
        row.linkages.set(linkages[: number % 3])
        row.entries.set(entries[: number % 3])
        IndicatorValue.objects.create(activity=row, indicator=indicator, value=number if number % 2 else None)
    narrowed = [{"kinds": (kind,)}, {"plan_item": item}, {"no_plan_item": True}, {"linkages": (linkages[0],)}]
    return [*narrowed, {"entries": (entries[0],)}, {"indicator": indicator}, {"day_from": row.starts_on}, {}]


def test_a_list_is_as_long_as_its_totals_say(campaign, county, town, of_all_kinds):
    office = UserFactory(role="office", unit=UnitFactory(parent=county))
    liaison = UserFactory(role="liaison", unit=town)

    for reader, unit in ((office, None), (office, town), (liaison, town)):
        for more in of_all_kinds:
            filters = ActivityFilters(unit=unit, **more)
            rows = filtered(campaign, reader, filters)
            counted = {state: rows.filter(state=state).count() for state in COUNTED_STATES}
            assert dict.fromkeys(COUNTED_STATES, 0) | counts_seen(campaign, reader, filters) == counted, more


def test_two_filters_more_and_what_is_shared_with_a_unit_are_counted(campaign, county, town, of_all_kinds):
    office = UserFactory(role="office", unit=UnitFactory(parent=county))
    liaison = UserFactory(role="liaison", unit=town)
    both = ActivityFilters(**of_all_kinds[0], **of_all_kinds[1])

    assert (counts_seen(campaign, office, both), counts_seen(campaign, liaison, EVERYTHING)) == (None, None)


def test_what_is_taken_back_was_never_counted(campaign, county, town):
    with transaction.atomic():
        approved(campaign, town)
        transaction.set_rollback(True)

    assert at(campaign, county).count() == 0


def test_what_is_unsaid_is_kept_at_every_unit_and_its_kind_until_it_is_said(campaign, county, town, village):
    guest = UnitFactory(parent=county)
    activity = approved(campaign, village, figures={"materials": 3, "banners": None})
    activity.co_organisers.add(guest)
    banners = Indicator.objects.get(code="banners")

    kept = UnsaidValue.objects.filter(indicator=banners.pk, activity=activity.pk, host=village.pk)
    assert set(kept.values_list("node", flat=True)) == {county.pk, town.pk, village.pk, guest.pk, -activity.kind_id}
    assert UnsaidValue.objects.count() == 5

    activity.values.filter(indicator=banners).update(value=0)
    assert not UnsaidValue.objects.exists()


def test_rows_beside_the_totals_that_say_otherwise_are_found_and_mended(campaign, village):
    approved(campaign, village, figures={"banners": None})
    UnsaidValue.objects.update(host=1)

    assert stale_records(ACTIVITIES) == 2 * UnsaidValue.objects.count()

    rebuild(ACTIVITIES)
    assert is_true()
    assert set(UnsaidValue.objects.values_list("host", flat=True)) == {village.pk}
