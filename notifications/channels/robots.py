"""Group robots of WeCom, DingTalk and Feishu: what is said to them, and what their answers mean.

Formats, limits and codes as documented by their makers:
- WeCom: developer.work.weixin.qq.com/document/path/91770. Markdown of at most 4096 bytes, 20 messages a minute,
  `errcode` 0; 45009 is the limit of calls, -1 a busy system. No signature.
- DingTalk: open.dingtalk.com/document/robots/custom-robot-access. Markdown; a body over 20,000 bytes is refused
  with 460101; 20 messages a minute, `errcode` 0; 130101 and 410100 are that limit, -1 a busy system. The signature
  is the HMAC-SHA256 of "<milliseconds>\\n<secret>" with the secret as the key, in the query.
- Feishu, abroad Lark: open.feishu.cn/document/client-docs/bot-v3/add-custom-bot. A body of at most 20 KB, 100 messages
  a minute, `code` 0 (of old `StatusCode`); 11232 and 99991400 are the limit, 9499 too when its words say so - else it
  is a malformed body. The signature is the HMAC-SHA256 of nothing with "<seconds>\\n<secret>" as the key, in the body.
All three answer a refusal with status 200 and say it in the body.
"""

import hmac
import json
import re
from base64 import b64encode
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from time import time
from typing import Any
from urllib.parse import quote_plus

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import outbound
from core.languages import is_chinese
from notifications.channels.outcomes import Outcome, Result

TITLE, LINE = 120, 300
_COPIED = re.compile(r"(?P<origin>https?://(?P<host>[a-z0-9.-]+)(:[0-9]+)?)(?P<target>/[!-~]*)")
# Whoever writes a name may not write links or mentions with it: signs that mean something become their wide twins.
_INERT = str.maketrans("[]<>*_`~\\@", "［］＜＞＊＿｀～＼＠")


@dataclass(frozen=True)
class Line:
    """One thing of a digest; the address is whole."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Digest:
    """`url` leads to the page that has all of it, for what had to be left out."""

    title: str
    lines: Sequence[Line]
    url: str


@dataclass(frozen=True)
class _Kind:
    hosts: Collection[str]
    path: re.Pattern[str]
    start: str
    limit: int
    compose: Callable[[str, Sequence[Line], Line | None], dict[str, Any]]
    size: Callable[[dict[str, Any]], int]
    sign: Callable[[str, dict[str, Any], str, float], tuple[str, dict[str, Any]]]
    code: str
    busy: Collection[int]


def send(kind: str, address: str, secret: str, digest: Digest, *, hosts: Collection[str] = ()) -> Outcome:
    """Say it once. `hosts`: chat servers of their own that an administrator has written down."""
    known = KINDS[kind]
    signed, body = known.sign(address, fitting(kind, digest), secret, time())
    try:
        answer = outbound.post_json(signed, body, hosts=hosts)
    except outbound.Refused as error:
        return Outcome(Result.FAILED, str(error))
    except outbound.NotReached as error:
        return Outcome(Result.LATER, str(error))
    except outbound.Unclear as error:
        return Outcome(Result.UNCLEAR, str(error))
    return outcome_of(kind, answer)


def fitting(kind: str, digest: Digest) -> dict[str, Any]:
    """The message with as many lines as the robot takes; the rest is counted and linked."""
    known = KINDS[kind]
    title, lines = _short(digest.title, TITLE), [Line(_short(line.text, LINE), line.url) for line in digest.lines]
    whole = known.compose(title, lines, None)
    if known.size(whole) <= known.limit:
        return whole

    def cut(kept: int) -> dict[str, Any]:
        return known.compose(title, lines[:kept], _rest(len(lines) - kept, digest.url))

    too_many = bisect_left(range(1, len(lines)), True, key=lambda kept: known.size(cut(kept)) > known.limit)
    return cut(too_many)


def _rest(number: int, url: str) -> Line:
    return Line(ngettext("and %(number)d more", "and %(number)d more", number) % {"number": number}, url)


def outcome_of(kind: str, answer: outbound.Answer) -> Outcome:
    """In the robot's own words, where it has any."""
    known, said = KINDS[kind], _said(answer.body)
    code = _number(said.get(known.code, said.get("StatusCode")))
    words = str(said.get("errmsg") or said.get("msg") or said.get("StatusMessage") or "")[:200]
    number = answer.status if code is None else code
    told = f"{number} {words}" if words else _("The chat server answered %(number)s.") % {"number": number}
    if answer.status in (429, 503) or code in known.busy or (code == 9499 and "too many" in words.lower()):
        return Outcome(Result.LATER, told)
    if answer.status == 200 and code == 0:
        return Outcome(Result.SENT)
    if answer.status >= 500 or (answer.status == 200 and code is None):
        return Outcome(Result.UNCLEAR, told)
    return Outcome(Result.FAILED, told)


def plain_address(kind: str, typed: str, *, hosts: Collection[str] = ()) -> str:
    """An address as the chat program shows it for copying; raises ValidationError for anything else."""
    known, address = KINDS[kind], typed.strip()
    parts = _COPIED.fullmatch(address)
    origins = {f"https://{host}" for host in (*known.hosts, *hosts)}
    if parts and (parts["origin"] in origins or outbound.is_trusted(address)) and known.path.fullmatch(parts["target"]):
        return address
    if parts and any(parts["host"] in other.hosts for other in KINDS.values() if other is not known):
        raise ValidationError(_("This is the address of another kind of robot: choose that kind, or copy again."))
    raise ValidationError(_("The address of such a robot begins with %(start)s") % {"start": known.start})


def _markdown(title: str, lines: Sequence[Line], rest: Line | None) -> str:
    shown = [f"{number}. {_linked(line)}" for number, line in enumerate(lines, 1)]
    return "\n".join((f"### {_inert(title)}", "", *shown, *(["", _linked(rest)] if rest else [])))


def _linked(line: Line) -> str:
    if not line.url:
        return _inert(line.text)
    return f"[{_inert(line.text)}]({line.url.replace('(', '%28').replace(')', '%29')})"


def _wecom(title: str, lines: Sequence[Line], rest: Line | None) -> dict[str, Any]:
    return {"msgtype": "markdown", "markdown": {"content": _markdown(title, lines, rest)}}


def _dingtalk(title: str, lines: Sequence[Line], rest: Line | None) -> dict[str, Any]:
    """`title` is what the list of chats shows."""
    return {"msgtype": "markdown", "markdown": {"title": _inert(title), "text": _markdown(title, lines, rest)}}


def _feishu(title: str, lines: Sequence[Line], rest: Line | None) -> dict[str, Any]:
    """Rich text in parts that are not markdown, so nothing in a name can mean anything."""
    rows = [_parts(f"{number}. ", line) for number, line in enumerate(lines, 1)]
    rows += [_parts("", rest)] if rest else []
    language = "zh_cn" if is_chinese() else "en_us"
    return {"msg_type": "post", "content": {"post": {language: {"title": title, "content": rows}}}}


def _parts(number: str, line: Line) -> list[dict[str, str]]:
    if not line.url:
        return [{"tag": "text", "text": number + line.text}]
    return [{"tag": "text", "text": number}, {"tag": "a", "text": line.text, "href": line.url}]


def _unsigned(address: str, body: dict[str, Any], _secret: str, _now: float) -> tuple[str, dict[str, Any]]:
    return address, body


def _signed_in_query(address: str, body: dict[str, Any], secret: str, now: float) -> tuple[str, dict[str, Any]]:
    if not secret:
        return address, body
    stamp = str(round(now * 1000))
    sign = b64encode(hmac.digest(secret.encode(), f"{stamp}\n{secret}".encode(), "sha256")).decode()
    return f"{address}&timestamp={stamp}&sign={quote_plus(sign)}", body


def _signed_in_body(address: str, body: dict[str, Any], secret: str, now: float) -> tuple[str, dict[str, Any]]:
    if not secret:
        return address, body
    stamp = str(int(now))
    sign = b64encode(hmac.digest(f"{stamp}\n{secret}".encode(), b"", "sha256")).decode()
    return address, {"timestamp": stamp, "sign": sign} | body


def _size_of_markdown(body: dict[str, Any]) -> int:
    return len(body["markdown"]["content"].encode())


def _size_of_body(body: dict[str, Any]) -> int:
    """With room for a signature."""
    return len(json.dumps(body, ensure_ascii=False).encode()) + 100


def _inert(text: str) -> str:
    return text.translate(_INERT).replace("://", "：//")


def _short(text: str, most: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def _said(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


KINDS = {
    "wecom": _Kind(
        hosts=["qyapi.weixin.qq.com"],
        path=re.compile(r"/cgi-bin/webhook/send\?key=[0-9A-Za-z-]{8,100}"),
        start="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
        limit=4096,
        compose=_wecom,
        size=_size_of_markdown,
        sign=_unsigned,
        code="errcode",
        busy=[45009, -1],
    ),
    "dingtalk": _Kind(
        hosts=["oapi.dingtalk.com"],
        path=re.compile(r"/robot/send\?access_token=[0-9A-Za-z]{8,200}"),
        start="https://oapi.dingtalk.com/robot/send?access_token=",
        limit=20000,
        compose=_dingtalk,
        size=_size_of_body,
        sign=_signed_in_query,
        code="errcode",
        busy=[130101, 410100, -1],
    ),
    "feishu": _Kind(
        hosts=["open.feishu.cn", "open.larksuite.com"],
        path=re.compile(r"/open-apis/bot/v2/hook/[0-9A-Za-z-]{8,100}"),
        start="https://open.feishu.cn/open-apis/bot/v2/hook/",
        limit=20 * 1024,
        compose=_feishu,
        size=_size_of_body,
        sign=_signed_in_body,
        code="code",
        busy=[11232, 99991400],
    ),
}
