"""What the office does at its desk."""

import io
from datetime import timedelta

from django.utils import timezone

from core.workbooks import Column, write_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(headings, *rows):
    target = io.BytesIO()
    write_table(target, "Table", [Column(name, name, name) for name in headings], rows)
    return {"name": "table.xlsx", "mimeType": XLSX, "buffer": target.getvalue()}


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def clone(page, slug):
    """A campaign around today, started; gives its slug."""
    today = timezone.localdate()
    page.goto(f"/campaigns/{slug}/clone/")
    page.fill("[name=starts_on]", f"{today - timedelta(days=9)}")
    page.fill("[name=ends_on]", f"{today + timedelta(days=20)}")
    press(page, "Show what it becomes")
    page.fill("[name=slug]", "story")
    page.fill("[name=name]", "Safety month of the story")
    press(page, "Create as a draft")
    page.wait_for_url("**/campaigns/story/plan/")
    page.goto("/campaigns/story/state/running/")
    press(page, "Start")
    page.wait_for_url("**/campaigns/story/**")


def import_units(page, *rows):
    page.goto("/campaigns/story/units/import/")
    page.set_input_files("[name=file]", workbook(["name", "kind", "parent"], *rows))
    press(page, "Look through it")
    press(page, "Save")


def assign(page, title, unit):
    """Send last year's assignment, now to one more unit."""
    page.goto("/campaigns/story/assignments/")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name="Choose units").click()
    page.locator("[name=units_text]").press_sequentially(unit)
    page.locator("[data-pick]").first.click()
    press(page, "Add these units")
    press(page, "Send to 2 units")


def approve(page):
    """The oldest activity that waits, by keyboard."""
    page.goto("/campaigns/story/activities/review/one/", wait_until="networkidle")
    page.keyboard.press("a")
    page.wait_for_url("**/activities/review/")


def send_back(page, why):
    page.goto("/campaigns/story/activities/review/one/", wait_until="networkidle")
    page.keyboard.press("r")
    page.keyboard.type(why)
    press(page, "Return")
    page.wait_for_url("**/activities/review/")
