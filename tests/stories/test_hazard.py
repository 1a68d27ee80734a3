"""A hazard from the unit's own check to its sign-off, each step by whoever has to take it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from inspections.models import Hazard
from tests.stories.conftest import PHONE
from tests.stories.unit import photo
from units.tests.factories import UnitFactory


@pytest.fixture
def another(world):
    """An inspector of another unit than the one that rectifies."""
    return UserFactory(username="another", role="inspector", unit=UnitFactory(parent=world.county))


def send(page):
    page.locator("main form .btn-primary").last.click()


def add_photo(page, width):
    page.set_input_files("input[name=photos]", photo(width))
    expect(page.locator("[data-waiting] li img")).to_have_count(1)


def enter(page):
    page.goto("/campaigns/2026/hazards/new/")
    add_photo(page, 400)
    page.fill("[name=description]", "Goods on the stairs")
    page.fill("[name=place]", "Hall 2")
    page.reload()
    expect(page.locator("[name=description]")).to_have_value("Goods on the stairs")
    send(page)
    page.wait_for_url("**/hazards/*/")


def accept(page):
    page.goto("/campaigns/2026/hazards/inbox/one/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("a")
    page.wait_for_url("**/inbox/")


def grade(page, hazard):
    page.goto(hazard.get_absolute_url())
    page.locator(".acts .btn-primary").click()
    page.locator("label:has([name=grade][value=major])").click()
    page.fill("[name=clause]", "Clause 3")
    send(page)
    page.wait_for_url(f"**{hazard.get_absolute_url()}")


def plan(page, hazard):
    page.goto(hazard.get_absolute_url())
    page.locator(".acts .btn-primary").click()
    for name in ("responsible", "measures", "funds_source", "contingency"):
        page.fill(f"[name={name}]", "Li")
    page.fill("[name=funds_yuan]", "500")
    page.fill("[name=due_on]", timezone.localdate().isoformat())
    send(page)
    page.wait_for_url(f"**{hazard.get_absolute_url()}")


def order(page, hazard, reinspector):
    page.goto(hazard.get_absolute_url())
    page.locator(".acts .btn-primary").click()
    page.select_option("[name=reinspector]", label=reinspector.name)
    send(page)
    page.wait_for_url(f"**{hazard.get_absolute_url()}")


def rectify(page, hazard):
    page.goto(hazard.get_absolute_url())
    page.locator(".acts .btn-primary").click()
    add_photo(page, 500)
    page.fill("[name=done]", "Carried away")
    send(page)
    page.wait_for_url(f"**{hazard.get_absolute_url()}")


def reinspect(page):
    page.goto("/campaigns/2026/hazards/reinspections/")
    page.locator("main td .btn").click()
    page.locator("label:has([name=passed][value=yes])").click()
    send(page)


def test_self_check_is_worked_off_to_its_sign_off(person, world, another):
    unit, office = person("liaison", **PHONE), person("office")

    enter(unit)
    accept(office)
    hazard = Hazard.objects.get()
    grade(office, hazard)
    plan(unit, hazard)
    order(office, hazard, another)
    rectify(unit, hazard)
    inspector = person("another", **PHONE)
    reinspect(inspector)

    expect(inspector.locator(".tags .tag.green")).to_contain_text("Fixed")
    expect(inspector.locator(".evidence .photos img")).to_have_count(2)
    hazard.refresh_from_db()
    assert (hazard.state, hazard.grade, hazard.reinspected_by, hazard.rectified_by.username) == (
        "fixed",
        "major",
        another,
        "liaison",
    )
