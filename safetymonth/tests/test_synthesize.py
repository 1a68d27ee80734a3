"""The synthetic county: so many records, the same each time, all constraints kept."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count

from activities.models import Activity, IndicatorValue
from activities.models.totals import ActivityNow
from campaigns.models import UnitAssignment
from core.totals.keeping import drifts, stale_records
from core.totals.kinds import kinds
from core.totals.models import NO_DAY
from inspections.models import Hazard
from inspections.services.filing import open_ledger, take_serials
from safetymonth.synthesis import rows
from safetymonth.synthesis.copying import synthesize
from units.models import Unit

pytestmark = pytest.mark.django_db


def test_synthesis_makes_as_many_as_asked():
    campaign = synthesize(units=45, activities=120)

    assert Unit.objects.below(campaign.area.path).count() == 46
    assert campaign.activities.count() == 120
    assert IndicatorValue.objects.filter(activity__campaign=campaign).count() == 120 * rows.FIGURES
    assert UnitAssignment.objects.filter(assignment__campaign=campaign).count() == 450


def test_synthesis_puts_every_unit_where_its_path_says():
    synthesize(units=45, activities=0)

    for unit in Unit.objects.exclude(parent=None).select_related("parent"):
        assert unit.path == f"{unit.parent.path}{unit.pk}/"


def test_synthesis_grows_a_tree_of_towns_villages_and_units():
    synthesize(units=1000, activities=0)

    kinds = Unit.objects.exclude(parent=None).values_list("kind__code", "parent__kind__code")
    assert Counter(kinds) == {("town", "county"): 2, ("village", "town"): 40, ("department", "village"): 958}


def test_synthesis_counts_what_it_makes():
    campaign = synthesize(units=45, activities=120, hazards=20)

    assert [drift for kind in kinds() for drift in drifts(kind)] == []
    assert [stale_records(kind) for kind in kinds()] == [0, 0, 0]
    counted = ActivityNow.objects.filter(campaign=campaign.pk, node=campaign.area_id, facet="all", day__gt=NO_DAY)
    assert sum(counted.values_list("number", flat=True)) == campaign.activities.exclude(state="draft").count()


def test_synthesis_puts_back_what_it_took_from_the_tables():
    before = _guards()

    synthesize(units=45, activities=20, hazards=20)

    assert _guards() == before


def _guards():
    """Foreign keys, constraints, indexes and switched-on triggers of all tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint UNION ALL "
            "SELECT indexname, indexdef FROM pg_indexes UNION ALL "
            "SELECT tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
        )
        return cursor.fetchall()


def test_synthesis_rates_the_units_of_towns_as_a_county_is_rated():
    synthesize(units=2000, activities=0)

    levels = Counter(Unit.objects.filter(kind__code="department").values_list("risk_level", flat=True))
    assert list(dict(levels.most_common())) == ["blue", "yellow", "orange", "red"]
    assert not Unit.objects.filter(kind__code="department", industry=None).exists()
    assert not Unit.objects.filter(kind__code="town").exclude(risk_level="", industry=None).exists()


def test_made_up_activities_are_the_same_each_time():
    known = rows.Known(1, "/1/", 1, 1, 2, 3, 4, [9], [1, 2], [1, 2, 3, 4], [1, 2], [1, 2], [5], [6])

    first, second = (list(rows.activities(known, rows.keys_after(0, 0), [7, 8, 9], 50)) for _time in range(2))

    assert first == second


def test_synthesis_leaves_room_for_further_records():
    campaign = synthesize(units=3, activities=3)
    last = Activity.objects.order_by("-pk").first()
    last.pk, last.submission_key, last.title = None, "0" * 32, "One more"

    last.save()

    assert campaign.activities.count() == 4


def test_synthesis_twice_in_one_database_is_refused():
    synthesize(units=1, activities=0)

    with pytest.raises(CommandError):
        call_command("synthesize", units=1, activities=0)


@pytest.mark.parametrize("numbers", [{"units": 0, "activities": 1}, {"units": 1, "activities": -1}])
def test_synthesis_refuses_odd_numbers(numbers):
    with pytest.raises(CommandError):
        call_command("synthesize", **numbers)


def test_synthesis_fills_a_ledger_that_holds_to_its_constraints():
    campaign = synthesize(units=45, activities=0, hazards=300)

    states = Hazard.objects.filter(campaign=campaign).values("state").annotate(number=Count("pk"))
    found = {row["state"]: row["number"] for row in states}
    assert sum(found.values()) == 300
    assert set(found) == {"reported", "accepted", "graded", "rectifying", "rectified", "fixed", "unfixed", "rejected"}
    assert Hazard.objects.filter(grade="major").exists()


def test_numbers_go_on_after_a_made_up_ledger():
    campaign = synthesize(units=45, activities=0, hazards=20)

    with transaction.atomic():
        assert list(take_serials(open_ledger(campaign, 2026))) == [21]
