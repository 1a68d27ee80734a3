"""A consulting day: who stands where, what each unit fills in, what it adds up to."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from activities.models import Activity, Site, Stand
from activities.selectors.grid import grid_indicators, grid_of
from activities.services.grid import Arrangement, arrange_grid, fill_line, state_totals
from activities.services.logging import ActivityFacts, update_activity
from activities.services.review import approve_activity, reopen_activity
from activities.tests.county import figures_of
from activities.tests.factories import ActivityFactory
from activities.tests.grids import arrange, fill
from campaigns.models import Indicator
from core.editing import EditConflict
from core.errors import DomainError
from core.figures import UNKNOWN, Figure, Qualifier


def test_grid_asks_neither_what_is_counted_nor_what_is_said_once(day):
    assert [row.code for row in grid_indicators(day)] == ["consulted", "materials", "banners", "boards", "staff"]


def test_units_of_the_grid_become_co_organisers(arranged, schools, county):
    stands = Stand.objects.order_by("site__position", "unit__name").values_list("site__name", "unit")

    assert set(stands) == {
        ("中心广场", county.unit.pk),
        ("汽车站", county.unit.pk),
        ("汽车站", schools.pk),
    }
    assert list(arranged.co_organisers.all()) == [schools]


def test_with_one_site_all_units_stand_there(day, county, schools):
    arrange(day, county.office, sites=["中心广场"])
    arrange(day, county.office, names={Site.objects.get().pk: "中心广场"}, units=[schools])

    assert set(Stand.objects.values_list("unit", flat=True)) == {county.unit.pk, schools.pk}


def test_two_sites_exchange_their_names(arranged, county, schools):
    first, second = Site.objects.order_by("position")
    places = Stand.objects.values_list("site", "unit")

    arrange(arranged, county.office, names={first.pk: "汽车站", second.pk: "中心广场"}, units=[schools], places=places)

    assert list(Site.objects.order_by("pk").values_list("name", flat=True)) == ["汽车站", "中心广场"]


def test_site_of_the_same_name_twice_is_refused(arranged, county, schools):
    first, second = Site.objects.order_by("position")

    with pytest.raises(DomainError, match="Two sites have the name"):
        arrange(arranged, county.office, names={first.pk: "广场", second.pk: "广场"}, units=[schools])

    assert Site.objects.filter(name="广场").count() == 0


def test_what_is_filled_in_is_never_taken_away(arranged, county, schools, teacher):
    fill(arranged, schools, teacher, materials=Figure(300))
    first, second = Site.objects.order_by("position")

    with pytest.raises(DomainError, match="县教育局 has already filled in"):
        arrange(arranged, county.office, names={first.pk: "中心广场", second.pk: ""}, units=[schools])

    assert figures_of(arranged)["materials"] == (300, "exact")


def test_another_unit_may_not_arrange(arranged, teacher):
    with pytest.raises(PermissionDenied):
        arrange(arranged, teacher, sites=["人民路"])

    assert Site.objects.count() == 2


def test_arranging_what_another_has_changed_is_refused(arranged, county):
    with pytest.raises(EditConflict):
        arrange_grid(arranged, Arrangement({}, ["人民路"], [], frozenset()), by=county.office, version=1)


def test_lines_add_up_to_the_figures_of_the_event(arranged, county, schools, teacher):
    fill(arranged, schools, teacher, materials=Figure(5000, Qualifier.OVER), consulted=Figure(0))
    fill(arranged, county.unit, county.liaison, materials=Figure(200))

    figures = figures_of(arranged)
    assert figures["materials"] == (5400, "over")
    assert figures["consulted"] == (0, "exact")
    assert figures["boards"] == (None, "exact")
    assert figures["sites"] == (2, "exact")
    assert set(arranged.values.filter(is_computed=True).values_list("indicator__code", flat=True)) == {
        "materials",
        "consulted",
    }


def test_largest_indicator_takes_the_largest_line(arranged, county, schools, teacher):
    Indicator.objects.filter(code="staff").update(addition="max")
    fill(arranged, schools, teacher, staff=Figure(8))
    fill(arranged, county.unit, county.liaison, staff=Figure(5))

    assert figures_of(arranged)["staff"] == (8, "exact")


def test_total_stated_by_hand_stands_beside_the_lines(arranged, county, schools, teacher):
    materials = Indicator.objects.get(code="materials")
    arranged.refresh_from_db()
    stated = {materials: Figure(40000, Qualifier.OVER)}
    state_totals(arranged, stated, by=county.liaison, version=arranged.version)
    fill(arranged, schools, teacher, materials=Figure(5000, Qualifier.OVER))

    line = next(each for each in grid_of(arranged).sums if each.indicator == materials)
    assert figures_of(arranged)["materials"] == (40000, "over")
    assert (line.stated, line.lines) == (Figure(40000, Qualifier.OVER), Figure(5000, Qualifier.OVER))
    assert list(line.missing) == [county.unit]


def test_emptied_total_is_the_sum_of_the_lines_again(arranged, county, schools, teacher):
    materials = Indicator.objects.get(code="materials")
    for figure in (Figure(40000), UNKNOWN):
        arranged.refresh_from_db()
        state_totals(arranged, {materials: figure}, by=county.office, version=arranged.version)
        fill(arranged, schools, teacher, materials=Figure(300))

    value = arranged.values.get(indicator=materials)
    assert (value.value, value.is_computed) == (300, True)


def test_edit_of_the_record_keeps_computed_figures_and_takes_another_number_as_stated(
    arranged, county, schools, teacher
):
    fill(arranged, schools, teacher, materials=Figure(300), consulted=Figure(7))
    arranged.refresh_from_db()
    known = {value.indicator: value.figure for value in arranged.values.all()}
    facts = {"unit": arranged.unit, "kind": arranged.kind, "title": "Day", "starts_on": arranged.starts_on}
    figures = known | {Indicator.objects.get(code="consulted"): Figure(900)}
    said = ActivityFacts(**facts, co_organisers=[schools], figures=figures)

    update_activity(arranged, said, by=county.liaison, version=arranged.version)

    computed = dict(arranged.values.values_list("indicator__code", "is_computed"))
    assert figures_of(arranged)["consulted"] == (900, "exact")
    assert (computed["materials"], computed["consulted"]) == (True, False)


def test_unit_of_the_grid_is_not_dropped_by_an_edit(arranged, county):
    arranged.refresh_from_db()
    facts = {"unit": arranged.unit, "kind": arranged.kind, "title": "Day", "starts_on": arranged.starts_on}

    with pytest.raises(DomainError, match="stands in the grid"):
        update_activity(arranged, ActivityFacts(**facts), by=county.liaison, version=arranged.version)


def test_line_says_who_filled_it_in_and_is_silent_again_when_cleared(arranged, schools, teacher):
    fill(arranged, schools, teacher, materials=Figure(300))
    said = Stand.objects.get(unit=schools)
    fill(arranged, schools, teacher)
    cleared = Stand.objects.get(unit=schools)

    assert (said.filled_by, said.filled_at is not None, said.version) == (teacher, True, 2)
    assert (cleared.filled_by, cleared.filled_at, cleared.version) == (None, None, 3)
    assert figures_of(arranged)["materials"] == (None, "exact")


def test_history_of_a_line_names_person_and_unit(arranged, schools, teacher):
    fill(arranged, schools, teacher, materials=Figure(300))

    value = Stand.objects.get(unit=schools).values.get(indicator__code="materials")
    context = value.events.get().pgh_context.metadata
    assert (context["name"], context["why"]) == (teacher.name, "Line of 县教育局")


def test_other_unit_may_not_fill_a_line_and_the_office_may(arranged, county, schools, teacher):
    with pytest.raises(PermissionDenied):
        fill(arranged, schools, county.liaison, materials=Figure(1))
    untouched = figures_of(arranged)["materials"]
    fill(arranged, schools, county.office, materials=Figure(300))

    assert untouched == (None, "exact")
    assert Stand.objects.get(unit=schools).filled_by == county.office


def test_line_saved_by_another_in_the_meantime_is_not_overwritten(arranged, schools, teacher, county):
    stand = Stand.objects.get(unit=schools)
    fill(arranged, schools, county.office, materials=Figure(300))
    figures = {each: Figure(1) for each in grid_indicators(arranged)}

    with pytest.raises(EditConflict):
        fill_line(arranged, schools, {stand.pk: figures}, by=teacher, versions={stand.pk: stand.version})

    assert figures_of(arranged)["materials"] == (300, "exact")


def test_line_of_an_approved_record_needs_reopening(arranged, county, schools, teacher):
    approve_activity(Activity.objects.get(), by=county.office)
    with pytest.raises(DomainError, match="approved and locked"):
        fill(arranged, schools, teacher, materials=Figure(300))
    before = figures_of(arranged)["materials"]
    reopen_activity(Activity.objects.get(), by=county.office, why="A line was wrong")
    fill(arranged, schools, teacher, materials=Figure(300))

    assert (before, figures_of(arranged)["materials"]) == ((None, "exact"), (300, "exact"))


def test_kind_without_a_grid_has_none(county):
    row = ActivityFactory(campaign=county.campaign, unit=county.unit, state="submitted")

    with pytest.raises(DomainError, match="no grid"):
        arrange(row, county.office, sites=["广场"])


def test_stand_stands_once_at_a_site(arranged, schools):
    stand = Stand.objects.get(unit=schools)

    with pytest.raises(IntegrityError, match="stand_once"), transaction.atomic():
        Stand.objects.create(activity=arranged, site=stand.site, unit=schools)
