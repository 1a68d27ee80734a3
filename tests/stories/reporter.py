"""What somebody does who has seen a danger, on a phone, without an account."""

import time
from contextlib import contextmanager

from django.core import signing
from playwright.sync_api import expect

from core.spam import OPENED
from core.tests.photo_files import encoded, picture
from tests.stories.conftest import PHONE

# A hash of the code and a busy machine.
PATIENCE = 20_000


@contextmanager
def phone(browser, live_server, **options):
    """A telephone that has never been here."""
    context = browser.new_context(**{**PHONE, "base_url": live_server.url, "locale": "en-GB", **options})
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def photo(width):
    return {"name": f"IMG_{width}.jpg", "mimeType": "image/jpeg", "buffer": encoded(picture(width, 300)).getvalue()}


def fill(page, description="Goods block the fire exit", place="Chaoyang Road market"):
    page.fill("[name=description]", description)
    page.fill("[name=place]", place)


def wait_for_patience(page):
    """A form sent within three seconds is asked back."""
    page.wait_for_timeout(3_100)


def seem_patient(page):
    """The form's stamp of ten seconds ago, signed as the server signs it, instead of the wait; scripts have begun."""
    expect(page.locator(".shoot.is-live")).to_be_visible()
    stamp = signing.dumps(int(time.time()) - 10, salt=OPENED)
    page.locator("[name=opened]").evaluate("(field, stamp) => { field.value = stamp; }", stamp)


def code_on(page):
    expect(page.locator("[data-receipt]")).to_be_visible(timeout=PATIENCE)
    return page.locator("[data-receipt]").get_attribute("data-code")


def look_up(page, code):
    page.goto("/report/follow/")
    page.fill("[name=code]", code)
    page.locator("main button[type=submit]").first.click()
