"""June 2026: the 1st is a Monday; the 19th to the 21st are the Dragon Boat holiday."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.tests.factories import PostFactory, UserFactory
from core.workdays import Calendar
from notifications.models import ReminderRule
from notifications.selectors.planning import plan_of, stage_day
from notifications.services.reminding import remind
from notifications.tests.sources import owe
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory(name="County")


@pytest.fixture
def people(county):
    """A post for each level, in a town under the county and a village under the town."""
    town = UnitFactory(name="Town", parent=county)
    village = UnitFactory(name="Village", parent=town)
    posts = {
        "liaison": PostFactory(person=UserFactory(), unit=village),
        "head": PostFactory(person=UserFactory(), unit=village, is_head=True),
        "superior": PostFactory(person=UserFactory(), unit=town),
        "office": PostFactory(person=UserFactory(), unit=county, role="office"),
        "leader": PostFactory(person=UserFactory(), unit=county, role="leader"),
    }
    return posts | {"village": village, "town": town}


def moment(*numbers):
    return datetime(*numbers, tzinfo=ZoneInfo("Asia/Shanghai"))


def told(plan):
    """(level, offset) of each line, by the person."""
    return {
        person: [(line.level, line.rule.offset) for line in lines] for person, lines in sorted(plan.by_person.items())
    }


def at(people, **levels):
    return {people[level].person_id: [(level, offset)] for level, offset in levels.items()}


@pytest.mark.parametrize(
    ("due_on", "offset", "day"),
    [
        (date(2026, 6, 12), -3, date(2026, 6, 9)),
        (date(2026, 6, 8), -1, date(2026, 6, 5)),  # a Sunday: told on Friday
        (date(2026, 6, 22), -3, date(2026, 6, 18)),  # the holiday's first day
        (date(2026, 6, 21), 0, date(2026, 6, 18)),
        (date(2026, 6, 18), 1, date(2026, 6, 22)),
        (date(2026, 6, 12), 8, date(2026, 6, 25)),
    ],
)
def test_stages_fall_on_working_days_and_never_late(due_on, offset, day):
    assert stage_day(due_on, offset, Calendar.load()) == day


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        (date(2026, 6, 8), {}),
        (date(2026, 6, 9), {"liaison": -3}),
        (date(2026, 6, 11), {"liaison": -1}),
        (date(2026, 6, 12), {"liaison": 0}),
        (date(2026, 6, 15), {"liaison": 1, "head": 1}),
        (date(2026, 6, 16), {"liaison": 2, "head": 2, "superior": 2}),
        (date(2026, 6, 18), {"liaison": 4, "head": 4, "superior": 4, "office": 4}),
        (date(2026, 6, 25), {"head": 8, "superior": 8, "office": 8, "leader": 8}),
    ],
)
def test_silence_reaches_one_level_after_the_other(owed, people, day, levels):
    owe(people["village"], date(2026, 6, 12))

    assert told(plan_of(day)) == dict(sorted(at(people, **levels).items()))


def test_a_line_says_which_levels_above_are_told_too(owed, people):
    owe(people["village"], date(2026, 6, 12))

    lines = {lines[0].level: lines[0].further for lines in plan_of(date(2026, 6, 18)).by_person.values()}

    assert lines == {
        "liaison": ("head", "superior", "office"),
        "head": ("superior", "office"),
        "superior": ("office",),
        "office": (),
    }


def test_a_stage_no_later_than_the_handing_out_is_not_told(owed, people):
    owe(people["village"], date(2026, 6, 12), since=date(2026, 6, 11))

    assert told(plan_of(date(2026, 6, 11))) == {}
    assert told(plan_of(date(2026, 6, 12))) == at(people, liaison=0)


def test_a_missed_stage_is_told_once_and_marked_late(owed, people):
    owe(people["village"], date(2026, 6, 12))

    plan = plan_of(date(2026, 6, 10))

    assert told(plan) == at(people, liaison=-3)
    assert [line.is_late for line in plan.by_person[people["liaison"].person_id]] == [True]


def test_of_several_missed_stages_only_the_last_is_told(owed, people):
    owe(people["village"], date(2026, 6, 12))

    assert told(plan_of(date(2026, 6, 15))) == dict(sorted(at(people, liaison=1, head=1).items()))


def test_what_was_told_is_not_planned_again(owed, people, county):
    owe(people["village"], date(2026, 6, 12))
    remind(moment(2026, 6, 9, 8))

    assert told(plan_of(date(2026, 6, 9))) == {}
    assert told(plan_of(date(2026, 6, 10))) == {}


def test_a_moved_due_day_begins_its_stages_anew(owed, people):
    duty = owe(people["village"], date(2026, 6, 12))
    remind(moment(2026, 6, 9, 8))
    owed.remove(duty)
    owe(people["village"], date(2026, 6, 26), item=duty.item)

    assert told(plan_of(date(2026, 6, 22))) == {}
    assert told(plan_of(date(2026, 6, 23))) == at(people, liaison=-3)


def test_handing_over_a_post_hands_over_its_reminders(owed, people):
    owe(people["village"], date(2026, 6, 12))
    remind(moment(2026, 6, 9, 8))
    successor = UserFactory()
    with_post = hand_over(people["liaison"], successor, date(2026, 6, 10))

    (line,) = plan_of(date(2026, 6, 10)).by_person[successor.pk]

    assert (line.post, line.rule.offset, line.is_taken_over, line.is_late) == (with_post, -3, True, False)
    assert list(plan_of(date(2026, 6, 10)).by_person) == [successor.pk]


def hand_over(post, successor, day):
    """As accounts leaves the posts after a hand-over on the day."""
    post.valid_until = day - timedelta(days=1)
    post.save(update_fields=["valid_until"])
    return PostFactory(person=successor, unit=post.unit, valid_from=day, line=post)


def test_a_unit_without_a_liaison_goes_to_its_superior_and_onto_the_offices_list(owed, people):
    people["liaison"].delete()
    people["head"].delete()
    owe(people["village"], date(2026, 6, 12))

    plan = plan_of(date(2026, 6, 9))

    assert told(plan) == dict(
        sorted({people["superior"].person_id: [("liaison", -3)], people["office"].person_id: [("office", 0)]}.items())
    )
    assert plan.by_person[people["office"].person_id][0].duty.item == f"unit-{people['village'].pk}"


def test_a_liaison_who_may_no_longer_sign_in_is_missed_from_that_day(owed, people):
    """Whatever was told of the time before the post was given."""
    people["head"].delete()
    before = {"valid_from": date(2025, 1, 1), "valid_until": date(2025, 12, 31)}
    PostFactory(person=UserFactory(), unit=people["village"], **before)
    people["liaison"].valid_from = date(2026, 6, 1)
    people["liaison"].save()
    people["liaison"].person.is_active = False
    people["liaison"].person.save()
    owe(people["village"], date(2026, 6, 12))

    for day, offset in ((9, 0), (11, 2), (15, 4)):
        plan = remind(moment(2026, 6, day, 9))
        [line] = [line for line in plan.by_person[people["office"].person_id] if line.duty.kind == "no-liaison"]
        assert (line.duty.due_on, line.rule.offset) == (date(2026, 6, 9), offset)


def test_a_person_reached_at_two_levels_gets_one_line(owed, people):
    PostFactory(person=people["liaison"].person, unit=people["village"].parent)
    people["superior"].delete()
    owe(people["village"], date(2026, 6, 12))

    lines = plan_of(date(2026, 6, 16)).by_person[people["liaison"].person_id]

    assert [(line.level, line.rule.offset) for line in lines] == [("liaison", 2)]


def test_the_office_of_a_county_is_told_of_its_own_area_only(owed, people):
    other = CountyFactory()
    PostFactory(person=UserFactory(), unit=other, role="office")
    owe(None, date(2026, 6, 12), area=people["village"])

    assert told(plan_of(date(2026, 6, 12))) == {people["office"].person_id: [("liaison", 0)]}


def test_an_edited_rule_is_the_one_that_counts(owed, people):
    ReminderRule.objects.filter(kind="assignment").exclude(offset=-1).delete()
    ReminderRule.objects.filter(kind="assignment").update(levels=["office"])
    owe(people["village"], date(2026, 6, 12))

    assert told(plan_of(date(2026, 6, 9))) == {}
    assert told(plan_of(date(2026, 6, 11))) == {people["office"].person_id: [("office", -1)]}


def test_planning_costs_the_same_queries_for_one_unit_and_twenty(owed, people, django_assert_num_queries):
    def plan_with(number):
        for _each in range(number):
            unit = UnitFactory(parent=people["town"])
            PostFactory(person=UserFactory(), unit=unit)
            owe(unit, date(2026, 6, 12))
        with django_assert_num_queries(7):
            return plan_of(date(2026, 6, 12)).lines

    assert plan_with(1) == 1
    assert plan_with(19) == 20


def test_who_takes_over_after_the_last_stage_is_told_what_is_open(owed, people):
    owe(people["village"], date(2026, 6, 12))
    remind(moment(2026, 6, 25, 8))
    successor = UserFactory()
    hand_over(people["liaison"], successor, date(2026, 6, 29))

    plan = plan_of(date(2026, 6, 29))

    assert {
        person: [(line.level, line.is_taken_over) for line in lines] for person, lines in plan.by_person.items()
    } == {successor.pk: [("liaison", True)]}
    remind(moment(2026, 6, 29, 8))
    assert told(plan_of(date(2026, 6, 30))) == {}


def test_the_offices_own_unit_needs_no_liaison(owed, people, county):
    own = UnitFactory(name="Office", parent=county)
    officer = PostFactory(person=UserFactory(), unit=own, role="office")
    owe(own, date(2026, 6, 12))

    assert told(plan_of(date(2026, 6, 12))) == {
        person: [("liaison", 0)] for person in sorted([people["office"].person_id, officer.person_id])
    }
