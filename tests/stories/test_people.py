"""A post changes hands, and a person changes the language."""

from playwright.sync_api import expect

from accounts.models import Post
from tests.stories.conftest import sign_in
from tests.stories.office import press


def test_post_is_handed_over_with_its_open_work(world, person):
    desk = person("office")
    before = world.people["liaison"]
    desk.goto(f"/accounts/posts/{before.post.pk}/hand-over/")
    desk.fill("[name=new_name]", "Gan Qinghe")
    desk.fill("[name=new_username]", "ganqinghe")
    desk.fill("[name=why]", "Moved to another office")
    desk.locator("main button[type=submit]").first.click()
    expect(desk.locator("main")).to_contain_text("ganqinghe")

    heir = Post.objects.get(person__username="ganqinghe")
    assert (heir.unit, heir.role) == (world.unit, "liaison")
    assert Post.objects.get(pk=before.post.pk).valid_until is not None


def test_language_chosen_stays_through_the_next_sign_in(world, person):
    page = person("other_liaison")
    page.goto("/")
    press(page, "简体中文")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.context.clear_cookies()
    sign_in(page, "other_liaison")

    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_first_page_asks_a_stranger_to_sign_in_and_leads_back(world, live_server, browser):
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    page = context.new_page()
    page.goto("/campaigns/2026/plan/")
    page.fill("[name=username]", "office")
    page.fill("[name=password]", "correct-horse-battery")
    page.locator("main button[type=submit]").first.click()

    expect(page).to_have_url(f"{live_server.url}/campaigns/2026/plan/")
    context.close()
