"""Bulletins that the portal drafts unasked: each week, once the office has begun with them."""

from datetime import date

from django.db import transaction
from django.utils import translation

from campaigns.models import Campaign
from campaigns.services.access import current_campaign
from reports.models import Summary, SummaryVersion
from reports.selectors.bulletins import due_bulletin, last_bulletin
from reports.services.summary import draft_paper


def draft_due_bulletins(today: date) -> list[SummaryVersion]:
    """Of each campaign in hand, the bulletin of the week that is over. Safe to run twice and side by side."""
    running = Campaign.objects.running().order_by("pk")
    return [version for campaign in running for version in _draft_next(campaign, today)]


@transaction.atomic
def _draft_next(campaign: Campaign, today: date) -> list[SummaryVersion]:
    """In the languages and outlines of the one before, if that has left the desk: unread drafts don't pile up."""
    campaign = current_campaign(campaign)
    papers = list(Summary.objects.filter(campaign=campaign, bulletin__isnull=False).select_related("outline"))
    before, due = last_bulletin(papers), due_bulletin(campaign, papers, today)
    if due is None or any(paper.state == Summary.State.DRAFT for paper in before):
        return []
    made = []
    for paper in before:
        fresh = Summary(language=paper.language, bulletin=due.number, day_from=due.day_from, day_to=due.day_to)
        with translation.override(paper.language):
            made.append(draft_paper(campaign, fresh, by=None, outline=paper.outline))
    return made
