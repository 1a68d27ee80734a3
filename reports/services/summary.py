"""Drafting a summary and changing its words."""

from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.models import Campaign
from campaigns.services.access import lock_campaign
from core.editing import refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from reports import rules
from reports.models import Outline, Summary, SummaryVersion
from reports.selectors.content import Section, drafted, first_heads, kept_figures, old_and_new
from reports.selectors.drafting import draft_section
from reports.selectors.drafting.desk import Desk
from reports.selectors.resolving import Resolver
from reports.services.versions import (
    LONGEST_TEXT,
    MOST_SECTIONS,
    SectionConflict,
    add_version,
    changed,
    lock_for_writing,
    next_number,
)


@transaction.atomic
def draft_summary(campaign: Campaign, *, by: User, outline: Outline, language: str) -> SummaryVersion:
    """Draft from the records as they are. Drafted again, the words of before stay in their versions."""
    campaign = lock_campaign(campaign, by=by)
    rows = Summary.objects.select_for_update().filter(campaign=campaign, bulletin=None)
    summary = rows.filter(language=language).first()
    return draft_paper(campaign, summary or Summary(language=language), by=by, outline=outline)


@transaction.atomic
def draft_bulletin(
    campaign: Campaign, *, by: User, outline: Outline, language: str, number: int, day_from: date, day_to: date
) -> SummaryVersion:
    """A bulletin of these days; in a second language it keeps the days of the first."""
    campaign = lock_campaign(campaign, by=by)
    same = list(Summary.objects.select_for_update().filter(campaign=campaign, bulletin=number))
    others = [row for row in same if row.language != language]
    if others and others[0].span != (day_from, day_to):
        raise DomainError(_("This bulletin is there in another language with other days. Give it the next number."))
    paper = next((row for row in same if row.language == language), Summary(language=language, bulletin=number))
    if paper.span is not None and paper.span != (day_from, day_to):
        # Its title and its words tell of other days.
        paper.title = ""
    paper.day_from, paper.day_to = day_from, day_to
    return draft_paper(campaign, paper, by=by, outline=outline)


def draft_paper(campaign: Campaign, summary: Summary, *, by: User | None, outline: Outline) -> SummaryVersion:
    """A version from the records as they are; the campaign is locked. `by` None: the portal drafts it unasked."""
    summary.campaign, summary.outline, language = campaign, outline, summary.language
    if not summary.title:
        heads = first_heads(campaign, language, summary.span)
        summary.title, summary.issuer = heads["title"], heads["issuer"]
    if summary.state != Summary.State.DRAFT:
        raise DomainError(_("Only a draft can be changed. Send the paper back first, with a reason."))
    refuse_broken_constraints(summary)
    with because(by=by):
        summary.save()
    content = drafted(campaign, outline, language, summary.span)
    with translation.override(language):
        name = outline.name
    return SummaryVersion.objects.create(
        summary=summary,
        number=next_number(campaign),
        sections=content.sections,
        figures=content.figures,
        note=_("Drafted from the records: %(outline)s") % {"outline": name},
        saved_by=by,
    )


@transaction.atomic
def save_section(
    summary: Summary, *, by: User, key: str, opened: int, title: str, text: str, note: str = ""
) -> SummaryVersion:
    """Save one section's words. `opened` is the version in which this person began to write."""
    summary, newest = lock_for_writing(summary, by=by)
    now = _unchanged(summary, newest, key, opened)
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise DomainError(_("A section takes at most %(most)s characters.") % {"most": f"{LONGEST_TEXT:,}"})
    Summary.objects.filter(pk=summary.pk, edited_by=by).update(edited_at=None)
    if (now["title"], now["text"]) == (title, text):
        return newest
    sections = changed(newest.sections, key, title=title, text=text)
    words = note or _("Section changed: %(title)s") % {"title": title or _("the opening")}
    return add_version(summary, sections, by=by, note=words, figures=newest.figures)


def _unchanged(summary: Summary, newest: SummaryVersion, key: str, opened: int) -> Section:
    """The section as it is, unless somebody has touched it since it was opened."""
    now = newest.section(key)
    before = summary.versions.filter(number=opened).first()
    was = before.section(key) if before else None
    if now is None or was is None or (was["title"], was["text"]) != (now["title"], now["text"]):
        raise SectionConflict(newest, now)
    return now


@transaction.atomic
def redraft_section(summary: Summary, *, by: User, key: str, opened: int) -> SummaryVersion:
    """Write one section anew from the records; the words of before stay in their version."""
    summary, newest = lock_for_writing(summary, by=by)
    now = _unchanged(summary, newest, key, opened)
    text = draft_section(Desk(summary.campaign, summary.language, summary.span), now["source"])
    if not text:
        raise DomainError(_("The records have nothing for this section, so its words stay."))
    sections = changed(newest.sections, key, text=text)
    note = _("Section drafted anew: %(title)s") % {"title": now["title"] or _("the opening")}
    return add_version(summary, sections, by=by, note=note, figures=newest.figures)


@transaction.atomic
def add_section(summary: Summary, *, by: User, title: str, text: str = "") -> SummaryVersion:
    """A free section, before the attachments."""
    summary, newest = lock_for_writing(summary, by=by)
    if len(newest.sections) >= MOST_SECTIONS:
        raise DomainError(_("A paper takes at most %(most)s sections.") % {"most": MOST_SECTIONS})
    taken = {section["key"] for version in summary.versions.all() for section in version.sections}
    key = next(f"s{place}" for place in range(1, len(taken) + 2) if f"s{place}" not in taken)
    at = next(
        (place for place, section in enumerate(newest.sections) if section["source"] == "attachment"),
        len(newest.sections),
    )
    section = {"key": key, "title": title, "source": "", "text": text}
    sections = [*newest.sections[:at], section, *newest.sections[at:]]
    note = _("Section added: %(title)s") % {"title": title}
    return add_version(summary, sections, by=by, note=note, figures=newest.figures)


@transaction.atomic
def remove_section(summary: Summary, *, by: User, key: str, opened: int) -> SummaryVersion:
    summary, newest = lock_for_writing(summary, by=by)
    gone = _unchanged(summary, newest, key, opened)
    sections = [section for section in newest.sections if section["key"] != key]
    note = _("Section removed: %(title)s") % {"title": gone["title"] or _("the opening")}
    return add_version(summary, sections, by=by, note=note, figures=newest.figures)


@transaction.atomic
def move_section(summary: Summary, *, by: User, key: str, steps: int) -> SummaryVersion:
    """Up (-1) or down (1); at the end nothing happens."""
    summary, newest = lock_for_writing(summary, by=by)
    sections = list(newest.sections)
    at = next((place for place, section in enumerate(sections) if section["key"] == key), None)
    if at is None or not 0 <= at + steps < len(sections):
        return newest
    sections.insert(at + steps, sections.pop(at))
    note = _("Section moved: %(title)s") % {"title": sections[at + steps]["title"] or _("the opening")}
    return add_version(summary, sections, by=by, note=note, figures=newest.figures)


@transaction.atomic
def refresh_figures(summary: Summary, *, by: User) -> tuple[SummaryVersion, int]:
    """Look up every figure anew; words stay. Returns the version and how many figures changed."""
    summary, newest = lock_for_writing(summary, by=by)
    now = kept_figures(Resolver(summary.campaign, summary.language), newest.sections)
    if now == newest.figures:
        return newest, 0
    changes = len(old_and_new(newest.figures, now))
    words = ngettext("Figures refreshed: %(number)s changed", "Figures refreshed: %(number)s changed", changes)
    return add_version(summary, newest.sections, by=by, note=words % {"number": changes}, figures=now), changes


@transaction.atomic
def update_heads(summary: Summary, *, by: User, title: str, issuer: str, addressee: str, mark: str = "") -> Summary:
    """Title, issuing body, mark and addressee stand outside the versions; their history keeps them."""
    summary, _newest = lock_for_writing(summary, by=by)
    summary.title, summary.issuer, summary.mark, summary.addressee = title, issuer, mark, addressee
    with because(by=by):
        summary.save(update_fields=["title", "issuer", "mark", "addressee"])
    return summary


@transaction.atomic
def note_editing(summary: Summary, *, by: User, key: str) -> None:
    """Say that this person has this section open now; said anew every minute by the page."""
    if not rules.may_edit(by, summary):
        return
    Summary.objects.filter(pk=summary.pk).update(edited_at=timezone.now(), edited_by=by, edited_section=key[:20])
