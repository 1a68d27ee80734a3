"""Totals and base tables say the same, whatever happens to records, units and the totals themselves."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.tests.factories import UserFactory
from activities.selectors.filtering import ActivityFilters
from campaigns.models import ActivityKind, Indicator
from reports.selectors.figures import View
from reports.selectors.panels import (
    counts_by_unit_below,
    hazards_by_unit_below,
    progress_by_unit_below,
)
from reports.selectors.reach import view_of
from reports.selectors.table_rows import COLUMNS, counted_records, counted_rows, counts_by_row
from tests.drawn import each_example_alone, examples
from tests.totals_world import ACTS, FIRST, NOW, World, active_units, by_records, by_totals, owed, untruths
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db

small = st.integers(0, 60)
steps_drawn = st.lists(st.tuples(st.sampled_from(ACTS), small, small, small), min_size=8, max_size=16)
APPROVED_OR_NOT = ActivityFilters(states=("approved", "submitted", "returned"))
# Looking for the smallest failing example would take minutes.
some = settings(
    max_examples=examples(10),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def views_of(world, readers):
    """Whole campaign, a unit and days of both, for whoever reads all, the office and a unit's liaison; one kind."""
    day = FIRST + timedelta(days=1)
    for unit in (None, world.unit(0), world.unit(1)):
        for days in ({}, {"day_from": day, "day_to": day}):
            filters = ActivityFilters(unit=unit, **days)
            yield View(world.campaign, filters)
            for reader in readers if not days else ():
                yield view_of(reader, world.campaign, filters)
    kind = ActivityKind.objects.all()[1]
    for days in ({}, {"day_to": day}):
        yield View(world.campaign, ActivityFilters(kinds=(kind,), **days))


@some
@given(steps=steps_drawn)
@each_example_alone
def test_totals_say_what_the_records_say_after_every_step(steps):
    world = World()
    readers = [UserFactory(role="office", unit=UnitFactory(parent=world.area))]
    readers.append(UserFactory(role="liaison", unit=world.unit(0)))
    for step in steps:
        world.act(*step)
        assert untruths() == []

    asked = 0
    for view in views_of(world, readers):
        by_total = by_totals(view, world.indicators)
        asked += by_total != (None, None, None)
        assert by_total == by_records(view, world.indicators)
        assert len(set(active_units(view))) == 1
        assert owed(view)[0] == owed(view)[1]
        assert owed(view, most=1)[0] == owed(view, most=1)[1]
    assert asked >= 3


@some
@given(steps=steps_drawn)
@each_example_alone
def test_panels_of_the_units_below_say_what_the_records_say(steps):
    world = World()
    for step in steps:
        world.act(*step)
    whole = View(world.campaign)
    units = list(world.area.children.all())
    activities = {int(row): number for row, number in counts_by_row(whole, world.area)[0].items() if row}
    hazards, progress = hazards_by_unit_below(whole), progress_by_unit_below(whole, NOW)
    for unit in units:
        of_unit = by_records(View(world.campaign, ActivityFilters(unit=unit)), [])

        assert counts_by_unit_below(whole).get(unit.pk, 0) == activities.get(unit.pk, 0)
        assert of_unit[2] in (None, progress.get(unit.pk, of_unit[2]))
        found = sorted((part.state, part.grade, part.number, part.overdue) for part in hazards.get(unit.pk, []))
        assert of_unit[1] in (None, found)


def by_both_ways(view, by, indicators):
    """Rows of a table out of the totals, and counted; without those that hold nothing."""
    for counts, values in (counted_rows(view, by, indicators), counted_records(view, by, indicators)):
        yield {key: number for key, number in counts.items() if number}, values


@some
@given(steps=steps_drawn)
@each_example_alone
def test_rows_of_tables_say_what_the_records_say(steps):
    world = World()
    for step in steps:
        world.act(*step)
    Indicator.objects.filter(code="participants").update(addition="max")
    indicators = Indicator.objects.exclude(addition="distinct")
    for view in (*views_of(world, []), View(world.campaign, APPROVED_OR_NOT)):
        for by in ("unit", *COLUMNS):
            by_totals, by_records = by_both_ways(view, by, indicators)

            assert by_totals == by_records, by
        below = {
            int(key): number for key, number in counts_by_row(view, view.filters.unit or world.area)[0].items() if key
        }
        assert {unit: number for unit, number in counts_by_unit_below(view).items() if number} == below
