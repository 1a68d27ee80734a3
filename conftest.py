"""Servers of the test session and the browser."""

import gc
import os
import re
import shutil
import signal
from pathlib import Path

import pytest
from django.db import connections
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

from safetymonth import settings_test
from safetymonth.quickstart import processes
from tests import drawn, first_rows, prepared
from tests.receivers import mail_listening, robots_listening

# The last list wins, so Playwright's comes again before ours: the address bar's pop-ups are pages of their own, in
# processes of their own, and take as much of the processor as the page that is tested.
LEFT_OUT_OF_CHROMIUM = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "TcpPortRandomizationWin,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    f"--disable-features={LEFT_OUT_OF_CHROMIUM}",
]
CHILDREN = []

# A busy machine is no reason to fail: benchmarks live in `make bench`.
at_leisure = settings(max_examples=drawn.examples(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("suite", at_leisure, derandomize=True)
# What it finds stands in the output as a line to put above the test.
settings.register_profile("explore", at_leisure, print_blob=True)
settings.load_profile(drawn.PROFILE)


def pytest_configure(config):
    """The controller starts the servers; xdist's workers find them by the inherited environment."""
    if hasattr(config, "workerinput") or CHILDREN:
        return
    remove_dead_sessions()
    settings_test.RUN_FOLDER.mkdir(mode=0o755, exist_ok=True)
    prepared.prepare(settings_test.POSTGRES)
    settings_test.REDIS.prepare()
    for server in (settings_test.POSTGRES, settings_test.REDIS):
        child = server.start()
        CHILDREN.append(child)
        server.wait(child)


def pytest_unconfigure(config):
    if hasattr(config, "workerinput") or not CHILDREN:
        return
    for child in CHILDREN:
        child.send_signal(signal.SIGINT)
    for child in CHILDREN:
        child.wait(20)
    CHILDREN.clear()
    shutil.rmtree(settings_test.RUN_FOLDER, ignore_errors=True)


def pytest_collection_finish(session):
    """What is loaded by now stays; searching it for garbage over and over takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def commits(item):
    """Whether a test works on real transactions; tests/first_rows.py clears up behind it."""
    marker = item.get_closest_marker("django_db")
    is_marked = bool(marker and marker.kwargs.get("transaction"))
    return is_marked or not {"transactional_db", "live_server"}.isdisjoint(item.fixturenames)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item):
    answer = yield
    if commits(item):
        with item.config.stash[blocking_manager_key].unblock():
            # Under a browser's event loop this is a connection of its own, and would outlive the database.
            connections.close_all()
    return answer


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        first_rows.keep()


def remove_dead_sessions():
    for folder in Path("/tmp").glob("safetymonth-test-*"):
        pid = re.fullmatch(r"safetymonth-test-(\d+)", folder.name)
        if pid and not processes.is_running(int(pid[1])):
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium: the wheel brings only the driver."""
    # Playwright's loop lives in this thread; Django would take it for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return {**browser_type_launch_args, "executable_path": program, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture
def robot_receiver(settings):
    """Stands for the servers of group robots, and calls out may reach it."""
    with robots_listening() as receiver:
        settings.OUTBOUND_TRUSTED = [*settings.OUTBOUND_TRUSTED, receiver.origin]
        yield receiver


@pytest.fixture
def mail_receiver(settings):
    """Mail goes there by SMTP instead of into the list of Django's tests."""
    with mail_listening() as receiver:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", receiver.port
        yield receiver
