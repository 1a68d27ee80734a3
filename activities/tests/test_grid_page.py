"""A consulting day on the page and as a workbook."""

import io

from django.urls import reverse

from activities.models import Activity, Site, Stand
from activities.tests.county import figures_of
from activities.tests.grids import fill
from core.figures import Figure, Qualifier
from core.workbooks import read_table
from units.tests.factories import UnitFactory


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
    browser.get(address)
    with django_assert_max_num_queries(100) as many:
        browser.get(address)

    assert len(many) == len(few)


def test_unit_fills_its_line_while_the_event_is_still_a_draft(arranged, schools, teacher, signed_in):
    Activity.objects.filter(pk=arranged.pk).update(state="draft")
    stand = Stand.objects.get(unit=schools)
    address = reverse("activities:grid_line", args=[arranged.pk, schools.pk])
    typed = {f"version_{stand.pk}": stand.version, f"figure_{stand.pk}_materials": "5000余"}

    answer = signed_in(teacher).post(address, typed)

    assert answer.headers["Location"] == reverse("activities:grid", args=[arranged.pk])
    assert figures_of(arranged)["materials"] == (5000, "over")


def test_draft_stays_hidden_from_a_unit_without_a_line(arranged, schools, teacher, signed_in):
    Activity.objects.filter(pk=arranged.pk).update(state="draft")
    Stand.objects.filter(unit=schools).delete()

    answer = signed_in(teacher).get(reverse("activities:grid", args=[arranged.pk]))

    assert answer.status_code == 404
