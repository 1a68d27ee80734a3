"""What the office looks at before it lets everybody read something, and what it has decided before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from activities.models import Activity
from campaigns.models import Campaign
from core.figures import Figure, Qualifier
from reports.models import LeftOut, NewsItem, PublicPage, ReleasedFigure
from reports.selectors.public import PERSONAL, figure_names, may_stay_live, newest, week_of

MOST_NEWS = 8
MOST_ACTIVITIES = 50
MOST_CHANGES = 30


@dataclass(frozen=True)
class Decision:
    """One decision about the public page, as `components/history.html` shows it."""

    at: datetime
    by: str
    why: str
    action: str
    changes: tuple[()] = ()


@dataclass(frozen=True)
class Choice:
    """An activity of the week; left out by the office, or kept off since its title tells of a person."""

    activity: Activity
    is_left_out: bool
    is_kept_off: bool


def newest_news(campaign: Campaign) -> Sequence[NewsItem]:
    items = list(NewsItem.objects.filter(campaign=campaign)[:MOST_NEWS])
    for item in items:
        item.campaign = campaign
    return items


def activities_to_choose(campaign: Campaign, today: date) -> list[Choice]:
    """The newest of the week, shown or not."""
    left_out = set(LeftOut.objects.filter(campaign=campaign).values_list("activity", flat=True))
    return [
        Choice(row, row.pk in left_out, re.search(PERSONAL, row.title) is not None)
        for row in newest(week_of(campaign, today), MOST_ACTIVITIES)
    ]


def figures_to_release(campaign: Campaign) -> list[tuple[str, str]]:
    """Those that are not released yet; what can't be kept up to date says so."""
    taken = set(ReleasedFigure.objects.filter(campaign=campaign).values_list("code", flat=True))
    once = _("%(figure)s (as of a day only)")
    return [
        (code, name if may_stay_live(code) else once % {"figure": name})
        for code, (name, _measure) in figure_names().items()
        if code not in taken
    ]


def changes_of(campaign: Campaign) -> list[Decision]:
    """Who showed, released or took back what, the newest first."""
    told: list[tuple[Any, tuple[str, ...], Callable[[Any], str]]] = [
        (ReleasedFigure, (), _released(figure_names())),
        (PublicPage, (), _switched),
        (LeftOut, ("activity",), _left_out),
    ]
    found = []
    for model, named, action in told:
        events = model.events.rel.related_model.objects.filter(campaign=campaign)
        for event in events.select_related("pgh_context", *named).order_by("-pgh_id")[:MOST_CHANGES]:
            context = event.pgh_context.metadata if event.pgh_context else {}
            found.append(Decision(event.pgh_created_at, context.get("name", ""), context.get("why", ""), action(event)))
    return sorted(found, key=lambda each: each.at, reverse=True)[:MOST_CHANGES]


def _released(names: dict[str, tuple[str, str]]) -> Callable[[Any], str]:
    def said(event: Any) -> str:
        name = names.get(event.code, (event.code, ""))[0]
        if event.pgh_label == "delete":
            return _("Taken back: %(figure)s") % {"figure": name}
        if event.is_live:
            return _("Released and kept up to date: %(figure)s") % {"figure": name}
        value = Figure(event.value, Qualifier(event.qualifier)).text()
        return _("Released: %(figure)s, %(value)s") % {"figure": name, "value": value}

    return said


def _switched(event: Any) -> str:
    return (
        _("Activities of the week are shown") if event.shows_activities else _("Activities of the week are not shown")
    )


def _left_out(event: Any) -> str:
    titles = {"title": event.activity.title}
    return _("Shown again: %(title)s") % titles if event.pgh_label == "delete" else _("Left out: %(title)s") % titles
