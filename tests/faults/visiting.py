"""A person at a browser, as far as fault runs need one: signs in, reads pages, sends forms, counts the answers."""

import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter

from safetymonth.synthesis.copying import SLUG
from tests.faults.seeding import WORD

LINK = re.compile(r'href="(/[^"#]*)"')
HOME = f"/campaigns/{SLUG}/"
# Files, and what ends the visit.
LEFT_OUT = re.compile(r"/static/|/admin/|logout|\.xlsx|\.docx|\.csv|\.ics|\.zip|\.pdf|language")


class Visitor:
    def __init__(self, portal):
        self.base = f"http://127.0.0.1:{portal.port}"
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), _StayHere()
        )
        self.statuses = Counter()

    def ask(self, path, fields=None):
        """Status, headers, text; status 0 when nobody answered."""
        body = urllib.parse.urlencode(fields).encode() if fields else None
        try:
            with self.opener.open(self.base + path, body, timeout=40) as answer:
                found = answer.status, answer.headers, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            with error:
                found = error.code, error.headers, error.read().decode(errors="replace")
        except OSError:
            found = 0, {}, ""
        self.statuses[found[0]] += 1
        return found

    def hidden(self, path):
        page = self.ask(path)[2]
        return dict(re.findall(r'<input type="hidden" name="([a-z_]+)"[^>]* value="([^"]*)"', page))

    def sign_in(self):
        fields = self.hidden("/accounts/login/") | {"username": SLUG, "password": WORD}
        assert self.ask("/accounts/login/", fields)[0] == 302
        return self

    def links(self, most):
        """Addresses of pages that pages lead to, that of the campaign first."""
        found, read = [HOME], 0
        while read < len(found) < most:
            for link in LINK.findall(self.ask(found[read])[2]):
                path = link.replace("&amp;", "&")
                if path not in found and not LEFT_OUT.search(path):
                    found.append(path)
            read += 1
        return found[:most]

    def seconds(self, path):
        began = time.perf_counter()
        status = self.ask(path)[0]
        assert status == 200, (path, status)
        return time.perf_counter() - began


class _StayHere(urllib.request.HTTPRedirectHandler):
    """A redirection is an answer to count, not to follow."""

    def redirect_request(self, *_what):
        return None
