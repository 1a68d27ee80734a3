"""What a wall screen shows: pages of numbers, units and plan items. No page names a person, an activity or a hazard.

It hangs where anybody may pass; so it is built of counts, and of the names that stand in the plan and the register.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity
from campaigns.models import Campaign, TimelineEntry
from campaigns.selectors.plan import Plan, PlanNode, plan_of
from core.figures import Share
from reports.rules import may_count_records
from reports.selectors import tallies
from reports.selectors.dashboard_charts import days_chart, entries_chart, years_chart
from reports.selectors.dashboard_picks import picks_of
from reports.selectors.dashboard_units import lines_of_units
from reports.selectors.dashboard_years import view_before
from reports.selectors.decisions_given import Waiting
from reports.selectors.figures import ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, FigureLine, View, figures
from reports.selectors.headline import eyebrow_parts, overview_headline, time_gone
from reports.selectors.helping import silence
from reports.selectors.panels import counts_by_day
from reports.selectors.public import coming_dates
from units.models import Unit

SHOWN = (ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, *tallies.OF_LEDGER)
MOST_CARDS, MOST_LINES, MOST_DATES = 3, 8, 6
UNITS_A_PAGE = 16


@dataclass(frozen=True)
class Page:
    """`name` is that of its template, `key` keeps its place while the numbers change, `content` is what it shows."""

    name: str
    key: str
    title: str
    content: Any


@dataclass(frozen=True)
class Month:
    """The first page: a few numbers, the largest of all; `today` is None outside the campaign's days, `activities` where they can't be told."""

    done: FigureLine
    due: FigureLine
    share: float | None
    gone: float | None
    activities: FigureLine | None
    today: int | None
    waiting: int
    cards: Sequence[FigureLine]


@dataclass(frozen=True)
class Hazards:
    found: int
    open: int
    overdue: int
    major: int
    fixed: Share


@dataclass(frozen=True)
class Screen:
    campaign: Campaign
    part: Unit | None
    headline: str
    eyebrow: Sequence[str]
    pages: Sequence[Page]
    now: datetime


def screen_of(view: View, *, now: datetime) -> Screen:
    """The number of queries is fixed. A page with nothing to show is left out, the first one never."""
    campaign, today = view.campaign, timezone.localtime(now).date()
    picks = picks_of(campaign, view.lists.kept)
    found = {line.code: line for line in figures(view, (*SHOWN, *picks.codes), with_missing=False)}
    counts = silence(campaign, user=view.reader, now=now, below=view.filters.unit)
    plan = plan_of(campaign, user=view.reader, now=now, below=view.filters.unit, kept=view.lists.kept)
    waiting = _waiting(view)
    pages = [
        Page("month", "month", _("Where we stand"), _month(view, found, picks.cards, today, waiting.number)),
        *_charts(view, today),
        *_plan(plan),
        *_units(view, now),
        *_hazards(found),
        *_dates(campaign, today),
    ]
    return Screen(
        campaign=campaign,
        part=view.filters.unit,
        headline=overview_headline(campaign, today=today, counts=counts, waiting=waiting),
        eyebrow=eyebrow_parts(campaign, today),
        pages=pages,
        now=now,
    )


def _waiting(view: View) -> Waiting:
    line = figures(view.narrowed(states=(Activity.State.SUBMITTED,)), [ACTIVITIES], with_missing=False)[0]
    return Waiting(line.records, None)


def _month(view: View, found: dict[str, FigureLine], cards: Sequence[str], today: date, waiting: int) -> Month:
    done, due, is_counted = found[ASSIGNMENTS_DONE], found[ASSIGNMENTS_DUE], may_count_records(view.reader)
    return Month(
        done=done,
        due=due,
        share=done.records / due.records if due.records else None,
        gone=time_gone(view.campaign, today),
        activities=found[ACTIVITIES] if is_counted else None,
        today=counts_by_day(view).get(today, 0) if view.campaign.day_number(today) else None,
        waiting=waiting,
        cards=_cards(found, cards) if is_counted else (),
    )


def _cards(found: dict[str, FigureLine], picked: Sequence[str]) -> list[FigureLine]:
    """What the office has picked; the last place is for the hazards that are overdue, or open, if there are any."""
    cards = [found[code] for code in picked if code in found]
    pressing = [found[code] for code in (tallies.OVERDUE, tallies.OPEN) if code in found and found[code].records]
    return [*cards[: MOST_CARDS - len(pressing[:1])], *pressing[:1]]


def _charts(view: View, today: date) -> Iterator[Page]:
    days = days_chart(view, today=today)
    if any(row.cells[-1].value for row in days.rows):
        yield Page("chart", "days", days.title, days)
        entries = entries_chart(view)
        yield Page("rows", "entries", entries.title, entries)
    years = years_chart(view, view_before(view, user=view.reader), today=today)
    if years is not None and may_count_records(view.reader):
        yield Page("chart", "years", years.title, years)


def _plan(plan: Plan) -> Iterator[Page]:
    lines = _level(plan)
    if lines:
        yield Page("plan", "plan", _("How far the plan is"), lines)


def _level(plan: Plan) -> list[PlanNode]:
    """Items of which something was asked, as deep as fits on a wall: those of a level stand for the one above."""
    lines = [node for node in plan.roots if node.progress.owed]
    while True:
        deeper = [child for node in lines for child in _below(node)]
        if len(deeper) > MOST_LINES or deeper == lines:
            return lines[:MOST_LINES]
        lines = deeper


def _below(node: PlanNode) -> list[PlanNode]:
    """Those under it that make up its progress, else itself."""
    found = [child for child in node.children if child.progress.owed]
    return found if sum(child.progress.owed for child in found) == node.progress.owed else [node]


def _units(view: View, now: datetime) -> Iterator[Page]:
    """In the order of the register, never by their figures."""
    lines = lines_of_units(view, now=now)
    pages = -(-len(lines) // UNITS_A_PAGE) or 1
    size = -(-len(lines) // pages) or 1
    parts = [lines[start : start + size] for start in range(0, len(lines), size)]
    for number, part in enumerate(parts, start=1):
        words = {"number": number, "all": len(parts)}
        title = (
            _("Assignments and activities by unit (%(number)s of %(all)s)") % words
            if len(parts) > 1
            else _("Assignments and activities by unit")
        )
        yield Page("units", f"units-{number}", title, part)


def _hazards(found: dict[str, FigureLine]) -> Iterator[Page]:
    if tallies.REPORTED not in found or not found[tallies.REPORTED].records:
        return
    numbers = {code: found[code].records for code in tallies.OF_LEDGER}
    hazards = Hazards(
        found=numbers[tallies.REPORTED],
        open=numbers[tallies.OPEN],
        overdue=numbers[tallies.OVERDUE],
        major=numbers[tallies.MAJOR],
        fixed=Share(numbers[tallies.FIXED], numbers[tallies.REPORTED]),
    )
    yield Page("hazards", "hazards", _("Hazards"), hazards)


def _dates(campaign: Campaign, today: date) -> Iterator[Page]:
    dates: list[TimelineEntry] = list(coming_dates(campaign, today)[:MOST_DATES])
    if dates:
        yield Page("dates", "dates", _("What comes next"), dates)
