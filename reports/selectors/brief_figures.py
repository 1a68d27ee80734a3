"""Figures of the morning brief and what was said of them the last time."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from activities.selectors.filtering import ActivityFilters
from campaigns.models import Campaign
from core.templatetags.portal import day as as_said
from core.workdays import ONE_DAY
from reports.selectors import tallies
from reports.selectors.brief_lines import BriefLine
from reports.selectors.dashboard_picks import picks_of
from reports.selectors.figures import ACTIVITIES, ASSIGNMENTS_DONE, FigureLine, figures
from reports.selectors.reach import view_of

OF_LEDGER = (tallies.REPORTED, tallies.FIXED, tallies.OVERDUE)
# Its growth is no good news.
BAD_WHEN_MORE = tallies.OVERDUE


def numbers_of(campaign: Campaign, *, user: User) -> dict[str, int | None]:
    """Kept with a brief, for the next one to compare with."""
    return {line.code: line.figure.value for line in _figures(campaign, user)}


def _figures(campaign: Campaign, user: User, filters: ActivityFilters | None = None) -> list[FigureLine]:
    codes = (ACTIVITIES, ASSIGNMENTS_DONE, *picks_of(campaign).codes, *OF_LEDGER)
    view = view_of(user, campaign, filters) if filters else view_of(user, campaign)
    found = {line.code: line for line in figures(view, codes, with_missing=False)}
    return [found[code] for code in codes if code in found]


def changed(
    campaign: Campaign, *, user: User, since: date, last: Mapping[str, int | None] | None
) -> tuple[BriefLine, ...]:
    """Each figure as it stands, with how much that is more or less than the last brief said.

    Before the first brief the same is asked of the records until the day before; what a case of the ledger was
    then can't be asked so.
    """
    if last is None:
        until = _figures(campaign, user, ActivityFilters(day_to=since - ONE_DAY))
        last = {line.code: line.figure.value for line in until if line.code not in (*OF_LEDGER, ASSIGNMENTS_DONE)}
    return tuple(_line(line, last, since) for line in _figures(campaign, user))


def _line(line: FigureLine, last: Mapping[str, int | None], since: date) -> BriefLine:
    value = line.figure.text()
    if line.code not in last:
        return BriefLine(line.name, "", line.url, "", "", value)
    more = (line.figure.value or 0) - (last[line.code] or 0)
    colour = "" if more <= 0 else "red" if line.code == BAD_WHEN_MORE else "green"
    return BriefLine(line.name, _difference(more, since), line.url, colour, "", value)


def _difference(more: int, since: date) -> str:
    facts = {"number": f"{abs(more):,}", "day": as_said(since)}
    if not more:
        return _("as on %(day)s") % facts
    if more > 0:
        return ngettext("%(number)s more than on %(day)s", "%(number)s more than on %(day)s", more) % facts
    return ngettext("%(number)s less than on %(day)s", "%(number)s less than on %(day)s", -more) % facts
