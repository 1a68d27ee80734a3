"""One consulting day: the office sets the grid, units fill in their lines on phones."""

from playwright.sync_api import expect

from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import ActivityKindFactory
from tests.stories.conftest import PHONE
from tests.stories.office import press


def set_grid(page, activity, units):
    """One site, at which all these units stand."""
    page.goto(f"/activities/{activity.pk}/grid/arrange/")
    page.fill("[name=new_sites]", "Central square")
    for unit in units:
        page.locator("[name=units_text]").press_sequentially(unit.name)
        page.locator("[data-pick]").filter(has_text=unit.name).first.click()
    press(page, "Save")


def fill_line(page, activity, figure):
    page.goto(f"/activities/{activity.pk}/grid/")
    page.get_by_role("link", name="Fill in our line").click()
    page.locator("[name$=_materials]").fill(figure)
    press(page, "Save the line")


def test_lines_of_units_add_up_and_the_missing_one_is_named(world, person):
    kind = ActivityKindFactory(code="consulting")
    day = ActivityFactory(
        campaign=world.campaign, unit=world.office_unit, kind=kind, state="submitted", created_by=world.people["office"]
    )
    desk = person("office")
    set_grid(desk, day, [world.unit, world.other_unit])
    fill_line(person("liaison", **PHONE), day, "5,000+")
    desk.goto(f"/activities/{day.pk}/grid/")

    expect(desk.get_by_role("row", name="Materials handed out").first).to_contain_text("5,000+")
    expect(desk.locator("main")).to_contain_text(world.other_unit.name)
    assert day.values.get(indicator__code="materials").value == 5000
    assert set(day.co_organisers.all()) == {world.unit, world.other_unit}
