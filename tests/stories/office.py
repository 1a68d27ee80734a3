"""What the office does at its desk."""

import io
import zipfile
from datetime import timedelta

from django.utils import timezone
from lxml import etree
from playwright.sync_api import expect

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


def draft_summary(page):
    page.goto("/campaigns/story/summary/draft/")
    press(page, "Draft it")
    page.wait_for_url("**/campaigns/story/summary/**")


def add_words(page, title, words):
    """Write a sentence under what the section says."""
    page.goto("/campaigns/story/summary/")
    part = page.locator(".paper-part").filter(has=page.get_by_role("heading", name=title))
    part.get_by_role("link", name="Edit").click()
    text = page.locator("[name=text]")
    text.fill(f"{text.input_value()}\n{words}".strip())
    press(page, "Save as a new version")
    page.wait_for_url("**/campaigns/story/summary/**")


def settle_and_approve(page):
    """Accept each warning, send for review, approve."""
    page.goto("/campaigns/story/summary/", wait_until="networkidle")
    accept = page.locator("#checks").get_by_role("button", name="Accept", exact=True)
    for left in range(accept.count(), 0, -1):
        accept.first.click()
        expect(accept).to_have_count(left - 1)
    press(page, "Send for review")
    press(page, "Approve")
    expect(page.get_by_role("link", name="Issue…")).to_be_visible()


def said_and_counted(page, number):
    """Each figure made of activities: as the summary's json says it, and as figures.json counts its records."""
    summary = page.request.get(f"/campaigns/story/summary/{number}.json").json()
    pairs = []
    figures = [figure for section in summary["sections"] for figure in section["figures"]]
    for said in [figure for figure in figures if "/activities/" in figure["url"]]:
        query = said["url"].partition("?")[2]
        lines = page.request.get(f"/campaigns/story/figures.json?{query}").json()["figures"]
        counted = next((line["value"], line["qualifier"]) for line in lines if line["code"] == said["code"])
        pairs.append(((said["code"], said["value"], said["qualifier"]), (said["code"], *counted)))
    return summary, pairs


def words_of_docx(page, number):
    content = page.request.get(f"/campaigns/story/summary/{number}.docx").body()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "".join(etree.fromstring(file.read("word/document.xml")).itertext())
