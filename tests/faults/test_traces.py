"""T2 from outside: a report full of marks, sent to a real server, leaves none of them anywhere."""

import http.cookiejar
import io
import re
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile

import redis
from django.core import signing

from core.spam import OPENED
from core.tests.photo_files import picture, with_exif
from safetymonth.quickstart.servers import postgres_folder

ADDRESS, AGENT, FILE = "203.0.113.77", "MARKEDAGENT", "MARKEDFILE"
MARKS = [mark.encode() for mark in (ADDRESS, AGENT, FILE, "SECRETCAMERA", "SECRETCOMMENT")]
COUNTY = """
from datetime import date
from accounts.models import Post, User
from campaigns.models import Campaign, EntrySet
from units.models import Unit, UnitKind
from units.services.register import place_unit
county = place_unit(Unit(name="青岚县", kind=UnitKind.objects.filter(is_area=True).first()))
year = {"year": 2026, "starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 30)}
Campaign.objects.create(slug="2026", area=county, name="Month", entry_set=EntrySet.objects.first(), state="running", **year)
person = User.objects.create_user("officer", "traces-of-nobody", name="Officer")
Post.objects.create(person=person, role="office", unit=county)
"""
SWEEP = "from inspections.services.sweeping import tell_of_reporters; print(tell_of_reporters())"


class Browser:
    def __init__(self, checkout, headers=None):
        self.base = f"http://127.0.0.1:{checkout.port}"
        self.headers = headers or {}
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def ask(self, path, body=None, kind=None):
        headers = {**self.headers, **({"Content-Type": kind} if kind else {})}
        request = urllib.request.Request(self.base + path, body, headers)
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            return error.read()

    def hidden(self, path):
        page = self.ask(path).decode()
        return dict(re.findall(r'<input type="hidden" name="([a-z_]+)"[^>]* value="([^"]*)"', page))

    def post(self, path, fields, *files):
        boundary = uuid.uuid4().hex
        parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
        parts += [(f'name="photos"; filename="{name}"\r\nContent-Type: image/jpeg', data) for name, data in files]
        head = [f"--{boundary}\r\nContent-Disposition: form-data; {what}\r\n\r\n".encode() for what, _ in parts]
        body = b"".join(start + data + b"\r\n" for start, (_, data) in zip(head, parts, strict=True))
        return self.ask(path, body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}")


def send_marked_report(checkout):
    """As a telephone would: a photo ahead, one with the form; a wrong code, the right one, a broken request."""
    marked = {"X-Forwarded-For": ADDRESS, "User-Agent": AGENT, "Referer": f"http://127.0.0.1:{checkout.port}/report/"}
    phone = Browser(checkout, marked)
    fields = phone.hidden("/report/")
    token = {"csrfmiddlewaretoken": fields["csrfmiddlewaretoken"]}
    gps = [(f"{FILE}{number}.jpg", with_exif(picture(64 * number, 48), 6).getvalue()) for number in (1, 2)]
    phone.post("/report/photos/", token | {"photos_key": fields["photos_key"]}, gps[0])
    # A person reads the form for a while; its stamp says so, signed as the server signs it.
    key = (checkout.folder / "var/secret-key").read_text()
    fields["opened"] = signing.dumps(int(time.time()) - 10, key=key, salt=OPENED)
    words = {"description": "Exit blocked", "place": "Market", "naming": "anonymous", "photos_expected": "1"}
    page = phone.post(
        "/report/", {name: fields[name] for name in ("once_key", "photos_key", "opened")} | token | words, gps[1]
    )
    code = re.search(r'data-code="([^"]+)"', page.decode())[1]
    phone.post("/report/follow/", token | {"code": "000-000-000-000-000-000"})
    followed = phone.post("/report/follow/", token | {"code": code, "act": "photos"}, gps[0])
    phone.post("/report/follow/", {"code": code})
    assert b"Market" in followed
    return code


def exports(checkout):
    officer = Browser(checkout)
    token = officer.hidden("/accounts/login/")["csrfmiddlewaretoken"]
    words = {"csrfmiddlewaretoken": token, "username": "officer", "password": "traces-of-nobody"}
    officer.ask("/accounts/login/", urllib.parse.urlencode(words).encode())
    book = officer.ask("/campaigns/2026/hazards/export.xlsx")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        texts = [archive.read(name) for name in archive.namelist()]
    assert any(b"Exit blocked" in text for text in texts)
    return texts


def dump_of(checkout):
    program = postgres_folder() / "pg_dump"
    command = [program, "-h", str(checkout.sockets), "-U", "safetymonth", "--inserts", "safetymonth"]
    dumped = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    assert b"Exit blocked" in dumped
    return dumped


def cached(checkout):
    store = redis.Redis(unix_socket_path=str(checkout.sockets / "redis.sock"))
    keys = list(store.scan_iter())
    return [*keys, *(store.get(key) or b"" for key in keys if store.type(key) == b"string")]


def kept(checkout):
    """Logs, mails (which the console of the worker prints), pictures, what the server said itself."""
    files = [path for path in (checkout.folder / "var").rglob("*") if path.is_file() and "postgres" not in path.parts]
    pictures = [path for path in files if path.suffix == ".jpg"]
    assert len(pictures) == 4
    return [path.read_bytes() for path in [*files, checkout.folder / "output"]]


def test_marked_report_leaves_no_mark_t2(running):
    made = running.call("manage.py", "shell", "-c", COUNTY)
    assert made.returncode == 0, made.stderr

    code = send_marked_report(running)
    assert running.call("manage.py", "shell", "-c", SWEEP).stdout.split()[-1] == "1"
    texts = [dump_of(running), *exports(running), *cached(running), *kept(running)]

    secret = code.replace("-", "")[6:]
    marks = [*MARKS, code.encode(), secret.encode()]
    assert [mark for mark in marks if any(mark in text for text in texts)] == []
    assert running.sql("SELECT count(*) FROM inspections_hazardevent") == [(0,)]
    assert running.sql("SELECT reported_at FROM inspections_hazard") == [(None,)]
