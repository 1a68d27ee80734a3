"""The plan of a campaign as an official paper."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.models import Campaign, PlanItemKind, TimelineEntry
from campaigns.selectors.committee import seats_on
from campaigns.selectors.plan import KindCount, PlanNode, kind_counts, plan_tree
from campaigns.selectors.timeline import timeline_of
from reports.papers.paper import Block, Heading, Language, Listing, Paper, Paragraph, Table

DEEPEST_HEADING = 4


def plan_paper(campaign: Campaign, *, user: User, today: date, language: Language) -> Paper:
    """Basis, plan, timeline, leading group and slogans; what is announced and not entered is said so."""
    blocks = [
        *_lead(campaign),
        *_plan(campaign),
        *_timeline(campaign, user, today),
        *_committee(campaign, user, today),
        *_slogans(campaign),
    ]
    return Paper(
        title=_("Plan of %(name)s") % {"name": campaign.name},
        blocks=tuple(blocks),
        language=language,
        signature=campaign.area.name,
        draft=campaign.state == Campaign.State.DRAFT,
    )


def _lead(campaign: Campaign) -> Iterator[Block]:
    yield Heading(1, _("Theme and period"))
    if campaign.basis:
        yield from (Paragraph.of(line) for line in campaign.basis.splitlines() if line.strip())
    if campaign.theme:
        yield Paragraph.of(_("Theme: %(theme)s.") % {"theme": campaign.theme})
    days = {"first": _day(campaign.starts_on), "last": _day(campaign.ends_on)}
    yield Paragraph.of(_("Period: %(first)s to %(last)s.") % days)


def _plan(campaign: Campaign) -> Iterator[Block]:
    roots = plan_tree(campaign)
    prefetch_related_objects([node.item for root in roots for node in root.walk()], "co_operating")
    missing = {count.kind: count for count in kind_counts(campaign) if count.missing}
    for kind, nodes in groupby(roots, key=lambda node: node.item.kind):
        yield Heading(1, kind.name)
        for node in nodes:
            yield from _item(node, 2)
        if kind in missing:
            yield _gap(missing.pop(kind))
    yield from _absent(missing)


def _absent(missing: dict[PlanItemKind, KindCount]) -> Iterator[Block]:
    for kind, count in missing.items():
        yield Heading(1, kind.name)
        yield _gap(count)


def _gap(count: KindCount) -> Paragraph:
    words = ngettext(
        "(%(number)s announced item is not entered yet.)",
        "(%(number)s announced items are not entered yet.)",
        count.missing,
    )
    return Paragraph.of(words % {"number": count.missing})


def _item(node: PlanNode, level: int) -> Iterator[Block]:
    item = node.item
    yield Heading(min(level, DEEPEST_HEADING), item.title)
    yield from (Paragraph.of(line) for line in item.description.splitlines() if line.strip())
    facts = []
    if item.lead:
        facts.append(_("Lead unit: %(name)s") % {"name": item.lead.name})
    names = [unit.name for unit in item.co_operating.all()]
    if names:
        facts.append(_("Co-operating units: %(names)s") % {"names": _(", ").join(names)})
    if item.due_on:
        facts.append(_("Due: %(day)s") % {"day": _day(item.due_on)})
    if facts:
        yield Paragraph.of(_("%(facts)s.") % {"facts": _("; ").join(facts)})
    for child in node.children:
        yield from _item(child, level + 1)


def _timeline(campaign: Campaign, user: User, today: date) -> Iterator[Block]:
    lines = timeline_of(campaign, user=user, today=today)
    if not lines:
        return
    yield Heading(1, _("Timeline"))
    rows = tuple((_planned(line.entry), line.entry.title, line.entry.document_number) for line in lines)
    yield Table((_("Day"), _("Step"), _("Document number")), rows, widths=(2, 4, 2))


def _planned(entry: TimelineEntry) -> str:
    if entry.planned_on is None:
        return _day(entry.actual_on) if entry.actual_on else ""
    return _("by %(day)s") % {"day": _day(entry.planned_on)} if entry.is_deadline else _day(entry.planned_on)


def _committee(campaign: Campaign, user: User, today: date) -> Iterator[Block]:
    day = min(max(today, campaign.starts_on), campaign.ends_on)
    groups = seats_on(campaign, user=user, day=day)
    if not groups:
        return
    yield Heading(1, _("Leading group"))
    for group in groups:
        names = [f"{seat} {seat.person}".strip() for seat in group.seats]
        yield Paragraph.of(_("%(seat)s: %(names)s.") % {"seat": group.label, "names": _(", ").join(names)})


def _slogans(campaign: Campaign) -> Iterator[Block]:
    if campaign.slogan_lines:
        yield Heading(1, _("Slogans"))
        yield Listing.of(*campaign.slogan_lines)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
