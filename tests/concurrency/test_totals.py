"""Totals stay exact while many write at once, units move and a fold runs all the time."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from activities.models import IndicatorValue
from activities.services.review import approve_activity
from activities.tests.county import build_county
from activities.tests.factories import ActivityFactory
from campaigns.models import ActivityKind, Assignment
from campaigns.selectors.progress import Progress, share_totals
from campaigns.services.assignments import add_units, send_assignment
from campaigns.tests.factories import AssignmentFactory, AssignmentQuotaFactory
from core.totals.keeping import fold
from core.totals.kinds import kinds
from reports.selectors.figures import View
from tests.concurrency.threads import all_at_once
from tests.totals_world import NOW, World, by_records, by_totals, owed, untruths
from units.models import Unit
from units.services.moving import set_parent
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.usefixtures("committed")
TIMES = 8


class Meanwhile:
    """Runs acts at once, and others again and again until the first are through."""

    def __init__(self, *acts: Callable) -> None:
        self.acts, self.left, self.lock = acts, len(acts), threading.Lock()

    def with_others(self, *others: Callable) -> list:
        """What the acts returned, then what each time of the others returned."""
        acts = [lambda act=act: self._once(act) for act in self.acts]
        return all_at_once(*acts, *[lambda act=act: self._again(act) for act in others])

    def _once(self, act: Callable) -> object:
        try:
            return act()
        finally:
            with self.lock:
                self.left -= 1

    def _again(self, act: Callable) -> list:
        said = [act()]
        while self.left:
            said.append(act())
        return said


def logging(world, unit):
    """Somebody who logs one activity after the other at one unit on one day."""
    facts = {"campaign": world.campaign, "kind": ActivityKind.objects.all()[0], "created_by": world.people[0]}

    def act():
        for number in range(TIMES):
            with transaction.atomic():
                ActivityFactory(**facts, unit=unit, figures={"materials": number, "banners": None})

    return act


def moving(unit, *parents):
    def act():
        for number in range(TIMES):
            parent = parents[number % len(parents)]
            set_parent(Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=parent.pk))

    return act


def fold_all():
    return sum(fold(kind) for kind in kinds())


def differing(world):
    """What totals and records say otherwise in one snapshot."""
    view = View(world.campaign)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        said = by_totals(view, world.indicators), by_records(view, world.indicators)
        named = owed(view)
        return [] if said[0] == said[1] and named[0] == named[1] and not untruths() else [said, named]


def test_every_snapshot_is_exact_while_six_write_and_units_move():
    world = World()
    first, second, alone, village = world.units[0], world.units[1], world.units[2], world.units[3]
    busy = [logging(world, village) for _ in range(4)] + [logging(world, alone), moving(village, second, first)]

    answers = Meanwhile(*busy).with_others(fold_all, lambda: differing(world))

    assert answers[:6] == [None] * 6
    assert [said for said in answers[7] if said] == []
    assert View(world.campaign).totals.count() == 5 * TIMES
    assert untruths() == []


def test_approvals_and_values_of_one_activity_at_once_are_all_counted():
    county = build_county()
    UnitFactory(parent=county.unit)
    activity = ActivityFactory(campaign=county.campaign, unit=county.unit, state="submitted")
    known = View(county.campaign).totals
    indicators = World().indicators[:5]

    def say(indicator):
        IndicatorValue.objects.create(activity=activity, indicator=indicator, value=7)

    answers = all_at_once(
        lambda: approve_activity(activity, by=county.office).state,
        *[lambda row=row: say(row) for row in indicators],
        fold_all,
    )

    assert (answers[0], answers[1:6]) == ("approved", [None] * 5)
    assert (known.count(), untruths()) == (1, [])


def test_units_added_while_an_assignment_is_sent_are_owed():
    county = build_county()
    units = [UnitFactory(parent=county.campaign.area) for _ in range(6)]
    drafts = AssignmentFactory.create_batch(4, campaign=county.campaign, state="draft", due_at=NOW.replace(year=2099))
    for draft in drafts:
        AssignmentQuotaFactory(assignment=draft)
        add_units(draft, units[:1], by=county.office)

    for draft in drafts:
        rows = [lambda unit=unit, draft=draft: add_bare(draft, unit) for unit in units[1:]]
        all_at_once(lambda draft=draft: send_assignment(draft, by=county.office), *rows)

    assert set(Assignment.objects.filter(pk__in=[row.pk for row in drafts]).values_list("state", flat=True)) == {"sent"}
    assert share_totals(county.campaign).progress(NOW) == Progress(not_started=24)
    assert untruths() == []


def add_bare(draft, unit):
    """As a command would, without the lock that the service takes on the assignment."""
    draft.units.create(unit=unit)
