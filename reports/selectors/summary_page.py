"""What the pages of a summary show."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.models import Campaign
from core.figures import Figure
from reports.models import Summary, SummaryComment, SummaryVersion
from reports.models.addresses import PaperAddress
from reports.rules import sees_work
from reports.selectors.checks import Warned, check
from reports.selectors.content import Block, Content, Row, content_of
from reports.selectors.drafting import ATTACHMENT
from reports.selectors.resolving import Resolver
from reports.selectors.tokens import tokens

STILL_EDITING = timedelta(minutes=2)


@dataclass(frozen=True)
class SectionView:
    key: str
    title: str
    number: str
    source: str
    blocks: list[Block]
    rows: list[Row]
    comments: list[SummaryComment] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.blocks and not self.rows

    @property
    def is_attachment(self) -> bool:
        return self.source == ATTACHMENT


def find_summary(campaign: Campaign, *, user: User, language: str | None, reader: str) -> Summary | None:
    """In the language asked for, else the reader's, else the newest this person may read."""
    rows = list(_papers(campaign, user).filter(bulletin=None))
    by_language = {row.language: row for row in rows}
    if language:
        return by_language.get(language)
    return by_language.get(reader) or (rows[0] if rows else None)


def find_paper(campaign: Campaign, address: PaperAddress, *, user: User) -> Summary | None:
    """The summary or bulletin at this address."""
    return _papers(campaign, user).filter(bulletin=address.bulletin, language=address.language).first()


def _papers(campaign: Campaign, user: User) -> QuerySet[Summary]:
    rows = Summary.objects.visible_to(user).filter(campaign=campaign)
    return rows.select_related("outline", "campaign__area", "edited_by", "approved_by")


def languages_of(summary: Summary, *, user: User) -> list[Summary]:
    """The same paper in each language this person may read it in."""
    rows = Summary.objects.visible_to(user).filter(campaign=summary.campaign_id, bulletin=summary.bulletin)
    return list(rows.select_related("campaign").order_by("language"))


def versions_of(campaign: Campaign, *, user: User) -> Any:
    """Versions this person may open: all of them for those who work on the paper, else the newest only."""
    summaries = Summary.objects.visible_to(user).filter(campaign=campaign)
    rows = SummaryVersion.objects.filter(summary__in=summaries).select_related(
        "summary__campaign__area", "summary__outline", "saved_by"
    )
    if sees_work(user, campaign):
        return rows
    newest = [version.pk for row in summaries if (version := row.versions.order_by("-number").first())]
    return rows.filter(pk__in=newest)


def sections_of(content: Content, comments: list[SummaryComment]) -> list[SectionView]:
    numbers = content.numbered()
    by_section: dict[str, list[SummaryComment]] = {}
    for comment in comments:
        by_section.setdefault(comment.section, []).append(comment)
    return [
        SectionView(
            key=section["key"],
            title=section["title"],
            number=numbers.get(section["key"], ""),
            source=section["source"],
            blocks=[] if section["source"] == ATTACHMENT else content.blocks(section),
            rows=content.rows(section) if section["source"] == ATTACHMENT else [],
            comments=by_section.get(section["key"], []),
        )
        for section in content.sections
    ]


def headline(summary: Summary, content: Content, comments: list[SummaryComment]) -> str:
    """What is the case; says no more than the saved version tells, so that the page stays cheap."""
    State = Summary.State
    if summary.state == State.ISSUED:
        return _("Issued as %(number)s") % {"number": summary.number}
    if summary.state == State.APPROVED:
        return _("Approved: %(number)s figures are frozen, it can be issued") % {"number": len(content.figures)}
    open_comments = sum(comment.settled_at is None for comment in comments)
    if open_comments:
        words = ngettext("%(number)s comment is not settled", "%(number)s comments are not settled", open_comments)
        said = words % {"number": open_comments}
    else:
        empty = sum(not each["text"].strip() for each in content.sections)
        words = ngettext("%(number)s section has no text", "%(number)s sections have no text", empty)
        said = words % {"number": empty} if empty else _("every section has text")
    if summary.state == State.REVIEW:
        return _("In review: %(said)s") % {"said": said}
    return _("Draft %(version)s: %(said)s") % {"version": content.version, "said": said}


@dataclass(frozen=True)
class Finding:
    """A warning and who took it on their name, if somebody has."""

    warned: Warned
    accepted: dict[str, Any] | None


def findings(summary: Summary, version: SummaryVersion) -> list[Finding]:
    accepted = {row["key"]: row for row in summary.accepted_warnings}
    return [Finding(each, accepted.get(each.key)) for each in check(content_of(version))]


def warnings_as_json(summary: Summary, version: SummaryVersion) -> list[dict[str, Any]]:
    """Once approved, those that were accepted then; before, those found now."""
    if summary.is_frozen:
        rows = summary.accepted_warnings
        return [
            {
                "kind": row["key"].partition(":")[0],
                "text": row["text"],
                "accepted_by": row["by"],
                "accepted_at": row["at"],
            }
            for row in rows
        ]
    return [_as_json(each.warned, each.accepted) for each in findings(summary, version)]


def fresh_warnings_as_json(content: Content) -> list[dict[str, Any]]:
    return [_as_json(each, None) for each in check(content)]


def _as_json(warned: Warned, accepted: dict[str, Any] | None) -> dict[str, Any]:
    by, at = (accepted["by"], accepted["at"]) if accepted else (None, None)
    return {"kind": warned.kind, "text": warned.text, "accepted_by": by, "accepted_at": at}


@dataclass(frozen=True)
class Drift:
    """A frozen figure that the records no longer bear out."""

    name: str
    frozen: Figure
    now: Figure
    came: int
    went: int
    url: str


def drifts(summary: Summary, version: SummaryVersion) -> list[Drift]:
    """Frozen figures whose value or whose records are different by now; the paper keeps the frozen ones."""
    resolver = Resolver(summary.campaign, summary.language)
    asked = {token.key: token for section in version.sections for token in tokens(section["text"])}
    said = resolver.resolve(asked.values())
    found = []
    for row in summary.frozen.all():
        now = said.get(row.token)
        if now is None:
            continue
        keys = set(resolver.record_keys(asked[row.token]))
        came, went = len(keys - set(row.record_ids)), len(set(row.record_ids) - keys)
        if now.figure != row.figure or came or went:
            found.append(Drift(now.name, row.figure, now.figure, came, went, now.url))
    return found


def editing_now(summary: Summary, *, user: User, now: datetime) -> dict[str, Any] | None:
    """Somebody else who has a section open; nobody writes in what is no draft."""
    if summary.state != Summary.State.DRAFT:
        return None
    if summary.edited_by is None or summary.edited_by == user or summary.edited_at is None:
        return None
    if now - summary.edited_at > STILL_EDITING:
        return None
    return {"by": str(summary.edited_by), "at": summary.edited_at, "section": summary.edited_section}
