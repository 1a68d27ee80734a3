"""Following a report by its code: wrong ones all look alike, right ones go both ways."""

from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pghistory.models import Events

from core import codes
from core.codes import new_code
from core.tests.photo_files import encoded, picture
from core.throttle import OWN_COUNTS
from inspections.models import Hazard, Report
from inspections.selectors.following import progress_of
from inspections.tests.factories import HazardFactory
from inspections.tests.reports import ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    OWN_COUNTS.clear()


def follow(code, **facts):
    return Client().post("/report/follow/", {"code": code, **facts}, HTTP_ACCEPT_LANGUAGE="en")


def report_with_code(**facts):
    code = new_code()
    return ReportFactory(code=code, **facts), str(code)


def test_code_opens_the_report_however_it_is_typed():
    report, code = report_with_code()

    answer = follow(f" {code.lower().replace('-', ' ')} ")

    assert answer.context["report"] == report
    assert "no-store" in answer["Cache-Control"]


def test_wrong_codes_all_look_alike_t9():
    report, _code = report_with_code()
    wrong_secret = f"{report.locator[:3]}-{report.locator[3:]}-000-000-000-000"
    texts = [wrong_secret, "000-000-000-000-000-000", "nonsense"]

    answers = [(follow(text), text) for text in texts]

    assert {answer.status_code for answer, _ in answers} == {200}
    assert len({str(answer.context["form"].errors) for answer, _ in answers}) == 1


def test_each_wrong_code_takes_one_hash_t9(monkeypatch):
    report, _code = report_with_code()
    taken = []
    real_make, real_check = codes.make_password, codes.check_password
    monkeypatch.setattr(codes, "make_password", lambda text: taken.append(text) or real_make(text))
    monkeypatch.setattr(codes, "check_password", lambda text, known: taken.append(text) or real_check(text, known))

    for text in (f"{report.locator}000000000000", "0" * 18, "nonsense"):
        follow(text)

    assert len(taken) == 3


def test_eleventh_wrong_code_from_one_address_is_refused_t9():
    _report, code = report_with_code()

    answers = [follow("0" * 18).status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]
    assert follow(code).status_code == 429


def test_right_code_is_no_guess():
    _report, code = report_with_code()

    assert {follow(code).status_code for _ in range(15)} == {200}


def test_code_in_the_address_opens_nothing():
    _report, code = report_with_code()

    answer = Client().get("/report/follow/", {"code": code})

    assert "report" not in answer.context


def test_answer_reaches_the_office_once_and_leaves_no_hour():
    report, code = report_with_code()
    before = Events.objects.count()

    for _ in range(2):
        follow(code, act="answer", text="By the east stairs")

    assert list(report.messages.values_list("text", "by", "said_on")) == [
        ("By the east stairs", None, timezone.localdate())
    ]
    assert Events.objects.count() == before


def test_photos_can_be_added_later_and_stay_with_the_office():
    report, code = report_with_code()
    image = SimpleUploadedFile("a.jpg", encoded(picture()).getvalue(), content_type="image/jpeg")

    follow(code, act="photos", photos=image)

    photo = report.photos.get()
    assert (photo.stage, photo.for_unit, photo.hazard) == ("later", False, report.hazard)


def test_refused_photo_says_so_on_the_page():
    _report, code = report_with_code()

    answer = follow(code, act="photos", photos=SimpleUploadedFile("a.jpg", b"<html>", content_type="image/jpeg"))

    assert "isn&#x27;t a photo" in answer.content.decode()


@pytest.mark.parametrize("said", ["yes", "no"])
def test_reporter_is_asked_after_closing_whether_it_is_fixed(said):
    report, code = report_with_code(hazard__state="fixed")
    asked = follow(code).context["may_say_fixed"]

    answer = follow(code, act="fixed", fixed=said)

    report.refresh_from_db()
    assert (asked, answer.context["may_say_fixed"]) == (True, False)
    assert (report.fixed_answer, report.fixed_answer_on) == (said, timezone.localdate())
    assert report.hazard.state == "fixed"


def test_reporter_is_not_asked_before_closing():
    report, code = report_with_code(hazard__state="rectifying")

    follow(code, act="fixed", fixed="no")

    report.refresh_from_db()
    assert report.fixed_answer == ""


def test_reporter_is_asked_again_after_a_second_closing():
    _report, code = report_with_code(hazard__state="fixed", fixed_answer="no", fixed_answer_on=date(2026, 6, 24))

    assert follow(code).context["may_say_fixed"]


@pytest.mark.parametrize("state", Hazard.State.values)
def test_each_state_has_words_for_a_layman(state):
    first = HazardFactory(state="rectifying")
    of = {"duplicate_of": first, "campaign": first.campaign} if state == "duplicate" else {}
    report = ReportFactory(hazard__state=state, **{f"hazard__{name}": value for name, value in of.items()})

    found = progress_of(Report.objects.get(pk=report.pk))

    assert found.state and found.following


def test_duplicate_shows_how_the_first_case_is_doing():
    first = HazardFactory(state="rectifying", due_on=date(2026, 6, 20))
    report = ReportFactory(hazard__state="duplicate", hazard__duplicate_of=first, hazard__campaign=first.campaign)

    assert progress_of(Report.objects.get(pk=report.pk)).until == date(2026, 6, 20)


def test_page_never_names_unit_or_officer():
    report, code = report_with_code(hazard__state="fixed", told=True)

    page = follow(code).content.decode()

    assert report.hazard.unit.name not in page
    assert report.told_by.name not in page
