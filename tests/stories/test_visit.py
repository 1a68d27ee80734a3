"""A visit on the phone: two findings, the line drops in the middle, a signature on the glass, the unit reads it."""

import re

import pytest
from playwright.sync_api import expect

from campaigns.models import Assignment
from inspections.models import Hazard, SupervisionProblem, Visit
from inspections.tests.visit_factories import ItemFactory, VersionFactory
from tests.stories.conftest import PHONE
from tests.stories.unit import photo


@pytest.fixture
def items(world):
    version = VersionFactory(checklist__area=world.county, checklist__name="Street shops")
    return [
        ItemFactory(version=version, text_en="Exits are clear", photo_needed=True),
        ItemFactory(version=version, text_en="Extinguishers work"),
        ItemFactory(version=version, text_en="The shutter opens by hand"),
    ]


def start(page, world, **choices):
    page.goto("/campaigns/2026/inspections/visits/new/")
    page.fill("[name=unit_text]", world.other_unit.name)
    page.locator(".picker-hits button").first.click()
    for name, value in choices.items():
        if name == "kind":
            page.locator(f"label:has([name=kind][value={value}])").click()
        else:
            page.select_option(f"[name={name}]", label=value)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/work/")
    # Its scripts come after the page: a link clicked before is an ordinary one.
    line(page, "saved")


def item(page, row):
    return page.locator(f"#item-{row.pk}")


def line(page, state):
    return expect(page.locator("[data-visit-line]")).to_have_attribute("data-state", state)


def write_finding(place, description):
    place.locator("[name=description]").fill(description)
    place.locator("[name=responsible]").fill("Shop owner")
    place.locator("form.finding button[type=submit]").click()


def sign(page):
    page.fill("[name=signer]", "Li, owner")
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for step in range(8):
        page.mouse.move(box["x"] + 20 + step * 30, box["y"] + (20 if step % 2 else 80))
    page.mouse.up()


def work_through(page, items):
    exits, extinguishers, shutter = (item(page, row) for row in items)
    extinguishers.locator("button.yes").click()
    line(page, "saved")
    page.context.set_offline(True)
    exits.locator("button.no").click()
    write_finding(exits, "Goods before the exit")
    exits.locator("[type=file]").set_input_files(photo(400))
    shutter.locator("button.no").click()
    line(page, "waiting")
    expect(exits.locator(".visit-pending")).to_have_count(3)


def test_visit_with_two_findings_over_a_dropped_line(person, world, items):
    page = person("inspector", **PHONE)
    start(page, world, checklist="Street shops")
    work_through(page, items)
    assert Hazard.objects.count() == 0

    page.context.set_offline(False)
    line(page, "saved")
    page.reload()
    expect(item(page, items[0]).locator(".visit-hazard")).to_contain_text("Goods before the exit")
    item(page, items[2]).get_by_role("link", name="Write the finding").click()
    write_finding(item(page, items[2]), "Shutter is stuck")
    line(page, "saved")
    page.locator("[data-visit-last]").click()
    page.wait_for_url("**/finish/")
    sign(page)
    page.context.set_offline(True)
    page.locator("form[data-alone=finish] button[type=submit]").click()
    line(page, "waiting")
    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/visits/\d+/$"))

    found = Hazard.objects.order_by("serial").values_list("description", "state", "responsible")
    assert list(found) == [(text, "rectifying", "Shop owner") for text in ("Goods before the exit", "Shutter is stuck")]
    assert (Visit.objects.get().state, Visit.objects.get().signer) == ("finished", "Li, owner")


def test_unit_reads_its_visit_from_the_inbox(person, world, items):
    page = person("inspector", **PHONE)
    start(page, world)
    page.get_by_role("link", name="Another hazard or violation").click()
    write_finding(page.locator("#found"), "Nobody wears a helmet")
    line(page, "saved")
    page.locator("[data-visit-last]").click()
    page.fill("[name=unsigned_why]", "Owner away")
    page.locator("form[data-alone=finish] button[type=submit]").click()
    page.wait_for_url(re.compile(r"/visits/\d+/$"))

    unit = person("other_liaison", **PHONE)
    unit.goto("/inbox/")
    unit.get_by_text("Nobody wears a helmet").first.click()
    unit.wait_for_url(re.compile(r"/visits/\d+/$"))
    expect(unit.locator("main")).to_contain_text("Owner away")
    unit.get_by_role("link", name="Official record").click()
    expect(unit.locator(".paper h2")).to_have_text("Record of an inspection on site")


def supervise(page, world):
    start(page, world, kind="supervision")
    page.locator("#problems [name=text]").fill("No drill planned")
    page.get_by_role("button", name="Add the problem").click()
    expect(page.locator("#problems li").first).to_contain_text("No drill planned")
    page.locator("#account").get_by_role("link").click()
    page.fill("[name=looked_at]", "Plan and records")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/work/")
    page.locator("[data-visit-last]").click()
    page.fill("[name=unsigned_why]", "Not asked")
    page.locator("form[data-alone=finish] button[type=submit]").click()
    page.wait_for_url(re.compile(r"/visits/\d+/$"))


def test_problem_of_a_supervision_visit_becomes_an_assignment(person, world, items):
    supervise(person("inspector", **PHONE), world)

    desk = person("office")
    desk.goto(Visit.objects.get().get_absolute_url())
    desk.get_by_role("link", name="Make it an assignment").click()
    desk.locator("main button[type=submit]").first.click()
    desk.wait_for_url(re.compile(r"/visits/\d+/$"))

    assignment = Assignment.objects.get()
    assert SupervisionProblem.objects.get().assignment == assignment
    assert (assignment.state, assignment.units.get().unit) == ("sent", world.other_unit)


def test_visit_works_without_scripts(person, world, items):
    page = person("inspector", **PHONE, java_script_enabled=False)
    page.goto(f"/campaigns/2026/inspections/visits/new/?unit={world.other_unit.pk}")
    page.select_option("[name=checklist]", label="Street shops")
    page.locator("main button[type=submit]").click()
    item(page, items[1]).locator("button.yes").click()
    item(page, items[0]).locator("[type=file]").set_input_files(photo(400))
    item(page, items[0]).get_by_role("button", name="Send the photo").click()
    item(page, items[0]).locator("button.no").click()
    page.fill("[name=responsible]", "Shop owner")
    page.locator("main form.card button[type=submit]").click()
    item(page, items[2]).locator("button.na").click()
    page.locator("[data-visit-last]").click()
    page.fill("[name=unsigned_why]", "Owner away")
    page.locator("form[data-alone=finish] button[type=submit]").click()

    expect(page.locator("main")).to_contain_text("Not met: Exits are clear")
    assert (Visit.objects.get().state, Hazard.objects.get().photos.count()) == ("finished", 1)
