"""A reward from the report to the payment: reporter, two officers, cashier; and an exposure with a masked photo."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from core.throttle import OWN_COUNTS
from inspections.models import Exposure, Fund, Hazard, LookBack, Reward
from inspections.selectors.rewards import fund_balance
from inspections.tests.factories import HazardFactory
from tests.stories.office import press
from tests.stories.reporter import code_on, fill, look_up, phone, photo, seem_patient


@pytest.fixture
def ledger(world):
    cache.clear()
    OWN_COUNTS.clear()
    world.people["second"] = UserFactory(username="second", role="office", unit=world.office_unit)
    return world


def report(page, word):
    page.goto("/report/")
    fill(page)
    page.get_by_text("Set a secret word for the reward").click()
    page.fill("[name=claim_word]", word)
    seem_patient(page)
    page.locator("[data-send]").click()
    return code_on(page)


def check_on_site(desk, hazard, unit):
    """Accepted and graded as a major hazard."""
    desk.goto(hazard.get_absolute_url())
    desk.get_by_role("link", name="Accept").click()
    press(desk, "Accept")
    desk.get_by_role("link", name="Grade").click()
    desk.check("[name=grade][value=major]")
    desk.fill("[name=clause]", "Clause 3")
    desk.locator("[name=unit_text]").press_sequentially(unit.name)
    desk.locator("[data-pick]").first.click()
    press(desk, desk.locator("main button[type=submit]").first.inner_text().strip())
    expect(desk.locator("#reward")).to_be_visible()


def enter_fine(desk, yuan):
    desk.locator("#penalties").get_by_role("link", name="Enter a penalty").click()
    desk.fill("[name=basis]", "Work Safety Law, article 99")
    desk.fill("[name=decided_on]", f"{timezone.localdate()}")
    desk.fill("[name=firm_yuan]", f"{yuan}")
    press(desk, "Save")
    desk.wait_for_url("**/penalties/*/")


def propose(desk, hazard):
    desk.goto(hazard.get_absolute_url())
    desk.locator("#reward").get_by_role("link", name="Propose a reward").click()
    desk.fill("[name=grounds]", "The exit was blocked")
    press(desk, "Propose the reward")
    press(desk, "Confirm the facts")
    press(desk, "Compute the amount")
    expect(desk.locator("h1")).to_have_text("Reward of 15,000.00 yuan")
    expect(desk.get_by_role("button", name="Approve")).to_have_count(0)


def claim(browser, live_server, code, word):
    """Gives the token that the phone shows."""
    with phone(browser, live_server) as page:
        look_up(page, code)
        page.fill("[name=claim_word]", "wrong word")
        press(page, "Claim the reward")
        expect(page.locator("main")).to_contain_text("This isn't the secret")
        page.fill("[name=claim_word]", word)
        press(page, "Claim the reward")
        return page.locator(".receipt-code").inner_text()


def pay(desk, token):
    desk.goto("/rewards/pay/")
    desk.fill("[name=token]", token)
    press(desk, "Look up")
    expect(desk.locator("main")).to_contain_text("15,000.00 yuan")
    press(desk, "Pay it out")


def test_reward_goes_from_the_report_to_the_cashier(browser, live_server, ledger, person):
    with phone(browser, live_server) as page:
        code = report(page, "plum tree")
    hazard = Hazard.objects.get()
    desk, second = person("office"), person("second")
    check_on_site(desk, hazard, ledger.unit)
    enter_fine(desk, 100_000)
    propose(desk, hazard)
    second.goto(Reward.objects.get().get_absolute_url())
    press(second, "Approve")
    press(second, "Tell the reporter")
    token = claim(browser, live_server, code, "plum tree")
    pay(second, token)
    expect(second.locator("main")).to_contain_text("no money in the fund")
    put_money_in(desk, 20_000)
    pay(second, token)
    expect(second.locator("main")).to_contain_text("Paid: 15,000.00 yuan")
    with phone(browser, live_server) as page:
        look_up(page, code)
        expect(page.locator("main")).to_contain_text("Paid on")

    assert (Reward.objects.get().state, fund_balance(Fund.objects.get())) == ("paid", 5_000)


def put_money_in(desk, yuan):
    desk.goto("/rewards/fund/money/")
    desk.fill("[name=amount_yuan]", f"{yuan}")
    desk.fill("[name=note]", "Budget")
    press(desk, "Save")
    expect(desk.locator("h1")).to_contain_text("20,000.00 yuan")


def draw_box(page):
    stage = page.locator("[data-mask-stage]").bounding_box()
    page.mouse.move(stage["x"] + 20, stage["y"] + 20)
    page.mouse.down()
    page.mouse.move(stage["x"] + 120, stage["y"] + 100, steps=5)
    page.mouse.up()


def test_hazard_is_exposed_with_a_masked_photo_and_looked_at_again(ledger, person):
    hazard = HazardFactory(campaign=ledger.campaign, unit=ledger.unit, state="fixed")
    desk = person("office")
    desk.goto(hazard.get_absolute_url())
    desk.locator("#exposures").get_by_role("link", name="Prepare an exposure").click()
    desk.locator("[name=by_unit_text]").press_sequentially(ledger.unit.name)
    desk.locator("[data-pick]").first.click()
    press(desk, "Save")
    desk.get_by_role("link", name="Add a photo").click()
    desk.set_input_files("[name=photos]", [photo(400)])
    press(desk, "Send and mask")
    desk.wait_for_url("**/mask/")
    press(desk, "Mask and add")
    expect(desk.locator("main")).to_contain_text("or tick that there is none")
    draw_box(desk)
    press(desk, "Mask and add")
    expect(desk.locator("#photos")).to_contain_text("1 place covered")
    desk.get_by_role("link", name="Enter the publication").click()
    desk.fill("[name=outlet]", "County TV")
    desk.select_option("[name=tier]", label="County")
    press(desk, "Save")
    expect(desk.locator(".tags")).to_contain_text("Published")

    row = Exposure.objects.get()
    assert (row.state, row.photos.get().nothing_to_mask, LookBack.objects.get().hazard) == ("published", False, hazard)
