import json
import logging
import sys

from core.logs import JsonFormatter


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
