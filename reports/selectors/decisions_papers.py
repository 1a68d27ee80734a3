"""Papers that wait: a summary or a bulletin to be drafted, or to be approved."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from core.languages import is_chinese
from reports.models import Summary
from reports.rules import may_approve
from reports.selectors.bulletins import due_bulletin, last_bulletin
from reports.selectors.drafting.desk import days_of
from reports.selectors.listed import Decision


def paper_decisions(campaign: Campaign, user: User, today: date) -> Iterator[Decision]:
    """In one query, whatever waits."""
    if campaign.state == Campaign.State.DRAFT:
        return
    papers = list(Summary.objects.visible_to(user).filter(campaign=campaign))
    for paper in papers:
        paper.campaign = campaign
        if may_approve(user, paper):
            yield _approval(paper)
    if user.is_office:
        yield from _bulletin(campaign, [paper for paper in papers if paper.is_bulletin], today)
        yield from _summary(campaign, [paper for paper in papers if not paper.is_bulletin], today)


def _approval(paper: Summary) -> Decision:
    return Decision(
        _("%(paper)s waits for approval") % {"paper": paper.name},
        paper.get_language_display(),
        paper.get_absolute_url(),
        "yellow",
        "file-text",
        _("Read it"),
    )


def _bulletin(campaign: Campaign, papers: list[Summary], today: date) -> Iterator[Decision]:
    """What the portal has drafted and nobody has sent on; where there have been bulletins, also the next due."""
    for paper in last_bulletin(papers):
        if paper.state == Summary.State.DRAFT and paper.day_to and paper.day_to < today:
            yield Decision(
                _("%(paper)s is drafted and waits to be read") % {"paper": paper.name},
                paper.get_language_display(),
                paper.get_absolute_url(),
                "blue",
                "file-text",
                _("Read it"),
            )
    if due := due_bulletin(campaign, papers, today):
        yield Decision(
            _("Bulletin %(number)s has not been drafted") % {"number": due.number},
            _("It would tell of %(days)s.") % {"days": days_of((due.day_from, due.day_to), _reader())},
            reverse("reports:bulletin_new", args=[campaign.slug]),
            "blue",
            "file-text",
            _("Draft it"),
        )


def _summary(campaign: Campaign, papers: list[Summary], today: date) -> Iterator[Decision]:
    if papers or today <= campaign.ends_on:
        return
    yield Decision(
        _("The summary has not been drafted"),
        _("The month is over."),
        reverse("reports:summary", args=[campaign.slug]),
        "blue",
        "file-text",
        _("Draft it"),
    )


def _reader() -> str:
    return "zh-hans" if is_chinese() else "en"
