"""Input as it really comes: each is answered by a sentence, and what was typed stays."""

import pytest
from playwright.sync_api import expect

from activities.models import Activity, ActivityPhoto
from core.tests.photo_files import encoded, picture
from tests.stories.office import XLSX, press, workbook
from units.models import Unit

HOSTILE = "<b>&{{7*7}}"
HEADINGS = ["unit", "kind", "title", "starts", "participants"]


@pytest.fixture
def form(world, person):
    """The form of an activity at which a liaison has typed all but the odd thing."""
    page = person("liaison")
    page.goto("/campaigns/2026/activities/new/?kind=training")
    page.fill("[name=starts_on]", "2026-06-11")
    page.fill("[name=place]", HOSTILE)
    return page


def send(page):
    page.locator("main button[value=submit]").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("typed", ["1" + "0" * 18, "-5", "many", "4万余万"])
def test_odd_figure_is_named_and_the_rest_kept(form, typed):
    form.fill("[name=figure_participants]", typed)
    send(form)

    expect(form.locator("[name=figure_participants]")).to_have_value(typed)
    expect(form.locator("[name=figure_participants]")).to_have_attribute("aria-invalid", "true")
    expect(form.locator("[name=place]")).to_have_value(HOSTILE)
    assert not Activity.objects.exists()


def test_date_of_last_year_is_asked_back(form):
    form.fill("[name=starts_on]", "2025-06-11")
    send(form)

    expect(form.locator("main")).to_contain_text("Check the year")
    assert not Activity.objects.exists()


def test_hostile_name_comes_out_as_typed(form):
    form.fill("[name=title]", HOSTILE)
    send(form)

    expect(form.locator("h1")).to_have_text(HOSTILE)
    assert Activity.objects.get().title == HOSTILE


@pytest.mark.parametrize(
    ("name", "content"), [("page.jpg", b"<html><script>alert(1)</script></html>"), ("nul.jpg", b"\0" * 500)]
)
def test_file_that_is_no_photo_is_refused_by_name(form, name, content):
    form.set_input_files("[name=photos]", [{"name": name, "mimeType": "image/jpeg", "buffer": content}])

    expect(form.locator("main")).to_contain_text(name)
    expect(form.locator("[name=place]")).to_have_value(HOSTILE)
    assert not ActivityPhoto.objects.exists()


def test_form_sent_at_once_waits_for_its_photos_and_stays_when_one_is_refused(form):
    form.wait_for_function("document.querySelector('.shoot').classList.contains('is-live')")
    bad = {"name": "page.jpg", "mimeType": "image/jpeg", "buffer": b"<html></html>"}
    form.set_input_files("[name=photos]", bad)
    form.locator("main button[value=submit]").click()

    expect(form.locator("[data-waiting]")).to_contain_text("page.jpg")
    assert not Activity.objects.exists()

    send(form)
    form.wait_for_url("**/activities/*/")

    assert Activity.objects.get().photos.count() == 0


def test_photo_of_60_megabytes_is_made_small_before_it_is_sent(form, tmp_path):
    heavy = tmp_path / "huge.jpg"
    heavy.write_bytes(encoded(picture()).getvalue() + b"\0" * (60 << 20))
    form.set_input_files("[name=photos]", heavy)
    send(form)
    form.wait_for_url("**/activities/*/")

    assert Activity.objects.get().photos.get().file.size < 100_000


def test_thirteenth_photo_is_left_out_with_a_word(form):
    content = encoded(picture()).getvalue()
    many = [{"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": content} for number in range(13)]

    form.set_input_files("[name=photos]", many)

    expect(form.locator("[data-too-many]")).to_be_visible()


def test_double_tap_logs_once(form):
    form.locator("main button[value=submit]").dblclick()
    form.wait_for_url("**/activities/*/")

    assert Activity.objects.count() == 1


def look_through(page, area, file):
    page.goto(f"/campaigns/2026/{area}/import/")
    page.set_input_files("[name=file]", file)
    press(page, "Look through it")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("area", ["units", "activities"])
def test_file_that_is_no_workbook_is_refused_in_words(world, person, area):
    desk = person("office")
    look_through(desk, area, {"name": "list.xlsx", "mimeType": XLSX, "buffer": b"%PDF-1.7 not a table"})

    expect(desk.locator("h1")).to_have_text("Nothing was saved")


def test_workbook_without_a_needed_column_names_it(world, person):
    desk = person("office")
    look_through(desk, "activities", workbook(["unit", "title"], ["县教育局", "Talk"]))

    expect(desk.locator("main")).to_contain_text("Kind")
    assert not Activity.objects.exists()


def test_bad_rows_are_listed_and_good_ones_kept_on_request(world, person):
    desk = person("office")
    good = ["县教育局", "Safety training", HOSTILE, "2026-06-10", "40,000+"]
    odd = [
        ["县教育局", "Safety training", "last year", "2025-06-10", "3"],
        ["县教育局", "Safety training", "large", "2026-06-10", "1" + "0" * 18],
        ["县教育局", "Safety training", "below", "2026-06-10", "-4"],
        ["Nowhere", "Safety training", "unit", "2026-06-10", "4"],
    ]
    look_through(desk, "activities", workbook(HEADINGS, good, *odd))
    expect(desk.locator("h1")).to_have_text("4 rows can't be taken as they are")
    desk.check("[name=keep_good]")
    press(desk, "Save")
    expect(desk.locator("h1")).to_have_text("The workbook is imported")

    assert list(Activity.objects.values_list("title", flat=True)) == [HOSTILE]


def test_two_tabs_show_the_second_what_the_first_saved(world, person):
    desk = person("office")
    other = desk.context.new_page()
    for page in (desk, other):
        page.goto(f"/units/{world.unit.pk}/edit/")
    for page, name in ((desk, "Mrs Yun"), (other, "Mr Gan")):
        page.fill("[name=contact_name]", name)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()

    expect(other.locator("main")).to_contain_text("Mrs Yun")
    expect(other.locator("[name=contact_name]")).to_have_value("Mr Gan")
    assert Unit.objects.get(pk=world.unit.pk).contact_name == "Mrs Yun"


def test_form_open_since_yesterday_asks_to_sign_in_and_keeps_the_words(form):
    form.fill("[name=narrative]", "A long text")
    form.context.clear_cookies(name="session")
    send(form)

    expect(form.locator("body")).to_contain_text("Sign in")
    assert not Activity.objects.exists()
