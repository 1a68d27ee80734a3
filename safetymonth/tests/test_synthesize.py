"""The synthetic county: so many records, the same each time, all constraints kept."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count

from activities.models import Activity, IndicatorValue
from campaigns.models import UnitAssignment
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


def test_synthesis_rates_the_units_of_towns_as_a_county_is_rated():
    synthesize(units=2000, activities=0)

    levels = Counter(Unit.objects.filter(kind__code="department").values_list("risk_level", flat=True))
    assert list(dict(levels.most_common())) == ["blue", "yellow", "orange", "red"]
    assert not Unit.objects.filter(kind__code="department", industry=None).exists()
    assert not Unit.objects.filter(kind__code="town").exclude(risk_level="", industry=None).exists()


def test_made_up_activities_are_the_same_each_time():
    known = rows.Known(1, "/1/", 1, 1, 2, 3, [9], [1, 2], [1, 2, 3, 4], [1, 2], [1, 2], [5], [6])

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
