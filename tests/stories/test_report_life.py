"""The life of a report: from a click by nobody in particular to the look-back, and again."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from core.throttle import OWN_COUNTS
from inspections.models import Hazard
from inspections.services.sweeping import tell_of_reporters
from inspections.tests.reports import PointFactory
from notifications.models import Notification
from tests.stories.conftest import PHONE
from tests.stories.office import press
from tests.stories.reporter import PATIENCE, code_on, fill, look_up, phone, photo, seem_patient


@pytest.fixture
def ledger(world):
    cache.clear()
    OWN_COUNTS.clear()
    world.people["other_inspector"] = UserFactory(username="other_inspector", role="inspector", unit=world.other_unit)
    return world


def report_by_phone(browser, live_server, address="/report/", *choices):
    with phone(browser, live_server) as page:
        page.goto(address)
        page.set_input_files("input[type=file]", [photo(400)])
        fill(page)
        for choice in choices:
            page.check(choice)
        expect(page.locator("[data-state=arrived]:visible")).to_have_count(1, timeout=PATIENCE)
        seem_patient(page)
        page.locator("[data-send]").click()
        return code_on(page)


def submit(page):
    page.locator("main form.card button[type=submit].btn-primary").first.click()
    page.wait_for_load_state()


def take_up_as_major(desk, hazard, unit):
    desk.goto(f"{hazard.get_absolute_url()}accept/")
    desk.locator("[name=unit_text]").press_sequentially(unit.name)
    desk.locator("[data-pick]").first.click()
    submit(desk)
    desk.goto(f"{hazard.get_absolute_url()}grade/")
    desk.check("[name=grade][value=major]")
    desk.fill("[name=clause]", "Clause 3")
    submit(desk)


def implement_one_by_one(desk, hazard, due_on):
    """Each of the five; before the last one the order is refused and the missing one named."""
    five = {
        "responsible": {"responsible": "Head of workshop"},
        "measures": {"measures": "Clear the exit"},
        "funds": {"funds_yuan": "500", "funds_source": "Own funds"},
        "deadline": {"due_on": f"{due_on}"},
        "contingency": {"contingency": "A guard at the door"},
    }
    for name, fields in five.items():
        if name == "contingency":
            desk.goto(hazard.get_absolute_url())
            expect(desk.locator("main")).to_contain_text("4 of 5")
        desk.goto(f"{hazard.get_absolute_url()}implementations/{name}/")
        for field, words in fields.items():
            desk.fill(f"[name={field}]", words)
        submit(desk)


def order(desk, hazard, inspector):
    desk.goto(f"{hazard.get_absolute_url()}order/")
    desk.select_option("[name=reinspector]", str(inspector.pk))
    submit(desk)


def rectify(page, hazard):
    page.goto(f"{hazard.get_absolute_url()}rectify/")
    page.fill("[name=done]", "The exit is free")
    page.set_input_files("[name=photos]", [photo(500)])
    submit(page)
    page.wait_for_url(f"**{hazard.get_absolute_url()}")


def sign_off(page, hazard):
    page.goto(f"{hazard.get_absolute_url()}reinspect/")
    page.check("[name=passed][value=yes]", force=True)
    submit(page)


def answer_not_fixed(browser, live_server, code):
    with phone(browser, live_server) as page:
        look_up(page, code)
        expect(page.locator("h1")).to_contain_text("It is mended")
        press(page, "No, it is not")
        expect(page.locator("main")).to_contain_text("You told us that it is not fixed")


def test_major_hazard_goes_all_the_way_and_is_reopened_with_its_first_clock(browser, live_server, person, ledger):
    code = report_by_phone(browser, live_server)
    hazard = Hazard.objects.get()
    due_on = timezone.localdate() + timedelta(days=10)
    desk = person("office")

    take_up_as_major(desk, hazard, ledger.unit)
    implement_one_by_one(desk, hazard, due_on)
    order(desk, hazard, ledger.people["other_inspector"])
    rectify(person("liaison", **PHONE), hazard)
    sign_off(person("other_inspector", **PHONE), hazard)
    answer_not_fixed(browser, live_server, code)

    desk.goto(hazard.get_absolute_url())
    desk.get_by_role("link", name="Reopen the case, with its first deadline").click()
    submit(desk)

    hazard.refresh_from_db()
    assert (hazard.state, hazard.times_reopened, hazard.due_on, hazard.first_due_on) == (
        "rectifying",
        1,
        due_on,
        due_on,
    )
    assert hazard.look_backs.count() == 1


def test_employee_reports_by_the_code_on_the_wall_to_manager_and_office(browser, live_server, person, ledger):
    point = PointFactory(unit=ledger.unit, place="Workshop 2", made_by=ledger.people["office"])

    code = report_by_phone(browser, live_server, f"/report/?unit={point.token}", "[name=audience][value=unit]")
    tell_of_reporters()

    hazard = Hazard.objects.get()
    liaison = person("liaison", **PHONE)
    liaison.goto(hazard.get_absolute_url())
    expect(liaison.locator("h1")).to_have_text("Goods block the fire exit")
    expect(liaison.locator("main")).not_to_contain_text("The report")
    desk = person("office")
    desk.goto(hazard.get_absolute_url())
    expect(desk.locator("main")).to_contain_text("Workshop 2")
    people = Notification.objects.values_list("post__person__username", flat=True)
    assert sorted(people) == ["liaison", "office"]
    assert hazard.report.locator == code.replace("-", "")[:6]


def test_question_of_the_office_is_answered_under_the_code(browser, live_server, person, ledger):
    code = report_by_phone(browser, live_server)
    hazard, desk = Hazard.objects.get(), person("office")
    desk.goto(f"/hazards/reports/{hazard.report.pk}/ask/")
    desk.fill("[name=text]", "Which of the exits?")
    submit(desk)

    with phone(browser, live_server) as page:
        look_up(page, code)
        expect(page.locator("main")).to_contain_text("Which of the exits?")
        page.fill("[name=text]", "By the east stairs")
        press(page, "Send to the office")
        expect(page.locator("main")).to_contain_text("Your words are with the office")

    desk.goto("/campaigns/2026/hazards/reporters/")
    expect(desk.locator("main")).to_contain_text("wrote to us")
    desk.goto(hazard.get_absolute_url())
    expect(desk.locator("main")).to_contain_text("By the east stairs")
