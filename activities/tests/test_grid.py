"""A consulting day: who stands where, what each unit fills in, what it adds up to."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.tests.factories import UserFactory
from activities.models import Activity, Site, Stand
from activities.selectors.grid import grid_indicators, grid_of
from activities.services.grid import Arrangement, arrange_grid, fill_line, state_totals
from activities.services.logging import ActivityFacts, update_activity
from activities.services.review import approve_activity, reopen_activity
from activities.tests.county import figures_of
from activities.tests.factories import ActivityFactory
from campaigns.models import ActivityKind, Indicator
from campaigns.tests.factories import ActivityKindFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.figures import UNKNOWN, Figure, Qualifier
from core.workbooks import read_table
from units.tests.factories import UnitFactory


@pytest.fixture
def day(county):
    """Waiting for review, hosted by the liaison's unit; two more units take part."""
    row = ActivityFactory(
        campaign=county.campaign,
        unit=county.unit,
        kind=ActivityKindFactory(code="consulting"),
        state="submitted",
        figures={"sites": 2, "consulted": None, "materials": None},
    )
    ActivityKind.objects.filter(pk=row.kind.pk).update(has_grid=True)
    row.refresh_from_db()
    return row


@pytest.fixture
def schools(county):
    return UnitFactory(name="县教育局", parent=county.campaign.area)


@pytest.fixture
def teacher(schools):
    return UserFactory(role="liaison", unit=schools)


@pytest.fixture
def arranged(county, day, schools):
    """Host at both sites, the other unit at the second."""
    arrange(day, county.liaison, sites=["中心广场", "汽车站"], units=[schools])
    first, second = Site.objects.order_by("position")
    places = {(first.pk, county.unit.pk), (second.pk, county.unit.pk), (second.pk, schools.pk)}
    arrange(day, county.liaison, names={first.pk: "中心广场", second.pk: "汽车站"}, units=[schools], places=places)
    return day


def arrange(day, by, *, names=None, sites=(), units=(), places=()):
    day.refresh_from_db()
    wanted = Arrangement(names or {}, list(sites), list(units), frozenset(places))
    return arrange_grid(day, wanted, by=by, version=day.version)


def fill(day, unit, by, **codes):
    """The same figures at each stand of the unit."""
    stands = Stand.objects.filter(activity=day, unit=unit)
    figures = {each: codes.get(each.code, UNKNOWN) for each in grid_indicators(day)}
    versions = {stand.pk: stand.version for stand in stands}
    fill_line(day, unit, {stand.pk: figures for stand in stands}, by=by, versions=versions)


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


# Pages


def test_page_says_how_many_have_filled_in_and_names_the_rest(arranged, schools, teacher, signed_in, county):
    fill(arranged, schools, teacher, materials=Figure(5000, Qualifier.OVER))

    text = signed_in(county.office).get(reverse("activities:grid", args=[arranged.pk])).content.decode()

    assert "2个单位中，1个已填报" in text or "1 of 2 units have filled in their line" in text
    assert f'<span class="missing">{county.unit.name}</span>' in text


def test_unit_fills_its_line_on_the_page(arranged, schools, teacher, signed_in):
    stand = Stand.objects.get(unit=schools)
    address = reverse("activities:grid_line", args=[arranged.pk, schools.pk])
    typed = {f"version_{stand.pk}": stand.version, f"figure_{stand.pk}_materials": "5000余"}

    answer = signed_in(teacher).post(address, typed)

    assert answer.headers["Location"] == reverse("activities:grid", args=[arranged.pk])
    assert figures_of(arranged)["materials"] == (5000, "over")


def test_typed_line_is_kept_beside_what_another_saved(arranged, schools, teacher, signed_in, county):
    stand = Stand.objects.get(unit=schools)
    fill(arranged, schools, county.office, materials=Figure(300))
    address = reverse("activities:grid_line", args=[arranged.pk, schools.pk])
    typed = {f"version_{stand.pk}": stand.version, f"figure_{stand.pk}_materials": "400"}

    answer = signed_in(teacher).post(address, typed)
    again = {name: answer.context["form"][name].value() for name in typed}
    signed_in(teacher).post(address, again)

    shown = [(each.theirs, each.yours) for each in answer.context["conflict"].differences]
    assert (answer.status_code, shown) == (409, [("300", "400")])
    assert figures_of(arranged)["materials"] == (400, "exact")


def test_bad_figure_is_named_at_its_field_and_the_rest_kept(arranged, schools, teacher, signed_in):
    stand = Stand.objects.get(unit=schools)
    address = reverse("activities:grid_line", args=[arranged.pk, schools.pk])
    typed = {f"version_{stand.pk}": 1, f"figure_{stand.pk}_materials": "-5", f"figure_{stand.pk}_staff": "3"}

    answer = signed_in(teacher).post(address, typed)

    assert list(answer.context["form"].errors) == [f"figure_{stand.pk}_materials"]
    assert answer.context["form"][f"figure_{stand.pk}_staff"].value() == "3"


def test_host_arranges_on_the_page(day, schools, signed_in, county):
    address = reverse("activities:grid_arrange", args=[day.pk])
    signed_in(county.liaison).post(address, {"version": 1, "new_sites": "广场\n车站", "units": [schools.pk]})
    day.refresh_from_db()
    first, second = day.sites.all()
    typed = {"version": day.version, f"site_{first.pk}": "中心广场", f"site_{second.pk}": "车站", "new_sites": ""}

    ticks = [f"{first.pk}-{schools.pk}", "x-1", f"999-{schools.pk}"]
    answer = signed_in(county.liaison).post(address, typed | {"units": [schools.pk], "place": ticks})

    assert answer.status_code == 302
    assert list(Stand.objects.values_list("site__name", "unit")) == [("中心广场", schools.pk)]


def test_workbook_of_the_grid_has_a_row_for_each_stand_and_the_sums(arranged, schools, teacher, signed_in):
    fill(arranged, schools, teacher, materials=Figure(5000, Qualifier.OVER))

    answer = signed_in(teacher).get(reverse("activities:grid_workbook", args=[arranged.pk]))

    with read_table(io.BytesIO(answer.content)) as table:
        rows = [list(cells) for _number, cells in table.rows]
    assert len(rows) == 4
    assert rows[-1][3] in ("5,000+", "5,000余")


def test_grid_costs_the_same_queries_for_2_and_12_units(arranged, county, signed_in, django_assert_max_num_queries):
    address = reverse("activities:grid", args=[arranged.pk])
    browser = signed_in(county.office)
    browser.get(address)
    with django_assert_max_num_queries(100) as few:
        browser.get(address)
    site = Site.objects.first()
    for _ in range(10):
        Stand.objects.create(activity=arranged, site=site, unit=UnitFactory(parent=county.campaign.area))
    with django_assert_max_num_queries(100) as many:
        browser.get(address)

    assert len(many) == len(few)
