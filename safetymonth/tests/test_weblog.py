"""T2: what the web server writes down about visitors, with its access log switched on."""

import re
import socket
import subprocess
import sys

import pytest
from django.conf import settings

MARK = "marked"


@pytest.fixture
def server():
    """A real gunicorn, started in the checkout as everybody starts it; it answers anything."""
    command = [sys.executable, "-m", "gunicorn", "wsgiref.simple_server:demo_app", "--bind", "127.0.0.1:0"]
    command += ["--access-logfile", "-", "--error-logfile", "-", "--no-control-socket"]
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout:
            found = re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", line)
            if found:
                break
        process.port = int(found[1])
        yield process
        process.kill()


def ask(server, first_line, *headers):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall("\r\n".join([first_line, "Host: portal.example", "Connection: close", *headers, "", ""]).encode())
        return b"".join(iter(lambda: line.recv(65536), b""))


def log_of(server):
    server.terminate()
    return server.stdout.read()


def test_other_pages_have_their_line(server):
    ask(server, "GET /campaigns/2026/?q=marked HTTP/1.1", "User-Agent: marked")

    assert log_of(server).count(MARK) == 2


@pytest.mark.parametrize(
    ("first_line", "header"),
    [
        ("GET /report/?unit=marked HTTP/1.1", "User-Agent: marked"),
        ("POST /report/follow/?code=marked HTTP/1.1", "X-Forwarded-For: marked"),
        ("GET /%72eport/?unit=marked HTTP/1.1", "User-Agent: marked"),
        ("GET /static/js/app.js HTTP/1.1", "User-Agent: marked"),
        ("GET /favicon.ico HTTP/1.1", "Referer: https://portal.example/report/?unit=marked"),
        ("GET /report/?unit=marked HTTP/1.1", "User-Agent : marked"),
    ],
)
def test_traceless_pages_and_their_files_have_none(server, first_line, header):
    assert ask(server, first_line, header).startswith(b"HTTP/1.1 ")

    log = log_of(server)
    assert log.count(MARK) == 0
    assert "127.0.0.1" not in log
    assert "/report" not in log


TOKEN = "marked-" + "aZ0_" * 9


@pytest.mark.parametrize(
    ("first_line", "header"),
    [
        (f"GET /calendar/{TOKEN}.ics HTTP/1.1", "User-Agent: phone"),
        (f"GET /%63alendar/{TOKEN}.ics?a=1 HTTP/1.1", "User-Agent: phone"),
        ("GET /accounts/login/ HTTP/1.1", f"Referer: https://portal.example/calendar/{TOKEN}.ics"),
    ],
)
def test_line_of_a_calendar_does_not_tell_its_address(server, first_line, header):
    assert ask(server, first_line, header).startswith(b"HTTP/1.1 200")

    log = log_of(server)
    assert MARK not in log
    assert ".ics" in log
