"""A summary as one version has it, saved or only just drafted: what pages and files are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from campaigns.models import Campaign
from core.figures import Figure
from reports.models import Outline, Summary, SummaryVersion
from reports.papers.numbering import HeadingNumbers
from reports.papers.paper import Language
from reports.selectors.drafting import ATTACHMENT, draft_section
from reports.selectors.drafting.desk import Desk, Span, days_of, words_of
from reports.selectors.resolving import Resolver, kept_figure
from reports.selectors.tokens import Token, pieces, tokens

Section = dict[str, Any]
Kept = dict[str, dict[str, Any]]
HEADINGS = {"## ": 2, "### ": 3}


@dataclass(frozen=True)
class Part:
    """A stretch of text. `key` when it is a figure; a token that nothing answers is `wrong` and shown as typed."""

    text: str
    key: str = ""
    url: str = ""
    name: str = ""
    wrong: bool = False


@dataclass(frozen=True)
class Block:
    """`level` 2 or 3 for a heading inside a section, 0 for a paragraph."""

    level: int
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Row:
    """A line of the attachment table: a figure, or a heading between them."""

    label: str
    part: Part | None = None
    measure: str = ""


@dataclass(frozen=True)
class Content:
    campaign: Campaign
    language: Language
    title: str
    sections: list[Section]
    figures: Kept
    outline: str
    issuer: str = ""
    document_number: str = ""
    addressee: str = ""
    state: str = Summary.State.DRAFT
    version: int | None = None
    saved_at: datetime | None = None
    issued_on: date | None = None
    span: Span | None = None

    @property
    def texts(self) -> list[Section]:
        """What is printed as text; an empty section stays out."""
        return [each for each in self.sections if each["source"] != ATTACHMENT and each["text"].strip()]

    @property
    def attachments(self) -> list[Section]:
        return [each for each in self.sections if each["source"] == ATTACHMENT and each["text"].strip()]

    @property
    def is_final(self) -> bool:
        return self.state in (Summary.State.APPROVED, Summary.State.ISSUED)

    @property
    def day(self) -> date:
        if self.issued_on:
            return self.issued_on
        return timezone.localtime(self.saved_at).date() if self.saved_at else timezone.localdate()

    def blocks(self, section: Section) -> list[Block]:
        return blocks_of(section["text"], self.figures, self.language)

    def rows(self, section: Section) -> list[Row]:
        return rows_of(section["text"], self.figures, self.language)

    def listed(self) -> list[tuple[str, Figure, dict[str, Any]]]:
        """Each figure once, in reading order: (key, figure, what is kept of it)."""
        order = [token.key for section in self.sections for token in tokens(section["text"])]
        return [(key, kept_figure(kept), kept) for key in dict.fromkeys(order) if (kept := self.figures.get(key))]

    def numbered(self) -> dict[str, str]:
        """{section key: its number}, for the sections that print with a heading."""
        numbers = HeadingNumbers(self.language)
        return {each["key"]: numbers.next(1) for each in self.texts if each["title"]}


def content_of(version: SummaryVersion) -> Content:
    summary = version.summary
    return Content(
        campaign=summary.campaign,
        language=_language(summary.language),
        title=summary.title,
        sections=version.sections,
        figures=version.figures,
        outline=summary.outline.code,
        issuer=summary.issuer,
        document_number=summary.number,
        addressee=summary.addressee,
        state=summary.state,
        version=version.number,
        saved_at=version.saved_at,
        issued_on=timezone.localtime(summary.issued_at).date() if summary.issued_at else None,
        span=summary.span,
    )


def drafted(campaign: Campaign, outline: Outline, language: str, span: Span | None = None) -> Content:
    """Drafted from the records as they are now, those of a bulletin's days; saved nowhere."""
    desk = Desk(campaign, language, span)
    sections = [
        {
            "key": f"s{place}",
            "title": row.title_in(language),
            "source": row.source,
            "text": row.text_in(language) or draft_section(desk, row.source),
        }
        for place, row in enumerate(outline.sections.all(), start=1)
    ]
    heads = first_heads(campaign, language, span)
    return Content(
        campaign=campaign,
        language=_language(language),
        title=heads["title"],
        issuer=heads["issuer"],
        sections=sections,
        figures=kept_figures(desk.resolver, sections),
        outline=outline.code,
        saved_at=timezone.now(),
        span=span,
    )


def first_heads(campaign: Campaign, language: str, span: Span | None = None) -> dict[str, str]:
    words = words_of(language)
    is_month = campaign.season == Campaign.Season.MONTH
    pattern = words["title" if is_month else "season_title"]
    facts = {"year": campaign.year, "name": campaign.name}
    if span:
        pattern = words["bulletin_title"]
        facts |= {"days": days_of(span, language)}
    return {
        "title": pattern.format(**facts)[:200],
        "issuer": words["issuer"].format(area=campaign.area.name)[:80],
    }


def kept_figures(resolver: Resolver, sections: Iterable[Section]) -> Kept:
    """What each token of these sections says now; tokens that say nothing are left out."""
    asked = [token for section in sections for token in tokens(section["text"])]
    return {key: said.kept() for key, said in resolver.resolve(asked).items()}


def blocks_of(text: str, figures: Kept, language: str) -> list[Block]:
    """One block a line, as the office typed it; nothing in it is markup but the signs of a heading."""
    found = []
    for line in text.splitlines():
        level = next((level for sign, level in HEADINGS.items() if line.startswith(sign)), 0)
        words = line.removeprefix("#" * level + " ") if level else line
        if words.strip():
            found.append(Block(level, tuple(_part(piece, figures, language) for piece in pieces(words.strip()))))
    return found


def as_read(text: str, figures: Kept, language: str) -> str:
    """The text with its figures in place of the tokens."""
    return "\n".join(block.text for block in blocks_of(text, figures, language))


def _part(piece: str | Token, figures: Kept, language: str) -> Part:
    if isinstance(piece, str):
        return Part(piece)
    kept = figures.get(piece.key)
    if kept is None:
        return Part(str(piece), wrong=True)
    return Part(kept_figure(kept).words(language), key=piece.key, url=kept["url"], name=kept["name"])


def rows_of(text: str, figures: Kept, language: str) -> list[Row]:
    """A line of the attachment is a token, with a label of one's own before it or without."""
    found = []
    for line in text.splitlines():
        parts = pieces(line.strip())
        at = next((place for place, piece in enumerate(parts) if isinstance(piece, Token)), None)
        label = "".join(str(piece) for piece in parts[:at]).strip().rstrip(":：").strip()
        if at is None:
            found += [Row(label)] if label else []
            continue
        part = _part(parts[at], figures, language)
        kept = figures.get(part.key, {})
        if kept:
            # A table has the short form: 40,000+.
            part = replace(part, text=kept_figure(kept).text(language))
        found.append(Row(label or kept.get("name", ""), part, kept.get("measure", "")))
    return found


def old_and_new(old: Kept, new: Kept) -> list[tuple[str, Figure, Figure]]:
    """(name, before, now) of the figures that say something else now."""
    pairs = [(old[key]["name"], kept_figure(old[key]), kept_figure(new[key])) for key in old if key in new]
    return [(name, before, now) for name, before, now in pairs if before != now]


def _language(language: str) -> Language:
    return "en" if language == "en" else "zh-hans"


LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
