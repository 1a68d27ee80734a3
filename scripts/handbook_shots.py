"""Pictures of the handbook: the demo county in each language, on the second day after the month.

    python scripts/handbook_shots.py [name …]

Needs what `make test` needs. Its servers and databases are its own and gone afterwards.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "handbook" / "images"
# The office looks back on June and drafts its summary.
NOW = datetime(2026, 7, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
LANGUAGES = {"zh-hans": "zh-CN", "en": "en-GB"}
DESK, PHONE, LONG_PHONE, WALL = (1200, 820), (390, 780), (390, 1200), (1920, 1080)
# The first sheet of A4, as a printer gets it.
PAPER = (794, 1123)
HERE = "/campaigns/2026"
# Name: who looks, on what, at which address, and what is clicked from there.
SHOTS = {
    "overview": ("office", DESK, f"{HERE}/"),
    "dashboard-phone": ("leader", LONG_PHONE, f"{HERE}/dashboard/"),
    "dashboard-print": ("leader", PAPER, f"{HERE}/dashboard/"),
    "screen": ("leader", WALL, f"{HERE}/screen/"),
    "clone": ("office", DESK, f"{HERE}/clone/"),
    "plan": ("office", DESK, f"{HERE}/plan/"),
    "import": ("office", DESK, f"{HERE}/units/import/"),
    "notice": ("office", DESK, f"{HERE}/notices/ >> tbody tr:nth-child(2) a"),
    "assignment": ("office", DESK, f"{HERE}/assignments/ >> tbody tr:nth-child(5) a"),
    "review": ("office", DESK, f"{HERE}/activities/review/one/"),
    "grid": ("office", DESK, f"{HERE}/activities/?kind=consulting >> tbody a >> a[href$='/grid/']"),
    "tables": ("office", DESK, f"{HERE}/tables/"),
    "summary": ("office", DESK, f"{HERE}/summary/"),
    "ledger": ("office", DESK, f"{HERE}/hazards/"),
    "hazard": ("office", DESK, f"{HERE}/hazards/?q=2026-0023 >> tbody a"),
    "messages": ("office", DESK, "/messages/"),
    "rules": ("office", DESK, "/messages/rules/"),
    "people": ("admin", DESK, "/accounts/people/"),
    "taxonomies": ("admin", DESK, "/taxonomies/"),
    "operations": ("admin", DESK, "/operations/"),
    "leader-brief": ("leader", PHONE, f"{HERE}/brief/ >> tbody tr:last-child a"),
    "leader-instruction": ("leader", PHONE, f"{HERE}/instructions/new/"),
    "leader-instructions": ("leader", PHONE, f"{HERE}/instructions/"),
    "liaison-home": ("liaison", PHONE, "/"),
    "inbox": ("liaison", PHONE, "/inbox/"),
    "visit": ("inspector", PHONE, "/ >> a[href*='round=2&'] >> main form[method=post] button[type=submit]"),
    "report": ("", PHONE, "/report/"),
    "liaison-log": ("liaison", PHONE, f"{HERE}/activities/new/?kind=drill"),
}


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from bench.servers import database, servers

    wanted = {name: SHOTS[name] for name in sys.argv[1:] or SHOTS}
    with servers():
        for language in LANGUAGES:
            with database():
                take_all(language, wanted)


def take_all(language: str, wanted: dict) -> None:
    import time_machine
    from django.conf import settings
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.cache import cache
    from django.core.management import call_command
    from django.test.testcases import LiveServerThread

    from core.models import Heartbeat
    from core.operations import beat

    cache.clear()
    with tempfile.TemporaryDirectory() as media, time_machine.travel(NOW):
        settings.MEDIA_ROOT = media
        call_command("demo", "--language", language, "--with-known-password")
        for name in Heartbeat.Name:
            beat(name)
        server = LiveServerThread("127.0.0.1", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        try:
            photograph(f"http://127.0.0.1:{server.port}", language, wanted)
        finally:
            server.terminate()


def photograph(address: str, language: str, wanted: dict) -> None:
    from playwright.sync_api import sync_playwright

    from conftest import CHROMIUM_FLAGS

    folder = IMAGES / language
    folder.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        pages: dict = {}
        for name, (person, size, place) in wanted.items():
            if (person, size) not in pages:
                context = browser.new_context(
                    viewport=dict(zip(("width", "height"), size, strict=True)),
                    base_url=address,
                    locale=LANGUAGES[language],
                    reduced_motion="reduce",
                )
                pages[person, size] = signed_in(context.new_page(), person)
            keep(shot(pages[person, size], place, size == PAPER), folder / f"{name}.png")
        browser.close()


def signed_in(page, person: str):
    if person:
        page.goto("/accounts/login/")
        page.fill("[name=username]", person)
        page.fill("[name=password]", "safety-month")
        page.locator("main button[type=submit]").first.click()
        page.wait_for_url(lambda url: "/login/" not in url)
    return page


def shot(page, place: str, is_printed: bool) -> bytes:
    address, *links = place.split(" >> ")
    answer = page.goto(address, wait_until="networkidle")
    if not answer.ok:
        raise SystemExit(f"{address} answers {answer.status}")
    for link in links:
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
    return first_sheet(page.pdf(prefer_css_page_size=True)) if is_printed else page.screenshot()


def first_sheet(pdf: bytes) -> bytes:
    command = ["pdftoppm", "-png", "-r", "96", "-singlefile", "-"]
    return subprocess.run(command, input=pdf, stdout=subprocess.PIPE, check=True).stdout


def keep(content: bytes, path: Path) -> None:
    """Few colours make small files; a page has few."""
    from PIL import Image

    image = Image.open(BytesIO(content)).convert("RGB").quantize(96)
    image.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB", flush=True)


if __name__ == "__main__":
    main()
