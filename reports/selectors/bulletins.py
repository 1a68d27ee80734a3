"""The bulletins of a campaign, and the days the next one is to tell of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from accounts.models import User
from campaigns.models import Campaign
from reports.models import Summary


@dataclass(frozen=True)
class Bulletin:
    """One number with its papers, one in each language."""

    number: int
    day_from: date
    day_to: date
    papers: Sequence[Summary]


@dataclass(frozen=True)
class Next:
    """What the next bulletin would be; the days are a proposal."""

    number: int
    day_from: date
    day_to: date


def bulletins_of(campaign: Campaign, *, user: User) -> list[Bulletin]:
    """The newest first."""
    rows = Summary.objects.visible_to(user).filter(campaign=campaign, bulletin__isnull=False)
    papers = list(rows.order_by("-bulletin", "-language"))
    for paper in papers:
        paper.campaign = campaign
    found = []
    for number, group in groupby(papers, key=lambda paper: paper.bulletin):
        same = list(group)
        span = same[0].span
        if number is not None and span is not None:
            found.append(Bulletin(number, span[0], span[1], same))
    return found


def due_bulletin(campaign: Campaign, papers: Sequence[Summary], today: date) -> Next | None:
    """The one after these of its bulletins, once its week is over; without any nobody has asked for bulletins."""
    told = max((paper.day_to for paper in papers if paper.day_to), default=None)
    if told is None or told >= campaign.ends_on:
        return None
    first, last = after(campaign, told)
    return Next(max(paper.bulletin or 0 for paper in papers) + 1, first, last) if last < today else None


def last_bulletin(papers: Sequence[Summary]) -> list[Summary]:
    """Those of the highest number, one in each language."""
    number = max((paper.bulletin or 0 for paper in papers), default=0)
    return [paper for paper in papers if paper.bulletin == number]


def next_bulletin(campaign: Campaign) -> Next:
    """The week, up to its Sunday, after the last one told of, within the campaign; at first that of its first day."""
    last = Summary.objects.filter(campaign=campaign, bulletin__isnull=False).order_by("-day_to", "-bulletin").first()
    numbers = Summary.objects.filter(campaign=campaign, bulletin__isnull=False).order_by("-bulletin")
    number = (numbers.values_list("bulletin", flat=True).first() or 0) + 1
    return Next(number, *after(campaign, last.day_to if last else None))


def after(campaign: Campaign, told: date | None) -> tuple[date, date]:
    """The days from the one after this to its Sunday, within the campaign."""
    first = min(told + timedelta(days=1) if told else campaign.starts_on, campaign.ends_on)
    sunday = first + timedelta(days=7 - first.isoweekday())
    return first, min(sunday, campaign.ends_on)


def numbered(campaign: Campaign, number: int) -> Next | None:
    """A bulletin that is there already, to be drafted anew or in the other language."""
    row = Summary.objects.filter(campaign=campaign, bulletin=number).first()
    span = row.span if row else None
    return Next(number, span[0], span[1]) if span else None
