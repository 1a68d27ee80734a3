import json
import logging
import sys

import pytest
from django.test import RequestFactory

from core.logs import JsonFormatter, SilentOnTraceless, without_visitor


def line(message, *args, exc_info=None):
    record = logging.LogRecord("portal", logging.WARNING, __file__, 1, message, args, exc_info)
    return JsonFormatter().format(record)


def test_log_line_says_when_where_and_what():
    said = json.loads(line("Import of %s rows", 500))

    assert said.pop("time").endswith("+00:00")
    assert said == {"level": "WARNING", "logger": "portal", "message": "Import of 500 rows"}


def test_log_line_can_not_be_forged_by_a_line_break():
    text = line('安全\n{"level": "INFO"}')

    assert text.count("\n") == 0
    assert json.loads(text)["message"] == '安全\n{"level": "INFO"}'


def test_log_line_carries_the_exception():
    try:
        raise ValueError("odd")
    except ValueError:
        said = json.loads(line("failed", exc_info=sys.exc_info()))

    assert said["exception"].endswith("ValueError: odd")


def line_of_page(path, message, exc_info=None):
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, (), exc_info)
    record.request, record.status_code = RequestFactory().get(path, {"code": "marked"}), 500
    said = json.loads(JsonFormatter().format(record))
    del said["time"]
    return said


@pytest.mark.parametrize("path", ["/report", "/report/", "/report/follow/"])
def test_line_of_a_traceless_page_says_only_page_and_status(path):
    said = line_of_page(path, "Referer checking failed - https://marked.example does not match")

    assert said == {"level": "ERROR", "logger": "django.request", "message": f"500 {path}"}


@pytest.mark.parametrize("path", ["/reports/", "/campaigns/report/"])
def test_line_of_other_pages_says_all(path):
    assert line_of_page(path, "Internal Server Error: marked")["message"] == "Internal Server Error: marked"


def wrapped_error():
    try:
        try:
            raise KeyError("marked cause")
        except KeyError as error:
            raise ValueError("marked") from error
    except ValueError:
        return sys.exc_info()


def test_error_of_a_traceless_page_says_where_but_not_with_what():
    said = line_of_page("/report/", "Internal Server Error", wrapped_error())["exception"]

    places = [words for words in said.splitlines() if not words.startswith(" ")]
    assert places == ["ValueError", "KeyError"]
    assert said.count(", in wrapped_error\n") == 2


def event(url):
    return {
        "level": "error",
        "request": {"url": url, "headers": {"User-Agent": "marked"}},
        "user": {"ip_address": "192.0.2.1"},
        "breadcrumbs": {"values": [{"message": "marked"}]},
        "exception": {"values": [{"type": "ValueError", "value": "marked", "stacktrace": {"frames": []}}]},
    }


def test_error_report_of_a_traceless_page_is_types_and_places():
    sent = without_visitor(event("https://portal.example/report/follow/"), {})

    assert sent == {
        "level": "error",
        "exception": {"values": [{"type": "ValueError", "value": "", "stacktrace": {"frames": []}}]},
    }


def test_error_report_is_known_by_its_view_too():
    sent = without_visitor({**event(""), "transaction": "/report/"}, {})

    assert sorted(sent) == ["exception", "level", "transaction"]


def test_error_report_of_another_page_goes_out_as_it_is():
    url = "https://portal.example/campaigns/2026/"

    assert without_visitor(event(url), {}) == event(url)


@pytest.mark.parametrize(
    ("path", "level", "is_told"), [("/report/", 30, False), ("/report/", 40, True), ("/", 30, True)]
)
def test_refused_form_of_a_traceless_page_is_not_told(path, level, is_told):
    record = logging.LogRecord("django.request", level, "", 0, "Too many", (), None)
    record.request = RequestFactory().get(path)

    assert SilentOnTraceless().filter(record) == is_told


TOKEN = "marked-" + "aZ0_" * 9


@pytest.mark.parametrize(
    "path", ["/calendar/%s.ics", "/calendar/%s", "/calendar/%s.ics/?a=1", "/%%63alendar/%s.ics", "/screen/%s/now/"]
)
def test_log_line_blanks_the_address_of_a_calendar_or_a_screen(path):
    text = line("Not Found: %s", path % TOKEN)

    assert "marked" not in text
    assert "Not Found: /" in text


def test_log_line_blanks_the_address_of_a_calendar_in_an_exception():
    try:
        raise ValueError(f"odd: /calendar/{TOKEN}.ics")
    except ValueError:
        text = line("failed", exc_info=sys.exc_info())

    assert "marked" not in text
    assert "ValueError: odd" in text


def test_error_report_blanks_the_address_of_a_calendar():
    url = f"https://portal.example/calendar/{TOKEN}.ics"
    event = {
        "request": {"url": url, "headers": {"Referer": url}},
        "transaction": f"/calendar/{TOKEN}.ics",
        "breadcrumbs": {"values": [{"message": url}]},
        "exception": {"values": [{"type": "ValueError", "value": url}]},
    }

    assert "marked" not in json.dumps(without_visitor(event, {}))


def test_pages_of_the_working_days_are_logged_as_they_are():
    assert "/calendar/days/12/edit/" in line("Not Found: /calendar/days/12/edit/")
