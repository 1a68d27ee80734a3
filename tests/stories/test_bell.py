"""The bell counts by itself in a browser: new messages, a server that starts anew, a session that ended."""

import pytest
from playwright.sync_api import expect

from accounts.models import Session
from notifications.models import Notification

pytestmark = pytest.mark.django_db(transaction=True)
HALF_A_MINUTE = "00:30"


def tell(world, key):
    Notification.objects.create(post=world.people["liaison"].post, key=key, text=key)


def on_a_stopped_clock(page):
    page.clock.install()
    page.goto("/inbox/")
    page.wait_for_load_state("networkidle")


def asked_again(page):
    with page.expect_response("**/inbox/unread/") as answer:
        page.clock.fast_forward(HALF_A_MINUTE)
    return answer.value


def test_the_bell_and_the_title_count_what_comes_in(world, person):
    page = person("liaison")
    on_a_stopped_clock(page)
    expect(page).to_have_title("Inbox · Safety Month")

    for number in (1, 2):
        tell(world, str(number))
    asked_again(page)

    expect(page.locator(".bell-count")).to_have_text("2")
    expect(page).to_have_title("(2) Inbox · Safety Month")


def test_an_answer_that_is_no_count_changes_nothing_and_the_next_does(world, person):
    page, errors = person("liaison"), []
    page.on("pageerror", lambda error: errors.append(error))
    on_a_stopped_clock(page)
    page.route("**/inbox/unread/", lambda route: route.fulfill(status=200, body="<h1>Starting</h1>"), times=1)
    tell(world, "1")

    asked_again(page)
    expect(page.locator(".bell-count")).to_have_count(0)

    asked_again(page)
    expect(page.locator(".bell-count")).to_have_text("1")
    assert errors == []


def test_a_server_that_is_away_is_asked_again(world, person):
    page, errors = person("liaison"), []
    page.on("pageerror", lambda error: errors.append(error))
    on_a_stopped_clock(page)
    page.route("**/inbox/unread/", lambda route: route.abort(), times=1)
    tell(world, "1")

    with page.expect_event("requestfailed"):
        page.clock.fast_forward(HALF_A_MINUTE)
    asked_again(page)

    expect(page.locator(".bell-count")).to_have_text("1")
    assert errors == []


def test_a_page_left_open_after_the_session_keeps_its_looks_and_stops_asking(world, person):
    page = person("liaison")
    on_a_stopped_clock(page)
    before = page.locator("body").inner_text()
    Session.objects.all().delete()

    assert asked_again(page).status == 204
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.fast_forward("05:00")

    assert (page.locator("body").inner_text(), asked) == (before, [])


def test_a_page_nobody_looks_at_asks_nothing_until_it_is_looked_at(world, person):
    page = person("liaison")
    on_a_stopped_clock(page)
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => window.isAway, configurable: true})")
    page.evaluate("window.isAway = true")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.fast_forward("05:00")
    assert asked == []

    with page.expect_response("**/inbox/unread/"):
        page.evaluate("window.isAway = false; document.dispatchEvent(new Event('visibilitychange'))")


def test_keys_walk_the_messages_and_enter_opens_one(world, person):
    post = world.people["liaison"].post
    for key in ("First", "Second"):
        Notification.objects.create(post=post, key=key, text=key, url=f"/units/{post.unit_id}/")
    page = person("liaison")
    page.goto("/inbox/")
    page.wait_for_load_state("networkidle")

    for key in ("j", "j", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(f"**/units/{post.unit_id}/")

    assert list(Notification.objects.unread().values_list("text", flat=True)) == ["Second"]
