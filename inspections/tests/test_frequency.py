from datetime import date, timedelta

import pytest

from core.workdays import Calendar
from inspections.models import DeadlineRule
from inspections.selectors.frequency import (
    by_level,
    candidates,
    gravest_first,
    intervals,
    narrowed,
    next_inspection_on,
    objects_of_inspection,
)
from inspections.tests.factories import RoundFactory
from inspections.tests.rounding import finished_visit

TODAY = date(2026, 6, 30)


@pytest.fixture
def inspected(drive):
    """The red firm 30 days ago, the orange one 89 days ago, the yellow one never."""
    drive.old_round = RoundFactory(campaign=drive.campaign)
    finished_visit(drive.firms[0], round=drive.old_round, day=TODAY - timedelta(days=30))
    finished_visit(drive.firms[1], round=drive.old_round, day=TODAY - timedelta(days=89))
    return drive


def standings(drive, **filters):
    rows = narrowed(objects_of_inspection(drive.campaign, TODAY), filters, TODAY)
    return {unit.name: unit.standing for unit in rows}


def test_unit_is_due_on_the_day_its_interval_is_over(inspected):
    assert standings(inspected) == {"第0厂": "due", "第1厂": "in_time", "第2厂": "never", "第3厂": "never"}


def test_unit_is_in_time_the_day_before(inspected):
    rows = narrowed(objects_of_inspection(inspected.campaign, TODAY), {}, TODAY - timedelta(days=1))

    assert rows.get(pk=inspected.firms[0].pk).standing == "in_time"


def test_last_visit_counts_and_supervision_does_not(inspected):
    finished_visit(inspected.firms[0], round=inspected.old_round, day=TODAY - timedelta(days=3))
    finished_visit(inspected.firms[2], round=inspected.old_round, day=TODAY, kind="supervision")

    found = standings(inspected)

    assert (found["第0厂"], found["第2厂"]) == ("in_time", "never")


def test_interval_follows_the_table_of_the_office(inspected):
    DeadlineRule.objects.filter(code="inspect_orange").update(value=80)
    DeadlineRule.objects.filter(code="inspect_red").update(retired=True)

    found = standings(inspected)

    assert (found["第0厂"], found["第1厂"]) == ("in_time", "due")


def test_interval_in_working_days_goes_by_the_calendar(inspected):
    DeadlineRule.objects.filter(code="inspect_red").update(value=20, unit="working_days")
    calendar = Calendar()

    interval = intervals(TODAY, calendar)["red"]

    assert interval.before == date(2026, 6, 2)
    assert interval.next_after(date(2026, 6, 2), calendar) == TODAY


def test_next_inspection_is_the_last_day_in_time(inspected):
    rows = narrowed(objects_of_inspection(inspected.campaign, TODAY), {}, TODAY)
    limits = intervals(TODAY, Calendar())

    found = {
        unit.name: next_inspection_on(unit.last_visit_on, limits.get(unit.risk_level), Calendar()) for unit in rows
    }

    assert found == {"第0厂": TODAY, "第1厂": TODAY + timedelta(days=1), "第2厂": None, "第3厂": None}


def test_levels_count_units_never_inspected_and_due(inspected):
    lines = [(line.level, line.units, line.never, line.due) for line in by_level(inspected.campaign, TODAY)]

    assert lines == [("red", 1, 0, 1), ("orange", 1, 0, 0), ("yellow", 1, 1, 0), ("blue", 0, 0, 0), ("none", 1, 1, 0)]


def test_list_is_narrowed_by_standing_level_industry_and_town(inspected):
    coal = inspected.firms[0].industry

    assert set(standings(inspected, standing="wanted")) == {"第0厂", "第2厂", "第3厂"}
    assert set(standings(inspected, standing="never", risk_level="none")) == {"第3厂"}
    assert set(standings(inspected, industry=coal)) == {"第0厂", "第2厂"}
    assert set(standings(inspected, below=inspected.towns[1])) == {"第2厂", "第3厂"}
    assert set(standings(inspected, kind=inspected.towns[0].kind)) == set()


def test_gravest_come_first(inspected):
    rows = gravest_first(narrowed(candidates(inspected.campaign, TODAY), {}, TODAY))

    assert [unit.name for unit in rows][:3] == ["第0厂", "第1厂", "第2厂"]


def test_candidates_are_all_units_of_the_area_that_take_part(inspected):
    gone = inspected.firms[3]
    gone.active_until = TODAY - timedelta(days=1)
    gone.save()

    names = {unit.name for unit in candidates(inspected.campaign, TODAY)}

    assert names == {"东镇", "西镇", "安委办", "应急局", "第0厂", "第1厂", "第2厂"}
