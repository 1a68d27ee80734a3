"""What a liaison does on the phone."""

from django.utils import timezone

from core.tests.photo_files import encoded, picture


def photo(width):
    return {"name": f"{width}.jpg", "mimeType": "image/jpeg", "buffer": encoded(picture(width, 300)).getvalue()}


def log_drill(page, title, **figures):
    """From the unit's own page to the record, with two photos."""
    page.goto("/")
    page.get_by_role("link", name=title).first.click()
    page.goto("/campaigns/story/activities/new/")
    page.get_by_role("link", name=title).click()
    page.fill("[name=starts_on]", f"{timezone.localdate()}")
    page.fill("[name=place]", "School yard")
    fill_figures(page, figures)
    page.set_input_files("[name=photos]", [photo(400), photo(500)])
    page.locator("main button[value=submit]").click()
    page.wait_for_url("**/activities/*/")


def fill_figures(page, figures):
    for code, words in figures.items():
        page.fill(f"[name=figure_{code}]", words)


def correct(page, title, answer, **figures):
    page.goto("/")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name="Correct and send again").click()
    fill_figures(page, figures)
    page.fill("[name=answer]", answer)
    page.locator("main button[value=submit]").click()
    page.wait_for_url("**/activities/*/")
