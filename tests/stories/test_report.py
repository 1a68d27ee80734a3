"""Anybody with a phone: a report, on a good line and on a bad one, and its way."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from core.throttle import OWN_COUNTS
from inspections.models import Hazard, HazardPhoto, Report
from inspections.views import reporting
from tests.stories.reporter import PATIENCE, code_on, fill, look_up, phone, photo, seem_patient, wait_for_patience

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def ledger(world):
    cache.clear()
    OWN_COUNTS.clear()


def test_report_by_phone_shows_a_code_that_opens_it_again(browser, live_server):
    with phone(browser, live_server) as page:
        page.goto("/report/")
        page.set_input_files("input[type=file]", [photo(400), photo(500)])
        fill(page)
        expect(page.locator("[data-state=arrived]:visible")).to_have_count(2, timeout=PATIENCE)
        wait_for_patience(page)
        page.locator("[data-send]").click()
        code = code_on(page)
        page.fill("[name=code]", code.lower())
        page.locator("[data-have]").click()
        expect(page.locator("h1")).to_have_text("Your report has arrived.")

    hazard = Hazard.objects.get()
    assert (hazard.source.code, hazard.reported_at, hazard.photos.count()) == ("public", None, 2)
    assert code not in page.url


def test_reporter_leaves_no_cookie_but_the_form_s_own(browser, live_server):
    with phone(browser, live_server) as page:
        page.goto("/report/")
        cookies = page.context.cookies()

    assert [(cookie["name"], cookie["expires"]) for cookie in cookies] == [("csrf", -1)]


def test_code_is_not_left_behind_by_clicking_on(browser, live_server):
    with phone(browser, live_server) as page:
        page.goto("/report/")
        fill(page)
        seem_patient(page)
        page.locator("[data-send]").click()
        code_on(page)
        expect(page.locator("[data-live]")).to_be_visible()
        page.locator("[data-have]").click()
        expect(page.locator("[data-first]")).to_be_visible()

        with page.expect_download() as saved:
            page.locator("[data-picture]").click()
        assert saved.value.suggested_filename == "report-code.png"
        page.locator("[data-have]").click()
        expect(page.locator("h1")).to_have_text("Your report has arrived.")


def test_code_is_not_left_behind_before_scripts_listen(browser, live_server):
    with phone(browser, live_server, java_script_enabled=False) as page:
        page.goto("/report/")
        fill(page)
        wait_for_patience(page)
        page.locator("[data-send]").click()
        code = page.locator("[data-receipt] output").inner_text()
        page.locator("[data-have]").click()

        expect(page.locator("#retyped")).to_be_focused()
        expect(page.locator("[data-receipt] output")).to_have_text(code)


def test_report_goes_on_by_itself_after_a_break_and_a_reload(browser, live_server):
    with phone(browser, live_server) as page:
        page.goto("/report/")
        fill(page)
        expect(page.locator(".shoot.is-live")).to_be_visible()
        page.route("**/report/photos/", lambda route: route.abort())
        page.set_input_files("input[type=file]", [photo(400), photo(500), photo(600)])
        expect(page.locator("[data-shots] li")).to_have_count(3, timeout=PATIENCE)
        seem_patient(page)
        page.locator("[data-send]").click()
        expect(page.locator("[data-say=offline]")).to_be_visible()
        assert not Report.objects.exists()

        page.unroute("**/report/photos/")
        page.reload()

        code = code_on(page)
        page.locator("[data-copy]").click()
        look_up(page, code)
        expect(page.locator("main")).to_contain_text("3 photos")

    assert HazardPhoto.objects.filter(hazard=Hazard.objects.get()).count() == 3


def test_receipt_lost_on_the_way_comes_again_for_the_same_report(browser, live_server):
    with phone(browser, live_server) as page:
        page.goto("/report/")
        fill(page)
        seem_patient(page)
        answers = []

        def lose_the_first(route):
            if route.request.method == "POST" and not answers:
                answers.append(route.fetch().text())
                return route.abort()
            return route.continue_()

        page.route("**/report/", lose_the_first)
        page.locator("[data-send]").click()
        code = code_on(page)

    assert code in answers[0]
    assert Report.objects.count() == 1


def test_report_works_without_scripts(browser, live_server):
    with phone(browser, live_server, java_script_enabled=False) as page:
        page.goto("/report/")
        fill(page)
        page.set_input_files("input[type=file]", [photo(400), photo(500)])
        wait_for_patience(page)
        page.locator("[data-send]").click()
        code = page.locator("[data-receipt] output").inner_text()
        page.fill("[name=code]", code)
        page.locator("[data-have]").click()
        expect(page.locator("main")).to_contain_text("2 photos")


def test_refused_photo_keeps_the_text_and_says_why(browser, live_server):
    with phone(browser, live_server) as page:
        page.goto("/report/")
        fill(page)
        page.set_input_files(
            "input[type=file]", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<html></html>"}]
        )
        expect(page.locator("[data-state=refused]:visible")).to_contain_text("photo")
        page.locator("[data-send]").click()
        expect(page.locator("[data-say=refused]")).to_be_visible()
        expect(page.locator("[name=place]")).to_have_value("Chaoyang Road market")

    assert not Report.objects.exists()


def test_flood_of_others_costs_the_phone_a_sum_and_the_report_goes_through_t15(browser, live_server, monkeypatch):
    monkeypatch.setattr(reporting, "REPORTS", replace(reporting.REPORTS, overall_per_hour=0))
    with phone(browser, live_server) as page:
        page.goto("/report/")
        fill(page)
        seem_patient(page)
        page.locator("[data-send]").click()
        code_on(page)

    assert Report.objects.count() == 1


def test_line_that_breaks_for_everything_says_so_and_can_be_stopped(browser, live_server):
    with phone(browser, live_server) as page:
        page.goto("/report/")
        fill(page)
        expect(page.locator(".shoot.is-live")).to_be_visible()
        seem_patient(page)
        page.context.set_offline(True)
        page.locator("[data-send]").click()
        expect(page.locator("[data-say=offline]")).to_be_visible()
        page.locator("[data-stop]").click()
        expect(page.locator("[data-send]")).to_be_enabled()
        page.context.set_offline(False)
        page.locator("[data-send]").click()
        code_on(page)

    assert Report.objects.count() == 1


def test_draft_is_gone_from_the_phone_once_the_code_is_there(browser, live_server):
    with phone(browser, live_server) as page:
        page.goto("/report/")
        fill(page)
        seem_patient(page)
        page.locator("[data-send]").click()
        code_on(page)
        page.locator("[data-copy]").click()
        page.goto("/report/")
        expect(page.locator(".shoot.is-live")).to_be_visible()

        assert page.locator("[name=description]").input_value() == ""
        assert page.evaluate("localStorage.length") == 0


def test_place_of_the_phone_is_shown_and_can_be_taken_back(browser, live_server):
    place = {"latitude": 30.123456, "longitude": 103.654321}
    with phone(browser, live_server, geolocation=place, permissions=["geolocation"]) as page:
        page.goto("/report/")
        page.fill("[name=description]", "Open manhole")
        page.locator("[data-here]").click()
        expect(page.locator("[data-here-numbers]")).to_have_text("30.1235°, 103.6543°")
        page.locator("[data-here-back]").click()
        expect(page.locator("[name=latitude]")).to_have_value("")
        page.locator("[data-here]").click()
        seem_patient(page)
        page.locator("[data-send]").click()
        code_on(page)

    assert str(Hazard.objects.get().latitude) == "30.12346"
