"""What every writer of a section works with: the campaign, its figures, words of the language.

The prose stands in `reports/drafts/<language>/<source>.txt`, a Django template in plain text:
lines that follow one another make one paragraph, an empty line ends it, `## ` opens a heading.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.template import Context, Engine
from django.utils.dates import MONTHS
from django.utils.translation import override

from campaigns.models import Campaign
from reports.selectors.own_figures import OWN
from reports.selectors.resolving import Resolver, Said
from reports.selectors.tokens import Token, plain, token

FOLDER = Path(__file__).resolve().parent.parent.parent / "drafts"
# Names beyond these are counted, not listed.
MOST_NAMES = 8

Span = tuple[date, date]


@cache
def words_of(language: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / language / "words.yaml").read_text(encoding="utf-8"))


@cache
def _engine(language: str) -> Engine:
    """Plain text: what goes in comes out as typed, and is escaped where it is shown."""
    return Engine(dirs=[str(FOLDER / language)], autoescape=False)


def day_of(day: date, language: str) -> str:
    return words_of(language)["day"].format(month=day.month, day=day.day, month_name=_month(day))


def days_of(span: Span, language: str) -> str:
    """From the first to the last; a month that both share is said once."""
    first, last = span
    words = words_of(language)
    if first == last:
        return day_of(first, language)
    if (first.year, first.month) == (last.year, last.month):
        month = {"month": first.month, "month_name": _month(first)}
        return words["days_of_month"].format(first=first.day, last=last.day, **month)
    return words["days"].format(first=day_of(first, language), last=day_of(last, language))


def _month(day: date) -> str:
    with override("en"):
        return str(MONTHS[day.month])


class Desk:
    """With a span, every figure that can be told of some days is told of these; `say_now` tells of all days."""

    def __init__(self, campaign: Campaign, language: str, span: Span | None = None) -> None:
        self.campaign, self.language, self.span = campaign, language, span
        self.resolver = Resolver(campaign, language)
        self.words = words_of(language)

    def say(self, code: str, **params: Any) -> Said | None:
        return self.resolver.say(self.token(code, **params))

    def say_all(self, wanted: dict[str, dict[str, Any]]) -> dict[str, Said]:
        """{code: parameters} to {code: figure}, resolved together."""
        asked = {code: self.token(code, **params) for code, params in wanted.items()}
        said = self.resolver.resolve(asked.values())
        return {code: said[each.key] for code, each in asked.items() if each.key in said}

    def say_now(self, *codes: str) -> dict[str, Said]:
        asked = {code: token(code) for code in codes}
        said = self.resolver.resolve(asked.values())
        return {code: said[each.key] for code, each in asked.items() if each.key in said}

    def token(self, code: str, **params: Any) -> Token:
        if self.span and code not in OWN and not params.keys() & {"from_", "to"}:
            params |= {"from_": self.span[0], "to": self.span[1]}
        return token(code, **params)

    def day(self, day: date) -> str:
        return day_of(day, self.language)

    def names(self, names: Sequence[str], count: int | None = None, noun: str = "") -> str:
        """A list of names, the long one cut: “…等20个部门”, “… and 14 more”. `count` is all of them."""
        whole = len(names) if count is None else max(count, len(names))
        shown = [plain(name) for name in names[:MOST_NAMES]]
        if not shown:
            return ""
        if whole > len(shown):
            joined = self.words["list_comma"].join(shown)
            noun = noun or self.words["unit_noun"]
            return self.words["more"].format(names=joined, count=whole, rest=whole - len(shown), noun=noun)
        head = self.words["list_comma"].join(shown[:-1])
        return self.words["and"].join(filter(None, [head, shown[-1]]))

    def listed(self, names: Iterable[str]) -> str:
        """All of the names."""
        shown = [plain(name) for name in names]
        head = self.words["list_comma"].join(shown[:-1])
        return self.words["and"].join(filter(None, [head, *shown[-1:]]))

    @property
    def area(self) -> str:
        return plain(self.campaign.area.name)

    @property
    def area_end(self) -> str:
        """The word a Chinese text calls the area by; the last of its name where that says it."""
        end = self.campaign.area.name[-1:]
        return end if end in self.words["area_ends"] else self.words["area_else"]

    def write(self, source: str, facts: dict[str, Any]) -> str:
        template = _engine(self.language).get_template(f"{source}.txt")
        everywhere = {"area": self.area, "end": self.area_end, "year": str(self.campaign.year)}
        context = Context(everywhere | facts, autoescape=False, use_l10n=False)
        return _paragraphs(template.render(context), "" if self.language == "zh-hans" else " ")


def _paragraphs(text: str, joint: str) -> str:
    """One line a paragraph; a heading without a paragraph under it goes."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("## "):
            found.append(lines.pop(0))
        if lines:
            found.append(re.sub(r"\s+", " ", joint.join(lines)) if joint else "".join(lines))
    return "\n".join(
        line
        for place, line in enumerate(found)
        if not line.startswith("## ") or _has_text(found[place + 1 : place + 2])
    )


def _has_text(following: list[str]) -> bool:
    return bool(following) and not following[0].startswith("## ")
