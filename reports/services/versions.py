"""A new version of a summary: the only way its text changes."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from campaigns.services.access import lock_campaign
from core.errors import DomainError, Outdated
from reports import rules
from reports.models import Summary, SummaryVersion
from reports.selectors.content import Kept, Section
from reports.selectors.resolving import Resolver
from reports.selectors.tokens import tokens

LONGEST_TEXT = 40_000
MOST_SECTIONS = 60


class SectionConflict(Outdated):
    """Somebody else has saved this section since it was opened; `current` is the newest version."""

    def __init__(self, current: SummaryVersion, section: Section | None):
        super().__init__(_("Somebody else has saved this section in the meantime. Nothing of yours is saved yet."))
        self.current, self.section = current, section


def lock_for_writing(summary: Summary, *, by: User) -> tuple[Summary, SummaryVersion]:
    """The locked summary and its newest version, if this person may change its words now."""
    campaign = lock_campaign(summary.campaign, by=by)
    summary = Summary.objects.select_for_update(of=("self",)).select_related("outline").get(pk=summary.pk)
    summary.campaign = campaign
    if not rules.may_edit(by, summary):
        raise DomainError(_("Only a draft can be changed. Send the paper back first, with a reason."))
    return summary, newest_of(summary)


def newest_of(summary: Summary) -> SummaryVersion:
    version = summary.versions.order_by("-number").first()
    if version is None:
        raise DomainError(_("This paper has no text yet."))
    version.summary = summary
    return version


def next_number(campaign: Campaign) -> int:
    """Versions are numbered through the campaign, so that a number alone names one; its row is locked."""
    versions = SummaryVersion.objects.filter(summary__campaign=campaign)
    return (versions.aggregate(last=Max("number"))["last"] or 0) + 1


def add_version(
    summary: Summary, sections: list[Section], *, by: User, note: str, figures: Kept | None = None
) -> SummaryVersion:
    """Save these sections. Figures known before keep what they said; without any, all are looked up now."""
    kept = figures or {}
    asked = [token for section in sections for token in tokens(section["text"])]
    fresh = [token for token in asked if token.key not in kept]
    resolver = Resolver(summary.campaign, summary.language)
    said = {key: each.kept() for key, each in resolver.resolve(fresh).items()} if fresh else {}
    used = {token.key for token in asked}
    return SummaryVersion.objects.create(
        summary=summary,
        number=next_number(summary.campaign),
        sections=sections,
        figures={key: row for key, row in {**kept, **said}.items() if key in used},
        note=note[:200],
        saved_by=by,
    )


def changed(sections: list[Section], key: str, **changes: Any) -> list[Section]:
    return [{**section, **changes} if section["key"] == key else section for section in sections]
